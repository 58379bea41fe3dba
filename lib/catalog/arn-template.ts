import { PolicyError } from "../policy";
import { type ArnPart, checkArnValue } from "./arn-value";
import { dataFiles } from "./data-files";

/** Region and account of an ARN. */
export interface ArnScope {
  /** Region id. @default "*" */
  readonly region?: string;
  /** Id of the account. @default "*" - a policy applies to its own account only */
  readonly account?: string;
}

/** This library's names for resource types and variables of ARN templates. */
export interface ArnNames {
  readonly variables: Readonly<Record<string, string>>;
}

/** This library's name for a variable of a template: `workspaceName` is `workspace`. */
export function variableName(variable: string): string {
  if (variable === "regionId") return "region";
  if (variable === "accountId") return "account";
  return dataFiles.arnNames().variables[variable] ?? variable;
}

/** The variables of a template, in order, with this library's names. */
export function variablesOf(template: string): readonly string[] {
  return [...template.matchAll(/\{#(\w+)\}/g)].map(([, variable = ""]) => variableName(variable));
}

/**
 * Fills a template. `*` in a value matches any text.
 *
 * @throws PolicyError RAM627 with all values that cannot be part of an ARN
 */
export function fillTemplate(template: string, values: object): string {
  const given = { region: "*", account: "*", ...values } as Readonly<Record<string, string | undefined>>;
  const problems = variablesOf(template).flatMap((name) => checkArnValue(given[name], name, partOf(name)));
  if (problems.length > 0) throw new PolicyError(problems);
  return template.replace(/\{#(\w+)\}/g, (_, variable: string) => given[variableName(variable)] ?? "*");
}

/** The kind of value for a variable, by this library's name. */
export function partOf(variable: string): ArnPart {
  return variable === "region" || variable === "account" ? variable : "name";
}
