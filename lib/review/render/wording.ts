import { assumptions } from "../compare/assumptions";
import { foldCase } from "../../policy/letter-case";
import { isAnyResource } from "../../policy/patterns/resource-pattern";
import type { Conditions } from "../../policy";
import type { PrincipalName } from "../../grants/principal-name";
import {
  type ExistenceRow,
  type PermissionChange,
  type PermissionRow,
  type ReviewReport,
  type ReviewRow,
  type RiskMark,
  type TrustRow,
  type UnknownPolicyRow,
  type UnknownRow,
  type Witness,
  riskMarks,
} from "../report/review-report";
import { isPossible, whyOf } from "./row-facts";
import { type Style, countWords, listWords } from "./style";

/** How many items of each list are shown; the rest is counted. */
export interface Lengths {
  readonly actions: number;
  readonly resources: number;
  /** For the tests of a condition, and for the values of a test. */
  readonly conditions: number;
  readonly policies: number;
}

export const wholeLength: Lengths = {
  actions: Infinity,
  resources: Infinity,
  conditions: Infinity,
  policies: Infinity,
};

/** `group dev`. */
export function principalWords(style: Style, { kind, name }: PrincipalName): string {
  return `${kind} ${style.name(name)}`;
}

const verbs = {
  gained: "may now",
  lost: "may no longer",
  loosened: "may, under looser conditions than before,",
  tightened: "may, only under tighter conditions than before,",
} as const satisfies Record<PermissionChange, string>;

/** The change as the verb of a sentence. */
export function verbOf(change: PermissionChange, possible: boolean): string {
  return possible ? `possibly ${verbs[change]}` : verbs[change];
}

/** The actions as in the statement: `agentrun:Get* and agentrun:List*`. */
export function actionWords(
  style: Style,
  { actions, actionElement }: PermissionRow,
  { actions: most }: Lengths,
): string {
  return actionElement === "NotAction"
    ? `everything except ${listWords(style, actions, most)}`
    : listWords(style, actions, most);
}

/** Whether the actions as written are exactly the known actions, so that those need not be listed. */
export function saysItAll({ actions, actionElement, knownActions, futureActions }: PermissionRow): boolean {
  if (futureActions || actionElement === "NotAction" || actions.length !== knownActions.length) return false;
  const known = new Set(knownActions.map(foldCase));
  return actions.every((action) => known.has(foldCase(action)));
}

/** `37 actions, and future ones`. */
export function knownActionWords({ knownActions, futureActions }: PermissionRow): string {
  const known = knownActions.length === 0 ? "no known action" : countWords(knownActions.length, "action", "actions");
  return futureActions ? `${known}, and future ones` : known;
}

/** The resources as in the statement: `acs:agentrun:*:*:runtimes/a`. */
export function resourceWords(
  style: Style,
  { resources, resourceElement }: PermissionRow,
  { resources: most }: Lengths,
): string {
  const listed = listWords(style, resources, most);
  return resourceElement === "NotResource" ? `everything except ${listed}` : listed;
}

/** The same, followed by the meaning of `*`. */
export function resourceMeaning(style: Style, row: PermissionRow, lengths: Lengths): string {
  const words = resourceWords(style, row, lengths);
  return isEveryResource(row) ? `${words} (${everyResource})` : words;
}

/** What `*` stands for. */
export const everyResource = "every resource";

/** Whether one of the resources of a row is all of them. */
export function isEveryResource({ resources, resourceElement }: PermissionRow): boolean {
  return resourceElement === "Resource" && resources.some(isAnyResource);
}

/** ` in resource group rg-1`, or nothing. */
export function groupWords(style: Style, { resourceGroup }: { readonly resourceGroup: string | undefined }): string {
  return resourceGroup === undefined ? "" : ` in resource group ${style.name(resourceGroup)}`;
}

/** `acs:Service StringEquals fc.aliyuncs.com and …`; `undefined` without conditions. */
export function conditionWords(
  style: Style,
  conditions: Conditions | undefined,
  { conditions: most }: Lengths,
): string | undefined {
  const tests = Object.entries(conditions ?? {}).flatMap(([operator, keys]) =>
    Object.entries(keys).map(([key, values]) => {
      return `${style.name(key)} ${style.prose(operator)} ${listWords(style, [values].flat(), most, "or")}`;
    }),
  );
  if (tests.length === 0) return undefined;
  const shown = tests.slice(0, most).join(" and ");
  return tests.length <= most ? shown : `${shown} and ${countWords(tests.length - most, "more test", "more tests")}`;
}

/** `can lead to more permissions; deletes`. */
export function riskWords(risks: readonly RiskMark[], most = Infinity): string {
  const words: readonly string[] = risks.map((risk) => riskMarks[risk]);
  const rest = risks.length - most;
  return [...words.slice(0, most), ...(rest > 0 ? [countWords(rest, "more risk", "more risks")] : [])].join("; ");
}

/** `agentrun:DeleteSandbox on * with acs:SourceIp 10.0.0.1, without acs:MFAPresent`. */
function witnessWords(style: Style, { action, resource, context }: Witness): string {
  return [`${style.name(action)} on ${style.name(resource)}`, ...contextWords(style, context)].join(", ");
}

function contextWords(style: Style, context: Witness["context"]): readonly string[] {
  return Object.entries(context).map(([key, value]) => {
    return value === null
      ? `without ${style.name(key)}`
      : `with ${style.name(key)} ${listWords(style, [value].flat())}`;
  });
}

/** The witness of a row; `undefined` if there is none, or if it only repeats the row. */
export function exampleWords(style: Style, row: ReviewRow): string | undefined {
  if (row.kind === "permission" && row.witness !== undefined) return witnessWords(style, row.witness);
  return row.kind === "trust" ? trustWitnessWords(style, row) : undefined;
}

/** `acs:ram::1234567890123456:user/anyone, with oidc:aud x` */
function trustWitnessWords(style: Style, { trusted, witness }: TrustRow): string | undefined {
  if (witness === undefined) return undefined;
  const { principal, context } = witness;
  if (principal === trusted.name && Object.keys(context).length === 0) return undefined;
  return [style.name(principal), ...contextWords(style, context)].join(", ");
}

const trustedKinds = { RAM: "", Service: "service ", Federated: "identity provider " } as const;

/** `service fc.aliyuncs.com`. */
export function trustedWords(style: Style, { trusted }: TrustRow): string {
  return `${trustedKinds[trusted.kind]}${style.name(trusted.name)}`;
}

/** `custom policy Team`. */
export function policyWords(style: Style, { policy, policyType }: UnknownPolicyRow): string {
  return `${policyType.toLowerCase()} policy ${style.name(policy)}`;
}

/** `group dev`, `service-linked role of agentrun.aliyuncs.com`, `membership of alice in dev`. */
export function existenceWords(style: Style, { what, name }: ExistenceRow): string {
  if (what === "membership") return `membership of ${membershipWords(style, name)}`;
  return `${what}${what === "service-linked role" ? " of" : ""} ${style.name(name)}`;
}

function membershipWords(style: Style, name: string): string {
  return name
    .split(" in ")
    .map((part) => style.name(part))
    .join(" in ");
}

/** `trust of role Runtime`, `membership of alice in dev`. */
export function unknownWords(style: Style, { what, name }: UnknownRow): string {
  return `${what} ${what === "membership of" ? membershipWords(style, name) : style.name(name)}`;
}

const unknownVerbs = {
  gained: "possibly allows more than before",
  loosened: "possibly allows more than before",
  lost: "possibly allows less than before",
} as const satisfies Record<UnknownRow["change"], string>;

/** The change as the verb of a sentence. */
export function unknownVerb({ change }: UnknownRow): string {
  return unknownVerbs[change];
}

const unknownPolicyTurns = {
  gained: "attached",
  loosened: "possibly allows more than before",
  lost: "detached",
} as const satisfies Record<UnknownPolicyRow["change"], string>;

/** The change of an unknown policy. */
export function unknownPolicyTurn({ change, detached }: UnknownPolicyRow): string {
  return detached === true ? unknownPolicyTurns.lost : unknownPolicyTurns[change];
}

const attachedWords = {
  gained: "is attached to",
  loosened: "possibly allows more than before for",
  lost: "is no longer attached to",
} as const satisfies Record<UnknownPolicyRow["change"], string>;

/** A sentence without its period about values that only Terraform knows, on both sides; `undefined` without any. */
export function notComparedWords(style: Style, { notCompared = [] }: ReviewReport, most: number): string | undefined {
  if (notCompared.length === 0) return undefined;
  const count = countWords(notCompared.length, "thing that", "things that");
  return `Not compared: ${count} only Terraform knows, before and after (${listWords(style, notCompared, most)})`;
}

/** A sentence without its period about the assumptions of the answer; `undefined` without any. */
export function assumptionWords(style: Style, { assumptions: assumed = [] }: ReviewReport): string | undefined {
  const meanings: Readonly<Record<string, string>> = assumptions;
  const words = assumed.map((name) => style.prose(meanings[name] ?? name));
  return words.length === 0 ? undefined : `Assumed, unless --assume none: ${words.join("; ")}`;
}

/** A row as a sentence without its period, e.g. `group dev may now agentrun:DeleteSandbox on *`. */
export function rowSentence(style: Style, row: ReviewRow, lengths: Lengths): string {
  const why = whyOf(row);
  const reason = why === undefined ? "" : ` (${style.prose(why)})`;
  switch (row.kind) {
    case "permission": {
      const what = `${actionWords(style, row, lengths)} on ${resourceWords(style, row, lengths)}${groupWords(style, row)}`;
      return `${principalWords(style, row.principal)} ${verbOf(row.change, isPossible(row))} ${what}${condition(row)}${reason}`;
    }
    case "trust": {
      const what = `assume role ${style.name(row.role)}`;
      return `${trustedWords(style, row)} ${verbOf(row.change, isPossible(row))} ${what}${condition(row)}${reason}`;
    }
    case "unknown-policy": {
      const attached = row.detached === true ? attachedWords.lost : attachedWords[row.change];
      const whom = `${principalWords(style, row.principal)}${groupWords(style, row)}`;
      return `${policyWords(style, row)} ${attached} ${whom}; what it grants is not known${reason}`;
    }
    case "unknown":
      return `${unknownWords(style, row)} ${unknownVerb(row)}${reason}`;
    case "existence":
      return `${existenceWords(style, row)} is ${row.change}`;
  }

  function condition({ conditions }: PermissionRow | TrustRow): string {
    const words = conditionWords(style, conditions, lengths);
    return words === undefined ? "" : ` if ${words}`;
  }
}
