import { Arn, type Problem, literalText, quote } from "../policy";
import { constructProblemIds } from "./problem-ids";

/** An agent runtime, as ARNs name it. */
export interface RuntimeScope {
  /** Name of the workspace that the runtime is in. */
  readonly workspace: string;
  /** Name of the runtime; `*` in it stands for any text. */
  readonly runtime: string;
  /** @default "*" */
  readonly region?: string;
  /** @default "*" - a policy reaches its own account only */
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

/** RAM315 for runtimes whose names cannot be part of an ARN, and for an empty list of them. */
export function checkRuntimes(runtimes: readonly RuntimeScope[]): readonly Problem[] {
  if (runtimes.length === 0) return [runtimeProblem("runtimes", "no runtime")];
  return runtimes.flatMap((scope, index) =>
    Object.entries({ ...nothing, ...scope })
      .filter(([field, value]: [string, unknown]) => !isArnPart(value) && !(value === undefined && isOptional(field)))
      .map(([field, value]) => runtimeProblem(`runtimes[${index}].${field}`, `the ${field} ${quote(value)}`)),
  );
}

/** So that a name which JavaScript left out is looked at too. */
const nothing: { readonly workspace?: string; readonly runtime?: string } = {
  workspace: undefined,
  runtime: undefined,
};

function isArnPart(value: unknown): boolean {
  return typeof value === "string" && value !== "" && !/[\s/:]/.test(literalText(value));
}

function isOptional(field: string): boolean {
  return field === "region" || field === "accountId";
}

function runtimeProblem(path: string, found: string): Problem {
  return {
    id: constructProblemIds.runtime,
    path,
    found,
    allowed: "at least one runtime, each with workspace and runtime names without white space, slash or colon",
    fix: "name the runtimes, or leave runtimes out for all of them",
  };
}
