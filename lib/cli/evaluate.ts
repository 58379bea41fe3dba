import { knownActions, workspaceScopes } from "../catalog";
import { switchesFor } from "../catalog/workspace-scope";
import {
  type AccessRequest,
  type Assumption,
  type Decision,
  type Evaluation,
  type LayerResult,
  PolicyError,
  type RequestContext,
  type StatementTrace,
  type World,
  assumptionTexts,
  evaluate,
} from "../policy";
import { readContext } from "../policy/evaluate/condition-match";
import { requestedGroup } from "../policy/evaluate/resource-group";
import { nearest } from "../policy/nearest";
import { hasUnknown } from "../policy/patterns/partly-known";
import { parseJson } from "../terraform/read-file";
import { UnreadableStackError } from "../terraform/unreadable-stack-error";
import { readText, shownFile } from "./arguments";
import { type ExitCode, exitCodes, missingOption, problemLines, UsageError, wrongValue } from "./command";
import { contextOf } from "./context-arguments";
import { declareCommand } from "./declaration";
import { readPolicies } from "./read-policy";
import { checkStandardInput } from "./standard-input";

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
    "group-policy": {
      value: "id=file",
      about: "an identity policy that is attached in a resource group, e.g. rg-acfmxazb4ph6aiy=team.json",
      many: true,
    },
    action: { value: "action", about: "the action of the request, e.g. agentrun:GetTool" },
    resource: { value: "ARN", about: "the resource of the request" },
    context: { value: "key=value", about: "a condition key of the request, e.g. acs:SourceIp=10.0.0.1", many: true },
    "resource-group": {
      value: "id",
      about: 'the resource group that the resource is in, "none" for none; its acs:ResourceGroupId. Default: not known',
    },
    requests: {
      value: "file",
      about: 'one request per line: {"action", "resource", "context"?, "resourceGroup"?}; - reads standard input',
      path: "read",
    },
    closed: { about: "treat condition keys that the request does not have as absent, not as unknown" },
    "workspace-scope": {
      value: "page",
      about:
        "which page to follow where the vendor's pages contradict each other; default: both, and the decision depends",
      choices: workspaceScopes,
    },
    explain: { about: "also show statements about other actions" },
  },
  examples: [
    "agentrun-ram evaluate --policy policy.json --action agentrun:GetTool --resource '*'",
    "agentrun-ram evaluate --policy policy.json --requests requests.jsonl --closed",
    "agentrun-ram evaluate --group-policy rg-team=team.json --action agentrun:GetTool --resource '*' --resource-group rg-team",
  ],
  run({ options: values }, output) {
    const account = values.policy ?? [];
    const inGroups = groupFiles(values["group-policy"] ?? []);
    if (account.length === 0 && inGroups.size === 0) {
      throw missingOption("--policy", "<file>");
    }
    checkStandardInput(...account, ...[...inGroups.values()].flat(), values.requests);
    const policies = {
      account: readPolicies(account),
      resourceGroups: new Map([...inGroups].map(([id, some]) => [id, readPolicies(some)])),
    };
    const world: World = values.closed ? "closed" : "open";
    const assumptions = switchesFor(values["workspace-scope"]);
    const answer = ({ context, ...request }: Request): Line => {
      const input = { policies, request, context, world, assumptions, knowledge: knownActions };
      const result = evaluate({ ...input, explain: values.explain });
      // An implicit deny is explained by the statements that cover the action and do not apply.
      const group = requestedGroup(request.resourceGroup, readContext(context));
      const asked: Files = { account, inGroup: typeof group === "string" ? (inGroups.get(group) ?? []) : [], inGroups };
      if (result.decision !== "ImplicitDeny" || values.explain) return lineOf(result, asked);
      return lineOf(evaluate({ ...input, explain: true }), asked, aboutTheAction);
    };

    if (values.requests === undefined) {
      if (values.action === undefined || values.resource === undefined) {
        throw new UsageError("no request", { where: "--action and --resource", fix: "add both, or --requests <file>" });
      }
      const { action, resource } = values;
      const context = contextOf(values.context ?? []);
      const result = answer({ action, resource, context, ...groupOption(values["resource-group"]) });
      output.out(JSON.stringify(result));
      return codeOf[result.decision];
    }
    const { action, resource, context, "resource-group": group } = values;
    if ([action, resource, context, group].some((value) => value !== undefined)) {
      const excluded = "--action, --resource, --context and --resource-group";
      throw new UsageError(`it excludes ${excluded}`, { where: "--requests", fix: "write them in the file" });
    }
    let code: ExitCode = exitCodes.ok;
    const lines = readLines(values.requests);
    if (lines.length === 0)
      throw new UsageError("it has no request", {
        where: shownFile(values.requests),
        fix: aRequest,
      });
    const file = shownFile(values.requests);
    const failed = (number: number, found: string, message: string): void => {
      output.out(JSON.stringify({ error: `line ${number}: ${found}` }));
      output.err(message);
      code = exitCodes.usage;
    };
    for (const { number, line } of lines) {
      const place = `${file}:${number}`;
      const json = parseJson(line);
      if ("problem" in json) {
        const problem = json.problem.replace("line 1,", `line ${number},`);
        failed(number, problem, new UnreadableStackError(file, problem, aRequest).message);
        continue;
      }
      const request = readRequest(json.value);
      if (typeof request === "string") {
        failed(number, request, new UsageError(request, { where: place, fix: aRequest }).message);
      } else {
        try {
          output.out(JSON.stringify(answer(request)));
        } catch (error) {
          if (!(error instanceof PolicyError)) throw error;
          failed(number, error.message, problemLines(error.problems, place));
        }
      }
    }
    return code;
  },
});

interface Request extends AccessRequest {
  readonly context: RequestContext;
}

/** The policy files by layer, in the order of the evaluation's indexes. */
interface Files {
  readonly account: readonly string[];
  /** Policies attached in the resource group of the request. */
  readonly inGroup: readonly string[];
  readonly inGroups: ReadonlyMap<string, readonly string[]>;
}

function fileOf(
  { account, inGroup, inGroups }: Files,
  { layer, resourceGroup }: Pick<LayerResult, "layer" | "resourceGroup">,
  index: number,
): string | undefined {
  if (layer !== "ResourceGroupLevelIdentityBasedPolicy") return account[index];
  return (resourceGroup === undefined ? inGroup : inGroups.get(resourceGroup))?.[index];
}

/** Parses `id=file`. */
function groupFiles(pairs: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const files = new Map<string, readonly string[]>();
  for (const pair of pairs) {
    const [, id = "", file = ""] = /^([^=]+)=(.+)$/s.exec(pair) ?? [];
    if (id === "")
      throw wrongValue(
        "--group-policy",
        pair,
        "<resource group>=<file>",
        "write e.g. --group-policy rg-team=team.json",
      );
    checkGroup("--group-policy", id);
    files.set(id, [...(files.get(id) ?? []), file]);
  }
  return files;
}

function groupOption(id: string | undefined): Pick<AccessRequest, "resourceGroup"> {
  if (id === undefined) return {};
  if (id === "none") return { resourceGroup: null };
  checkGroup("--resource-group", id);
  return { resourceGroup: id };
}

/** A misspelt resource group would deny everything. @throws UsageError */
function checkGroup(flag: string, id: string): void {
  if (isGroupId(id)) return;
  throw wrongValue(flag, id, "the id of a resource group, rg-...", "write the id, not the name");
}

function isGroupId(id: string): boolean {
  return /^rg-[A-Za-z0-9-]+$/.test(id) || hasUnknown(id);
}

const aRequest = 'write {"action": "agentrun:GetTool", "resource": "*"} on each line';

/** The lines of a file that are not empty, with their numbers. */
function readLines(file: string): readonly { readonly number: number; readonly line: string }[] {
  return readText(file)
    .split(/\r?\n/)
    .map((line, index) => ({ number: index + 1, line }))
    .filter(({ line }) => line.trim() !== "");
}

/** The request of a line, or the problem with it. */
function readRequest(value: unknown): Request | string {
  if (typeof value !== "object" || value === null) return "not a JSON object";
  const given = value as Readonly<Record<string, unknown>>;
  const misspelt = Object.keys(given).find((name) => !members.includes(name) && nearest(name, members) !== undefined);
  if (misspelt !== undefined) return `the unknown member ${misspelt}; write ${nearest(misspelt, members) ?? ""}`;
  const { action, resource, context = {}, resourceGroup } = given;
  if (typeof action !== "string" || typeof resource !== "string") return "action and resource must be strings";
  if (typeof context !== "object" || context === null || !Object.values(context).every(isContextValue)) {
    return "context must be an object of strings, lists of strings, and null for an absent key";
  }
  if (resourceGroup !== undefined && resourceGroup !== null) {
    const isId = typeof resourceGroup === "string" && isGroupId(resourceGroup);
    if (!isId)
      return "resourceGroup must be the id of a resource group, rg-..., or null for a resource that is in none";
  }
  const read = { action, resource, context: context as RequestContext }; // isContextValue checked every value
  return resourceGroup === undefined ? read : { ...read, resourceGroup };
}

const members: readonly string[] = ["action", "resource", "context", "resourceGroup"];

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
  return `${name}: ${assumptionTexts[name]}`;
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
    dependsOnResourceGroups,
    dependsOnAssumptions,
    contested,
    assumptions: taken,
  }: Evaluation,
  files: Files,
  isWanted: (trace: StatementTrace) => boolean = () => true,
): Line {
  const statements = layers.flatMap((layer) =>
    layer.statements.filter(isWanted).map(({ policy, statement, effect, reason, tests }) => ({
      policy: fileOf(files, layer, policy),
      ...(layer.resourceGroup === undefined ? {} : { inResourceGroup: layer.resourceGroup }),
      statement: `Statement[${statement}]`,
      effect,
      reason,
      ...(tests.length === 0 ? {} : { tests }),
    })),
  );
  const unknown = dependsOnUnknown.map((place) => ({
    policy: fileOf(files, place, place.policy),
    statement: `Statement[${place.statement}]`,
    element: place.element,
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
      ...(dependsOnResourceGroups.length === 0 ? {} : { dependsOnResourceGroups }),
      ...(dependsOnAssumptions.length === 0 ? {} : { dependsOnAssumptions: dependsOnAssumptions.map(assumptionText) }),
      ...(contested === undefined ? {} : { contested }),
      ...(taken.length === 0 ? {} : { assumptions: taken }),
    },
  };
}
