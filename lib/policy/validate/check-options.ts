import { isJsonObject } from "../json-value";
import { nearest } from "../nearest";
import { type Problem, quote } from "../problem";
import { policyProblemIds } from "../problem-ids";
import { type Severity, severities } from "./finding";
import { isPolicyKind, policyKinds } from "./policy-kind";
import { rulePacks } from "./rule-packs";
import { rules } from "./rules";
import { isRefused } from "./syntax-facts";

/** RAM792 for a kind of policies that does not exist, as JavaScript and the command line can ask for it. */
export function checkKind(kind: unknown): readonly Problem[] {
  return typeof kind === "string" && isPolicyKind(kind) ? [] : [wrong("kind", quote(kind), kind, kindNames)];
}

/** RAM792 for every rule, pack and severity that does not exist: it would be looked for in silence, or never. */
export function checkOptions(wanted: unknown, changed: unknown): readonly Problem[] {
  return [...checkWanted(wanted), ...checkSeverities(changed)];
}

const kindNames = Object.keys(policyKinds);
const packNames = Object.keys(rulePacks);
const severityNames = [...severities, "off"] satisfies readonly (Severity | "off")[];
const ruleIds = rules.map(({ id }) => id);

function checkWanted(wanted: unknown): readonly Problem[] {
  if (Array.isArray(wanted)) return Array.from(wanted, (id, index) => checkRule(id, `rules[${index}]`)).flat();
  if (wanted === undefined || (typeof wanted === "string" && packNames.includes(wanted))) return [];
  return [wrong("rules", quote(wanted), wanted, packNames, ", or a list of ids of rules")];
}

function checkSeverities(changed: unknown): readonly Problem[] {
  if (changed === undefined) return [];
  if (!isJsonObject(changed)) return [wrong("severities", quote(changed), changed, [], "severities by id of rule")];
  return Object.entries(changed).flatMap(([id, severity]) => {
    const path = `severities.${id}`;
    const isKnown = severityNames.some((name) => name === severity);
    return [
      ...checkRule(id, path),
      ...(isKnown ? [] : [wrong(path, `the severity ${quote(severity)}`, severity, severityNames)]),
    ];
  });
}

function checkRule(id: unknown, path: string): readonly Problem[] {
  if (typeof id === "string" && ruleIds.includes(id)) return [];
  if (typeof id === "string" && isRefused(id)) {
    return [
      {
        id: policyProblemIds.validateOption,
        path,
        found: `${quote(id)}, which RAM itself refuses`,
        allowed: "ids of rules about what RAM takes",
        fix: "remove it: what RAM refuses is always found, and always an error",
      },
    ];
  }
  return [wrong(path, `the rule ${quote(id)}`, id, ruleIds)];
}

/** @param more what is allowed beside the names */
function wrong(path: string, found: string, value: unknown, names: readonly string[], more = ""): Problem {
  const meant = typeof value === "string" ? nearest(value, names) : undefined;
  const last = names.at(-1) ?? "";
  // A list of all ids would be longer than anyone reads.
  const listed =
    names === ruleIds ? "ids of rules, as in docs/rules.md" : `${names.slice(0, -1).join(", ")} or ${last}`;
  return {
    id: policyProblemIds.validateOption,
    path,
    found,
    allowed: names.length === 0 ? more : `${listed}${more}`,
    fix: meant === undefined ? "use one that exists" : `write ${meant}`,
  };
}
