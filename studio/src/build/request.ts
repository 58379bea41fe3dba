import { type AccessClass, type FeatureKey, type Within, accessClasses, featureKeys } from "../../../lib/catalog";
import { partProblem } from "../../../lib/catalog/least-privilege/part-problem";
import { PolicyError, type Problem, checkName, hasToken, policyProblemIds } from "../../../lib/policy";
import { throwIfAny } from "../../../lib/policy/problem";
import { secretFlagNames, secretFlags } from "../../../lib/cli/request-flags";
import { type Fields, isTicked } from "../store";

/** A condition as it is typed in. */
export interface ConditionField {
  readonly on: "all" | "dangerous";
  readonly operator: string;
  readonly key: string;
  readonly values: string;
}

/** Lists of names that narrow a request, by their part of `within`. */
export const namedRestrictions = [
  "runtimes",
  "flows",
  "tools",
  "knowledgeBases",
  "modelServices",
  "paiServices",
  "paiGateways",
  "paiResources",
  "paiVirtualResources",
  "paiBenchmarkTasks",
] as const satisfies readonly (keyof Within)[];

/** Places that narrow a request, by field. */
export const places = {
  workspace: "workspace",
  region: "region",
  account: "accountId",
} as const satisfies Readonly<Record<string, keyof Within>>;

/** The names of the tab's fields. */
export const fieldsOfBuild =
  /^(?:(?:feature|within|secret|team)\.|(?:team|workspace|region|account|credentials|passRoles|shell|conditions|actions|except|group|generation|workspaceScope|withoutNodes)$)/;

/** The names in a text: separated by commas or line ends. */
export function namesIn(text: string): readonly string[] {
  return text
    .split(/[,，、\n]/u)
    .map((name) => name.trim())
    .filter((name) => name !== "");
}

/** The classes that are ticked for a feature. */
export function classesOf(fields: Fields, key: FeatureKey): readonly AccessClass[] {
  const chosen = namesIn(fields.get(`feature.${key}`) ?? "");
  return accessClasses.filter((one) => chosen.includes(one));
}

/** The conditions that are typed in, one in each line of the field. */
export function conditionsIn(text: string): readonly ConditionField[] {
  return text
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => {
      const [on, operator = "", key = "", values = ""] = line.split("\t");
      return { on: on === "dangerous" ? "dangerous" : "all", operator, key, values };
    });
}

export function conditionsText(conditions: readonly ConditionField[]): string {
  return conditions.map(({ on, operator, key, values }) => [on, operator, key, values].join("\t")).join("\n");
}

/** Whether the request has anything to grant. */
export function asksForAnything(fields: Fields): boolean {
  const asking = /^(?:feature\.|secret\.|actions$|credentials$|passRoles$|shell$)/;
  return [...fields.keys()].some((name) => asking.test(name));
}

/**
 * The request for a policy, as `leastPrivilege` takes it and checks it. Features and classes in an address are passed on as
 * they are, so that a misspelt one is an error.
 *
 * @throws PolicyError RAM110 for a condition without a key, RAM112 for two with the same operator and key, RAM629 for tokens
 */
export function requestOf(fields: Fields): Readonly<Record<string, unknown>> {
  const get = (name: string): string => fields.get(name) ?? "";
  const list = (name: string): readonly string[] | undefined => {
    const names = namesIn(get(name));
    return names.length === 0 ? undefined : names;
  };
  const order = new Map<string, number>(featureKeys().map((key, index) => [key, index]));
  const features = [...fields]
    .filter(([name]) => name.startsWith("feature."))
    .map(([name, classes]) => [name.slice("feature.".length), classesIn(classes)] as const)
    .sort(([a], [b]) => (order.get(a) ?? Infinity) - (order.get(b) ?? Infinity));
  const within = [
    ...Object.entries(places).map(([name, part]) => [part, get(name).trim() || undefined] as const),
    ...namedRestrictions.map((part) => [part, list(`within.${part}`)] as const),
  ];
  const secrets = [
    ["credentials", list("credentials")] as const,
    ...secretFlagNames.map((name) => {
      const { part } = secretFlags[name];
      return [part, isTicked(fields, `secret.${part}`) || undefined] as const;
    }),
  ];
  const withoutNodes = list("withoutNodes")?.map((kind) => [kind, false] as const);
  const conditions = conditionsIn(get("conditions"));
  const testsOn = (on: ConditionField["on"]): object | undefined => testsIn(conditions.filter((one) => one.on === on));
  const request = given([
    ["features", given(features)],
    ["actions", list("actions")],
    ["except", list("except")],
    ["nodes", withoutNodes && given(withoutNodes)],
    ["within", given(within)],
    ["workspaceScope", get("workspaceScope") || undefined],
    ["secrets", given(secrets)],
    ["shell", isTicked(fields, "shell") || undefined],
    ["passRoles", list("passRoles")],
    ["generation", get("generation") || undefined],
    ["conditions", testsOn("all")],
    ["dangerousConditions", testsOn("dangerous")],
  ]);
  throwIfAny(
    Object.entries(request).flatMap(([part, value]) => (hasToken(JSON.stringify(value)) ? [token(part)] : [])),
  );
  return request;
}

/** Problems with the name of a group; none for an empty name. */
export function groupProblems(name: string): readonly Problem[] {
  if (name === "") return [];
  return hasToken(name) ? [token("group")] : checkName("group", name, "group");
}

/** Refuses tokens of a framework: TypeScript would read them as values, and the other forms as plain text. */
function token(part: string): Problem {
  return partProblem(part, "a token of CDKTF", "the value itself", "write the value that the token stands for");
}

function classesIn(text: string): string | readonly string[] {
  const classes = namesIn(text);
  const [only] = classes;
  return classes.length === 1 && only !== undefined ? only : classes;
}

/** @throws PolicyError RAM112 for a second row of an operator and key: together, its values would be alternatives */
function testsIn(conditions: readonly ConditionField[]): object | undefined {
  const operators = new Map<string, Map<string, readonly string[]>>();
  for (const { operator, key: typed, values } of conditions) {
    const key = typed.trim();
    if (key === "") throw new PolicyError([withoutKey(operator)]);
    const keys = operators.get(operator) ?? new Map<string, readonly string[]>();
    if (keys.has(key)) throw new PolicyError([repeated(operator, key)]);
    keys.set(key, namesIn(values));
    operators.set(operator, keys);
  }
  if (operators.size === 0) return undefined;
  const single = (values: readonly string[]) => (values.length === 1 ? values[0] : values);
  return Object.fromEntries(
    [...operators].map(([operator, keys]) => [
      operator,
      Object.fromEntries([...keys].map(([key, values]) => [key, single(values)])),
    ]),
  );
}

function withoutKey(operator: string): Problem {
  return {
    ...{ id: policyProblemIds.conditionShape, path: `conditions.${operator}`, found: "a condition without a key" },
    ...{ allowed: "a condition key, e.g. acs:SourceIp", fix: "give the key, or remove the condition" },
  };
}

function repeated(operator: string, key: string): Problem {
  return {
    id: policyProblemIds.conditionTwice,
    path: "conditions",
    found: `a second condition with ${operator} and ${key}`,
    allowed: "one condition for each operator and key",
    fix: "write the values into one condition, if one of them is enough",
  };
}

/** The members that are set; `undefined` if none is. */
function given(members: readonly (readonly [name: string, value: unknown])[]): Readonly<Record<string, unknown>> {
  const isGiven = (value: unknown): boolean =>
    value !== undefined && !(typeof value === "object" && value !== null && Object.keys(value).length === 0);
  return Object.fromEntries(members.filter(([, value]) => isGiven(value)));
}
