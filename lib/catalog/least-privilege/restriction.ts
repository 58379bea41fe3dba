import { type Problem, hasToken, quote } from "../../policy";
import { partOf, variablesOf } from "../arn-template";
import { checkArnValue } from "../arn-value";
import { nearestNames } from "../../policy/nearest";
import { partProblem } from "./part-problem";
import { isResourceGroupId } from "../resource-group-id";
import { catalogProblemIds } from "../problem-ids";

/** Where a request grants actions, if RAM can narrow them to single resources. All values may be framework tokens. */
export interface Within {
  /** Region id. @example "cn-hangzhou" */
  readonly region?: string;
  /** Id of an account. @example "1234567890123456" */
  readonly accountId?: string;
  /** Name of an AgentRun workspace. @example "team-a" */
  readonly workspace?: string;
  /**
   * Ids of resource groups. Actions of AgentRun get a condition on `acs:ResourceGroupId`, or, with `resourceGroupForm`
   * `attachment`, no condition, for a policy that is attached in the group.
   * @example ["rg-team-a"]
   */
  readonly resourceGroups?: readonly string[];
  /** Names of agent runtimes. @example ["shop", "orders"] */
  readonly runtimes?: readonly string[];
  /** Ids of AgentRun flows. @example ["flow-1a2b3c"] */
  readonly flows?: readonly string[];
  /** Names of tools of AgentRun. @example ["search"] */
  readonly tools?: readonly string[];
  /** Names of credentials of AgentRun. @example ["openai"] */
  readonly credentials?: readonly string[];
  /** Names of knowledge bases of AgentRun. @example ["manuals"] */
  readonly knowledgeBases?: readonly string[];
  /** Names of model services of AgentRun. @example ["qwen"] */
  readonly modelServices?: readonly string[];
  /** Names of PAI EAS services. @example ["ranking"] */
  readonly paiServices?: readonly string[];
  /** Ids of PAI EAS gateways. @example ["gw-1a2b3c"] */
  readonly paiGateways?: readonly string[];
  /** Ids of PAI EAS dedicated resources. @example ["eas-r-1a2b3c"] */
  readonly paiResources?: readonly string[];
  /** Ids of PAI EAS virtual resources. @example ["eas-vr-1a2b3c"] */
  readonly paiVirtualResources?: readonly string[];
  /** Ids of PAI EAS benchmark tasks. @example ["benchmark-1a2b3c"] */
  readonly paiBenchmarkTasks?: readonly string[];
}

/** A part of a restriction that names something in ARNs. */
export type NamedRestriction = Exclude<keyof Within, "resourceGroups">;

/** The variable of ARN templates for each restriction. */
export const variableOf: Readonly<Record<NamedRestriction, string>> = {
  region: "region",
  accountId: "account",
  workspace: "workspace",
  runtimes: "runtime",
  flows: "flow",
  tools: "tool",
  credentials: "credential",
  knowledgeBases: "knowledgeBase",
  modelServices: "modelService",
  paiServices: "service",
  paiGateways: "gateway",
  paiResources: "resource",
  paiVirtualResources: "virtualResource",
  paiBenchmarkTasks: "benchmarkTask",
};

/** The restriction for a variable of ARN templates, if there is one. */
export function restrictionOf(variable: string): NamedRestriction | undefined {
  return (Object.keys(variableOf) as NamedRestriction[]).find((name) => variableOf[name] === variable); // its own keys
}

/** Checks the values of a restriction. A part whose value is undefined would silently restrict nothing. */
export function checkRestriction(within: Within): readonly Problem[] {
  return Object.entries(within).flatMap(([name, value]: [string, unknown]) => {
    if (name === "resourceGroups") return checkResourceGroups(value);
    const variable = Object.hasOwn(variableOf, name) ? variableOf[name as NamedRestriction] : undefined;
    if (variable === undefined) return [unknownRestriction(name)];
    const path = `within.${name}`;
    if (!isList(name)) return checkArnValue(value, path, partOf(variable));
    if (!Array.isArray(value)) return [partProblem(path, quote(value), "a list of names", 'write ["<name>"]')];
    if (value.length === 0) return checkArnValue(undefined, path);
    return Array.from(value, (one: unknown, index) => checkArnValue(one, `${path}[${index}]`)).flat();
  });
}

function checkResourceGroups(value: unknown): readonly Problem[] {
  const path = "within.resourceGroups";
  if (!Array.isArray(value)) return [partProblem(path, quote(value), "a list of ids", 'write ["rg-..."]')];
  const isId = (one: unknown): boolean => typeof one === "string" && (hasToken(one) || isResourceGroupId(one));
  const values: readonly unknown[] = value.length === 0 ? [undefined] : Array.from<unknown>(value);
  return values.flatMap((one, index) => {
    if (isId(one)) return [];
    const found = one === undefined ? "no value" : quote(one);
    const allowed = "the id of a resource group, rg-...";
    return [{ id: catalogProblemIds.arnValue, path: `${path}[${index}]`, found, allowed, fix: "look it up in Resource Management" }]; // prettier-ignore
  });
}

/** Whether a restriction is a list of names, not a single value. */
export function isList(name: string): boolean {
  return !["region", "accountId", "workspace"].includes(name);
}

function unknownRestriction(name: string): Problem {
  const near = nearestNames(name, [...Object.keys(variableOf), "resourceGroups"], 3);
  return {
    id: catalogProblemIds.unusedRestriction,
    path: `within.${name}`,
    found: "a restriction that does not exist",
    allowed: [...Object.keys(variableOf), "resourceGroups"].join(", "),
    fix: near.length === 0 ? "choose one of these" : `perhaps ${near.join(" or ")}`,
  };
}

/** RAM626 for every restriction that narrows none of the actions, so that the request looks narrower than it is. */
export function unusedRestrictions(within: Within, templates: readonly string[]): readonly Problem[] {
  const used = new Set(templates.flatMap(variablesOf));
  return Object.entries(variableOf)
    .filter(([name, variable]) => within[name as NamedRestriction] !== undefined && !used.has(variable))
    .map(([name]) => unusedRestriction(name));
}

/** RAM626 for a part of `within`. */
export function unusedRestriction(name: string): Problem {
  return {
    id: catalogProblemIds.unusedRestriction,
    path: `within.${name}`,
    found: "a restriction that narrows nothing in the request",
    allowed: "restrictions on resources of the requested actions",
    fix: "omit it, or request actions that it narrows",
  };
}

/** ARNs within a restriction: one for every combination of names, with `*` for unrestricted variables. */
export function resourcesWithin(templates: readonly string[], within: Within): readonly string[] {
  if (templates.length === 0) return ["*"];
  const values = new Map(
    Object.entries(variableOf).map(([name, variable]) => {
      const value: string | readonly string[] | undefined = within[name as NamedRestriction];
      return [variable, typeof value === "string" ? [value] : value];
    }),
  );
  return [...new Set(templates.flatMap((arn) => fill(arn, values)))];
}

function fill(template: string, values: ReadonlyMap<string, readonly string[] | undefined>): readonly string[] {
  const variables = variablesOf(template);
  const parts = template.split(/\{#\w+\}/);
  return variables.reduce<readonly string[]>(
    (arns, variable, index) => {
      const choices = values.get(variable) ?? ["*"];
      return arns.flatMap((arn) => choices.map((choice) => `${arn}${choice}${parts[index + 1] ?? ""}`));
    },
    [parts[0] ?? ""],
  );
}
