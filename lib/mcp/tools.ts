import path from "node:path";
import { accessClassOf, featuresOf, leastPrivilege, returnsSecret, searchCatalog, unchecked } from "../catalog";
import { explainDenial, explanationText, readDenial } from "../denied";
import { PolicyDocument, type RequestContext, evaluate } from "../policy";
import { isJsonObject } from "../policy/json-value";
import { checkedRequest } from "../grants/checked-request";
import { type PrincipalName, principalNamed } from "../grants/principal-name";
import { grantsOfSource, review, stacksOf } from "../review";
import { type InputFinding, lintSources } from "../review/lint-sources";
import { findingsRenderers, reviewRenderers } from "../review/renderers";
import { confinedInput } from "./confined-input";
import { type McpConfiguration, notConfigured } from "./configured";
import { ToolInputError } from "./tool-input-error";

/** The JSON schema of an argument. */
type ArgumentSchema = Readonly<Record<string, unknown>>;

/** The arguments of a call, as the client sent them. */
type Arguments = Readonly<Record<string, unknown>>;

/** A tool that reads and answers. */
export interface McpTool {
  readonly name: string;
  readonly description: string;
  readonly inputSchema: {
    readonly type: "object";
    readonly properties: Readonly<Record<string, ArgumentSchema>>;
    readonly required: readonly string[];
    readonly additionalProperties: false;
  };
  /**
   * @param root the folder that inputs must be in
   * @param configuration what the working folder says
   * @throws ToolInputError, PolicyError and UnreadableStackError, whose messages are meant for people
   */
  readonly call: (given: Arguments, root: string, configuration: McpConfiguration) => string;
}

const text = (description: string): ArgumentSchema => ({ type: "string", description });
const flag = (description: string): ArgumentSchema => ({ type: "boolean", description });
const object = (description: string): ArgumentSchema => ({ type: "object", description });
const input: ArgumentSchema = {
  type: ["string", "object"],
  description:
    "a policy as an object, or the path of a file or folder in the working folder: cdktf.out, a plan as JSON, a policy",
};
const inputs: ArgumentSchema = { type: "array", items: input, minItems: 1, description: "policies or paths" };

function tool(
  name: string,
  description: string,
  properties: Readonly<Record<string, ArgumentSchema>>,
  required: readonly string[],
  call: McpTool["call"],
): McpTool {
  const inputSchema = { type: "object", properties, required, additionalProperties: false } as const;
  return { name, description, inputSchema, call };
}

/** All tools. None writes, runs a program or uses the network. */
export const mcpTools: readonly McpTool[] = [
  tool(
    "least_privilege",
    "Writes the smallest RAM policy for features of Alibaba Cloud AgentRun, and reports what could not be narrowed, what was withheld, and why. catalog_search finds features.",
    {
      features: object('access classes by feature, e.g. {"agents": ["manage"], "tools": ["view"]}'),
      within: object('e.g. {"workspace": "team-a", "region": "cn-hangzhou", "accountId": "1234567890123456"}'),
      actions: { type: "array", items: { type: "string" }, description: "further actions, e.g. agentrun:GetTool" },
      passRoles: { type: "array", items: { type: "string" }, description: "roles that may be passed to services" },
    },
    [],
    (given) => {
      const { document, report } = leastPrivilege(given, { unusedRestrictions: "report" });
      return json({ policy: document.toJson(), report });
    },
  ),
  tool(
    "evaluate",
    "Decides whether RAM policies together allow a request: Allow, ExplicitDeny, ImplicitDeny, or Depends with what it depends on.",
    {
      policies: { type: "array", items: { type: "object" }, minItems: 1, description: "identity policies as objects" },
      action: text("e.g. agentrun:GetTool"),
      resource: text("an ARN, or * for an action on all resources"),
      context: object("condition keys of the request, e.g. acs:SourceIp; a key that is not here may have any value"),
      unchecked: flag("the action exists, or is authorized on the resource, although the catalog says otherwise"),
    },
    ["policies", "action", "resource"],
    (given) => {
      const policies = listIn(given, "policies").map((policy) => PolicyDocument.fromJson(policy));
      const context = contextIn(given);
      const request = requestIn(given);
      const { decision, possible, decidedBy, dependsOn, dependsOnUnknown, dependsOnAssumptions } = evaluate({
        ...{ policies, request, context },
      });
      return json({ decision, possible, decidedBy, dependsOn, dependsOnUnknown, dependsOnAssumptions });
    },
  ),
  tool(
    "lint",
    "Validates the RAM policies in files of the working folder, or a policy: what RAM would refuse, and deviations from best practice.",
    {
      inputs,
      rules: {
        enum: ["recommended", "strict"],
        description: "default: as agentrun-ram.config.json of the working folder says, else recommended",
      },
    },
    ["inputs"],
    (given, root, configuration) => {
      const configured = configuration.lint();
      const rules = rulesIn(given) ?? configured.rules;
      const sources = listIn(given, "inputs").map((one) => confinedInput(root, one));
      const result = lintSources(sources, { ...configured, rules, now: new Date().toISOString() });
      const placed = (finding: InputFinding) => ({
        ...{ file: finding.file, finding },
        ...(finding.address === undefined ? {} : { construct: finding.address }),
      });
      return findingsRenderers.text([
        ...result.findings.map(placed),
        ...result.acknowledged.map(({ finding, reason }) => ({ ...placed(finding), acknowledged: reason })),
      ]);
    },
  ),
  tool(
    "review",
    "Compares who may do what before and after a change, and says whether it broadens anybody's permissions.",
    { before: input, after: input, complete: flag("the inputs are the whole account") },
    ["before", "after"],
    (given, root, configuration) => {
      const [was, is] = ["before", "after"].map((side) => grantsOfSource(confinedInput(root, given[side])));
      const place = (side: string): string | undefined => {
        const value = given[side];
        return typeof value === "string" ? path.resolve(root, value) : undefined;
      };
      const { options, applied, notes } = configuration.review(place("before"), place("after"));
      const report = review(was ?? [], is ?? [], { ...options, complete: given["complete"] === true });
      return [reviewRenderers.text(applied(report)), ...notes].join("\n\n");
    },
  ),
  tool(
    "explain_denied",
    "Explains a refused call of Alibaba Cloud: which statement denies it or is missing, and what grants just that call.",
    {
      message: text("the error as printed: a response body, or a text with it"),
      inputs: { ...inputs, description: "stacks or plans that the account has, e.g. cdktf.out" },
      principal: text("user:<name>, group:<name> or role:<name>, if the error does not name who was refused"),
    },
    ["message"],
    (given, root) => {
      const stacks = listIn(given, "inputs").flatMap((one) => stacksOf(confinedInput(root, one)));
      const principal = principalIn(given);
      const denial = readDenial(textIn(given, "message"), "the message");
      return explanationText(explainDenial(denial, { stacks, ...(principal === undefined ? {} : { principal }) }));
    },
  ),
  tool(
    "catalog_search",
    "Finds RAM actions of AgentRun and the services around it, and features for least_privilege, by words that all must match.",
    { words: text("e.g. delete sandbox") },
    ["words"],
    (given) => {
      const { features, actions } = searchCatalog(textIn(given, "words").split(/\s+/));
      return json({
        features: features.map(({ key, title, classes }) => ({ key, title, classes })),
        actions: actions.slice(0, mostActions).map((action) => ({
          ...{ name: action.name, access: returnsSecret(action.name) ? "secret" : accessClassOf(action) },
          ...{ resources: action.resources?.map(({ arn }) => arn), features: featuresOf(action.name) },
        })),
        ...(actions.length > mostActions ? { more: actions.length - mostActions } : {}),
      });
    },
  ),
];

const mostActions = 50;

function json(value: object): string {
  return JSON.stringify(value, undefined, 2);
}

/**
 * Calls a tool.
 *
 * @throws ToolInputError for an argument that the tool lacks or does not have
 */
export function callTool(
  { inputSchema, name, call }: McpTool,
  given: Arguments,
  root: string,
  configuration: McpConfiguration = notConfigured,
): string {
  for (const key of Object.keys(given)) {
    if (Object.hasOwn(inputSchema.properties, key)) continue;
    throw new ToolInputError(
      `${name} has no argument ${key}; it has ${Object.keys(inputSchema.properties).join(", ")}`,
    );
  }
  for (const key of inputSchema.required) {
    if (given[key] === undefined) throw new ToolInputError(`${name} needs the argument ${key}`);
  }
  for (const [key, { minItems = 0 }] of Object.entries(inputSchema.properties)) {
    const value = given[key];
    if (Array.isArray(value) && value.length < Number(minItems)) throw new ToolInputError(`${key} must not be empty`);
  }
  return call(given, root, configuration);
}

function rulesIn(given: Arguments): "recommended" | "strict" | undefined {
  const value = given["rules"];
  if (value === undefined || value === "recommended" || value === "strict") return value;
  throw new ToolInputError("rules must be recommended or strict");
}

function textIn(given: Arguments, key: string): string {
  const value = given[key];
  if (typeof value !== "string") throw new ToolInputError(`${key} must be a string`);
  return value;
}

function listIn(given: Arguments, key: string): readonly unknown[] {
  const value = given[key] ?? [];
  if (!Array.isArray(value)) throw new ToolInputError(`${key} must be a list`);
  return value as readonly unknown[];
}

/** A request that can be made: every policy denies others, and a misspelt action is no answer to anything. */
function requestIn(given: Arguments): { readonly action: string; readonly resource: string } {
  const [action, resource] = [textIn(given, "action"), textIn(given, "resource")];
  if (given["unchecked"] !== undefined && typeof given["unchecked"] !== "boolean") {
    throw new ToolInputError("unchecked must be true or false");
  }
  try {
    const request = checkedRequest(given["unchecked"] === true ? unchecked(action) : action, resource);
    return { action: request.action, resource: request.resource };
  } catch (error) {
    // An impossible request is a plain Error, whose advice is for programs.
    if (!(error instanceof Error) || error.constructor !== Error) throw error;
    throw new ToolInputError(error.message.replace(/unchecked\("[^"]*"\)/g, "unchecked: true"));
  }
}

function contextIn(given: Arguments): RequestContext {
  const value = given["context"] ?? {};
  const isText = (one: unknown): boolean => typeof one === "string";
  const isValue = (one: unknown): boolean =>
    one === null || isText(one) || (Array.isArray(one) && (one as readonly unknown[]).every(isText));
  if (!isJsonObject(value) || !Object.values(value).every(isValue)) {
    throw new ToolInputError("context must be an object of strings, lists of strings, and null for an absent key");
  }
  return value as RequestContext; // every value was looked at
}

function principalIn(given: Arguments): PrincipalName | undefined {
  if (given["principal"] === undefined) return undefined;
  const principal = principalNamed(textIn(given, "principal"));
  if (principal !== undefined) return principal;
  throw new ToolInputError("principal must be user:<name>, group:<name> or role:<name>");
}
