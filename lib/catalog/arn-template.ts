import { PolicyError } from "../policy";
import { type ArnPart, checkArnValue } from "./arn-value";
import { dataFiles } from "./data-files";

/** Where a resource is. */
export interface ArnScope {
  /** Region id. @default "*" */
  readonly region?: string;
  /** Id of the account. @default "*" - a policy reaches its own account only */
  readonly account?: string;
}

/** What this library calls resource types and the variables of ARN templates. */
export interface ArnNames {
  readonly variables: Readonly<Record<string, string>>;
}

/** What the variable of a template is called in this library, e.g. `workspaceName` is `workspace`. */
export function variableName(variable: string): string {
  if (variable === "regionId") return "region";
  if (variable === "accountId") return "account";
  return dataFiles.arnNames().variables[variable] ?? variable;
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
  const problems = variablesOf(template).flatMap((name) => checkArnValue(given[name], name, partOf(name)));
  if (problems.length > 0) throw new PolicyError(problems);
  return template.replace(/\{#(\w+)\}/g, (_, variable: string) => given[variableName(variable)] ?? "*");
}

/** What stands in the ARN where a variable is, by this library's name for it. */
export function partOf(variable: string): ArnPart {
  return variable === "region" || variable === "account" ? variable : "name";
}
