import { readInstant } from "../evaluate/instant";
import { isJsonObject } from "../json-value";
import { nearest } from "../nearest";
import { type Problem, quote } from "../problem";
import { policyProblemIds } from "../problem-ids";
import { type Severity, severities } from "./finding";
import { isPolicyKind, policyKinds } from "./policy-kind";
import { rulePacks, rules } from "./rules";
import { isRefused } from "./syntax-facts";
import { checkUserRule, ruleTwice } from "./user-rule";

/** RAM792 for an unknown kind of policy, from JavaScript or the command line. */
export function checkKind(kind: unknown): readonly Problem[] {
  return typeof kind === "string" && isPolicyKind(kind) ? [] : [wrong("kind", quote(kind), kind, kindNames)];
}

/** Options from JavaScript or the command line. */
interface UncheckedOptions {
  readonly rules?: unknown;
  readonly severities?: unknown;
  readonly now?: unknown;
  readonly saidToExist?: unknown;
}

/** RAM792 for unknown rules, packs and severities and an invalid time, which validation would silently ignore. */
export function checkOptions(options: UncheckedOptions): readonly Problem[] {
  const { rules: wanted, severities: changed, now, saidToExist } = options;
  return [
    ...checkWanted(wanted),
    ...checkSeverities(changed, userIds(wanted)),
    ...checkTime(now),
    ...checkActions(saidToExist),
  ];
}

function checkActions(actions: unknown): readonly Problem[] {
  if (actions === undefined || (Array.isArray(actions) && actions.every((one) => typeof one === "string"))) return [];
  return [wrong("saidToExist", quote(actions), actions, [], 'a list of actions, e.g. ["agentrun:GetIMBot"]')];
}

function checkTime(now: unknown): readonly Problem[] {
  if (now === undefined || (typeof now === "string" && readInstant(now) !== undefined)) return [];
  return [wrong("now", quote(now), now, [], "a time in ISO 8601 with its zone, e.g. 2026-11-28T00:00:00Z")];
}

const kindNames = Object.keys(policyKinds);
const packNames = Object.keys(rulePacks);
const severityNames = [...severities, "off"] satisfies readonly (Severity | "off")[];
const ruleIds = rules.map(({ id }) => id);

function checkWanted(wanted: unknown): readonly Problem[] {
  if (Array.isArray(wanted)) return Array.from(wanted, (one, index) => checkListed(one, index, wanted)).flat();
  if (wanted === undefined || (typeof wanted === "string" && packNames.includes(wanted))) return [];
  return [wrong("rules", quote(wanted), wanted, packNames, ", or a list of packs, ids of rules and rules")];
}

/** An entry of the list of rules: a pack, an id, or a rule. */
function checkListed(one: unknown, index: number, list: readonly unknown[]): readonly Problem[] {
  const path = `rules[${index}]`;
  if (typeof one === "string" && packNames.includes(one)) return [];
  if (!isJsonObject(one)) return checkRule(one, path, ruleIds);
  if ((rules as readonly unknown[]).includes(one)) return [];
  const { id } = one;
  const isTwice = typeof id === "string" && userIds(list.slice(0, index)).includes(id);
  return [...checkUserRule(one, path), ...(isTwice ? [ruleTwice(id, path)] : [])];
}

function userIds(wanted: unknown): readonly string[] {
  const list: readonly unknown[] = Array.isArray(wanted) ? wanted : [];
  return list.flatMap((one) => (isJsonObject(one) && typeof one["id"] === "string" ? [one["id"]] : []));
}

function checkSeverities(changed: unknown, ownIds: readonly string[]): readonly Problem[] {
  if (changed === undefined) return [];
  if (!isJsonObject(changed)) return [wrong("severities", quote(changed), changed, [], "severities by id of rule")];
  return Object.entries(changed).flatMap(([id, severity]) => {
    const path = `severities.${id}`;
    const isKnown = severityNames.some((name) => name === severity);
    return [
      ...checkRule(id, path, [...ruleIds, ...ownIds]),
      ...(isKnown ? [] : [wrong(path, `the severity ${quote(severity)}`, severity, severityNames)]),
    ];
  });
}

function checkRule(id: unknown, path: string, known: readonly string[]): readonly Problem[] {
  if (typeof id === "string" && known.includes(id)) return [];
  if (typeof id === "string" && isRefused(id)) {
    return [
      {
        id: policyProblemIds.validateOption,
        path,
        found: `${quote(id)}, which RAM itself refuses`,
        allowed: "ids of rules about what RAM accepts",
        fix: "remove it: what RAM refuses is always reported as an error",
      },
    ];
  }
  return [wrong(path, `the rule ${quote(id)}`, id, known)];
}

/** @param more what is allowed in addition to the names */
function wrong(path: string, found: string, value: unknown, names: readonly string[], more = ""): Problem {
  const meant = typeof value === "string" ? nearest(value, names) : undefined;
  const last = names.at(-1) ?? "";
  // A list of all ids would be too long.
  const listed =
    names.length >= ruleIds.length
      ? "ids of rules, as in docs/rules.md"
      : `${names.slice(0, -1).join(", ")} or ${last}`;
  return {
    id: policyProblemIds.validateOption,
    path,
    found,
    allowed: names.length === 0 ? more : `${listed}${more}`,
    fix: meant === undefined ? "use one that exists" : `write ${meant}`,
  };
}
