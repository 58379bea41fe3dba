import {
  type Assumption,
  type Decision,
  type Evaluation,
  type RequestContext,
  type StatementTrace,
  type World,
  assumptions,
  evaluate,
} from "../policy";
import { readText } from "./arguments";
import { type ExitCode, UsageError, exitCodes } from "./command";
import { contextOf } from "./context-arguments";
import { declareCommand } from "./declaration";
import { readPolicy } from "./read-policy";

/** The exit code for the decision on a single request. */
const codeOf: Readonly<Record<Decision, ExitCode>> = {
  Allow: exitCodes.ok,
  ExplicitDeny: exitCodes.explicitDeny,
  ImplicitDeny: exitCodes.implicitDeny,
  Depends: exitCodes.depends,
};

/** Evaluates policies against requests. */
export const evaluateCommand = declareCommand({
  description:
    "Decides whether policies allow a request, and explains why. With --requests, prints one line of JSON per request.",
  options: {
    policy: { value: "file", about: "an identity policy as JSON", path: "read", many: true },
    action: { value: "action", about: "the action of the request, e.g. agentrun:GetTool" },
    resource: { value: "ARN", about: "the resource of the request" },
    context: { value: "key=value", about: "a condition key of the request, e.g. acs:SourceIp=10.0.0.1", many: true },
    requests: {
      value: "file",
      about: 'one request per line: {"action", "resource", "context"?}; - reads standard input',
      path: "read",
    },
    closed: { about: "treat condition keys that the request does not have as absent, not as unknown" },
    explain: { about: "also show statements about other actions" },
  },
  exits: {
    0: "the request is allowed; with --requests: every line has a decision",
    3: "the request is denied explicitly",
    4: "the request is denied because no statement allows it",
    5: "the decision depends on something unknown",
  },
  examples: [
    "agentrun-ram evaluate --policy policy.json --action agentrun:GetTool --resource '*'",
    "agentrun-ram evaluate --policy policy.json --requests requests.jsonl --closed",
  ],
  run({ options: values }, output) {
    const files = values.policy ?? [];
    if (files.length === 0) throw new UsageError("give at least one policy with --policy <file>");
    const policies = files.map(readPolicy);
    const world: World = values.closed ? "closed" : "open";
    const answer = ({ action, resource, context }: Request): Line => {
      const input = { policies, request: { action, resource }, context, world };
      const result = evaluate({ ...input, explain: values.explain });
      // An implicit deny is explained by the statements that cover the action and do not apply.
      if (result.decision !== "ImplicitDeny" || values.explain) return lineOf(result, files);
      return lineOf(evaluate({ ...input, explain: true }), files, aboutTheAction);
    };

    if (values.requests === undefined) {
      if (values.action === undefined || values.resource === undefined) {
        throw new UsageError("give --action and --resource, or --requests <file>");
      }
      const { action, resource } = values;
      const result = answer({ action, resource, context: contextOf(values.context ?? []) });
      output.out(JSON.stringify(result));
      return codeOf[result.decision];
    }
    if (values.action !== undefined || values.resource !== undefined || values.context !== undefined) {
      throw new UsageError("--requests excludes --action, --resource and --context; write them in the file");
    }
    let code: ExitCode = exitCodes.ok;
    const lines = readLines(values.requests);
    for (const [index, line] of lines.entries()) {
      const request = readRequest(line);
      if (typeof request === "string") {
        output.out(JSON.stringify({ error: `line ${index + 1}: ${request}` }));
        code = exitCodes.usage;
      } else output.out(JSON.stringify(answer(request)));
    }
    return code;
  },
});

interface Request {
  readonly action: string;
  readonly resource: string;
  readonly context: RequestContext;
}

function readLines(file: string): readonly string[] {
  return readText(file)
    .split(/\r?\n/)
    .filter((line) => line.trim() !== "");
}

/** The request on a line, or the problem with it. */
function readRequest(line: string): Request | string {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return "not JSON";
  }
  if (typeof value !== "object" || value === null) return "not a JSON object";
  const { action, resource, context = {} } = value as Readonly<Record<string, unknown>>;
  if (typeof action !== "string" || typeof resource !== "string") return "action and resource must be strings";
  if (typeof context !== "object" || context === null || !Object.values(context).every(isContextValue)) {
    return "context must be an object of strings, lists of strings, and null for an absent key";
  }
  return { action, resource, context: context as RequestContext }; // isContextValue checked every value
}

function isContextValue(value: unknown): boolean {
  if (value === null || typeof value === "string") return true;
  return Array.isArray(value) && value.every((one) => typeof one === "string");
}

/** A line of output. */
interface Line {
  readonly decision: Decision;
  readonly explain: object;
}

function aboutTheAction({ reason }: StatementTrace): boolean {
  return reason !== "action not covered";
}

function assumptionText(name: Assumption): string {
  return `${name}: ${assumptions[name]}`;
}

/** @param isWanted selects the statements to show */
function lineOf(
  {
    decision,
    possible,
    decidedBy,
    layers,
    dependsOn,
    dependsOnUnknown,
    dependsOnAssumptions,
    assumptions: taken,
  }: Evaluation,
  files: readonly string[],
  isWanted: (trace: StatementTrace) => boolean = () => true,
): Line {
  const statements = layers.flatMap(({ statements: traces }) =>
    traces.filter(isWanted).map(({ policy, statement, effect, reason, tests }) => ({
      policy: files[policy],
      statement: `Statement[${statement}]`,
      effect,
      reason,
      ...(tests.length === 0 ? {} : { tests }),
    })),
  );
  const unknown = dependsOnUnknown.map(({ policy, statement, element }) => ({
    policy: files[policy],
    statement: `Statement[${statement}]`,
    element,
  }));
  return {
    decision,
    explain: {
      ...(possible.length > 1 ? { possible } : {}),
      ...(decidedBy === undefined ? {} : { decidedBy }),
      statements,
      ...(statements.length === 0 ? { note: "no statement covers the action" } : {}),
      ...(dependsOn.length === 0 ? {} : { dependsOn }),
      ...(unknown.length === 0 ? {} : { dependsOnUnknown: unknown }),
      ...(dependsOnAssumptions.length === 0 ? {} : { dependsOnAssumptions: dependsOnAssumptions.map(assumptionText) }),
      ...(taken.length === 0 ? {} : { assumptions: taken }),
    },
  };
}
