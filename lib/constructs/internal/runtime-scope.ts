import { type ArnPart, checkArnValue } from "../../catalog";
import { Arn, type Problem, quote } from "../../policy";
import { constructProblemIds } from "./problem-ids";

/** An agent runtime as in ARNs. @example { workspace: "team-a", runtime: "shop", region: "cn-hangzhou" } */
export interface RuntimeScope {
  /** Name of the runtime's workspace. */
  readonly workspace: string;
  /** Name of the runtime. `*` matches any text. */
  readonly runtime: string;
  /** Region id. @default "*" */
  readonly region?: string;
  /** Id of the account of the runtime. @default "*" - a policy applies to its own account only */
  readonly accountId?: string;
}

/** ARN of a runtime. Source: AgentRun's RAM authorization table, resource type Agent. */
export function runtimeArn({ workspace, runtime, region = "*", accountId = "*" }: RuntimeScope): string {
  const resource = `workspaces/${workspace}/runtimes/${runtime}`;
  return Arn.of({ service: "agentrun", region, account: accountId, resource }).toString();
}

/** ARN of all endpoints of a runtime. Source: AgentRun's RAM authorization table, resource type Endpoint. */
export function runtimeEndpointsArn(scope: RuntimeScope): string {
  return `${runtimeArn(scope)}/runtime-endpoints/*`;
}

const partOfField: Readonly<Record<keyof RuntimeScope, ArnPart>> = {
  workspace: "name",
  runtime: "name",
  region: "region",
  accountId: "account",
};

/** RAM315 for runtimes whose names cannot be part of an ARN, for fields that do not exist, and for an empty list. */
export function checkRuntimes(runtimes: readonly RuntimeScope[]): readonly Problem[] {
  if (runtimes.length === 0) return [runtimeProblem("runtimes", "no runtime", allowed)];
  return runtimes.flatMap((scope, index) => checkRuntime(scope, `runtimes[${index}].`));
}

/**
 * RAM315 for a runtime whose names cannot be part of an ARN, and for fields that do not exist.
 *
 * @param path of the runtime, with the separator before its fields
 */
export function checkRuntime(scope: RuntimeScope, path: string): readonly Problem[] {
  return Object.entries({ ...nothing, ...scope }).flatMap(([field, value]) =>
    checkField(field, value, `${path}${field}`),
  );
}

/** Makes required fields that JavaScript omitted appear as undefined, so that they are checked. */
const nothing: { readonly workspace?: string; readonly runtime?: string } = {
  workspace: undefined,
  runtime: undefined,
};

function checkField(field: string, value: unknown, path: string): readonly Problem[] {
  const part = Object.hasOwn(partOfField, field) ? partOfField[field as keyof RuntimeScope] : undefined;
  if (part === undefined) return [runtimeProblem(path, `the field ${field}`, Object.keys(partOfField).join(", "))];
  if (value === undefined && part !== "name") return [];
  return checkArnValue(value, path, part).map((problem) =>
    runtimeProblem(path, `the ${field} ${quote(value)}`, problem.allowed),
  );
}

const allowed = "at least one runtime, each with its workspace and its name";

function runtimeProblem(path: string, found: string, allowedThere: string): Problem {
  return {
    id: constructProblemIds.runtime,
    path,
    found,
    allowed: allowedThere,
    fix: "name the runtimes, or omit runtimes to include all",
  };
}
