import { type Problem, PolicyError, hasToken, literalText, quote } from "../policy";
import names from "./data/arn-names.json";
import { catalogProblemIds } from "./problem-ids";

/** Where a resource is. */
export interface ArnScope {
  /** Region id. @default "*" */
  readonly region?: string;
  /** Id of the account. @default "*" - a policy reaches its own account only */
  readonly account?: string;
}

/** What the variable of a template is called in this library, e.g. `workspaceName` is `workspace`. */
export function variableName(variable: string): string {
  const known = names.variables as Readonly<Record<string, string>>;
  if (variable === "regionId") return "region";
  if (variable === "accountId") return "account";
  return known[variable] ?? variable;
}

/** Names of the variables in a template, in order, as this library calls them. */
export function variablesOf(template: string): readonly string[] {
  return [...template.matchAll(/\{#(\w+)\}/g)].map(([, variable = ""]) => variableName(variable));
}

/**
 * The ARN that a template makes with these values. `*` in a value stands for any text.
 *
 * @throws PolicyError RAM627 with all values that cannot be part of an ARN
 */
export function fillTemplate(template: string, values: object): string {
  const given = { region: "*", account: "*", ...values } as Readonly<Record<string, string | undefined>>;
  const problems = variablesOf(template).flatMap((name) => checkArnValue(given[name], name));
  if (problems.length > 0) throw new PolicyError(problems);
  return template.replace(/\{#(\w+)\}/g, (_, variable: string) => given[variableName(variable)] ?? "*");
}

/** What is wrong with a value that becomes one part of an ARN. A framework token is taken as it is. */
export function checkArnValue(value: unknown, path: string): readonly Problem[] {
  const literal = typeof value === "string" ? literalText(value) : "";
  const isPart = typeof value === "string" && (literal !== "" || hasToken(value)) && !/[\s/:{}?]/.test(literal);
  if (isPart) return [];
  return [
    {
      id: catalogProblemIds.arnValue,
      path,
      found: value === undefined ? "no value" : quote(value),
      allowed: "text without white space, slash, colon, braces or question mark; * stands for any text",
      fix: 'write the name, or "*" for all',
    },
  ];
}
