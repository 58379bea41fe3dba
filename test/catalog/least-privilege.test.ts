import {
  type LeastPrivilegeRequest,
  catalogProblemIds,
  leastPrivilege,
  permissionsFor,
  unchecked,
} from "cdktf-alicloud-agentrun/catalog";
import { PolicyError } from "cdktf-alicloud-agentrun/policy";

const within = { workspace: "team-a", region: "cn-hangzhou", accountId: "1234567890123456" };
const prefix = "acs:agentrun:cn-hangzhou:1234567890123456:workspaces/team-a";

/** Statements as short lines: actions, resources, and conditions where there are any. */
function linesOf(request: LeastPrivilegeRequest): readonly string[] {
  return leastPrivilege(request).document.statements.map((statement) => {
    const { Action, Resource, Condition } = statement.toJson();
    const when = Condition === undefined ? "" : ` if ${JSON.stringify(Condition)}`;
    return `${[Action].flat().join(" ")} on ${[Resource].flat().join(" ")}${when}`;
  });
}

it.each<[string, LeastPrivilegeRequest, readonly string[]]>([
  [
    "a workspace, a region and an account narrow what has resources of its own",
    { features: { tools: "view" }, within },
    [`agentrun:GetTool on ${prefix}/tools/*`, "agentrun:ListTools agentrun:ListWorkspaces on *"],
  ],
  [
    "names narrow actions on single resources, not those on all of a kind",
    {
      actions: ["agentrun:GetAgentRuntime", "agentrun:ListAgentRuntimes"],
      within: { ...within, runtimes: ["b", "a"] },
    },
    [
      `agentrun:GetAgentRuntime on ${prefix}/runtimes/a ${prefix}/runtimes/b`,
      `agentrun:ListAgentRuntimes on ${prefix}/runtimes/*`,
    ],
  ],
  [
    "an endpoint lies in its runtime",
    { actions: ["agentrun:DeleteAgentRuntimeEndpoint"], within: { workspace: "w", runtimes: ["r"] } },
    ["agentrun:DeleteAgentRuntimeEndpoint on acs:agentrun:*:*:workspaces/w/runtimes/r/runtime-endpoints/*"],
  ],
  [
    "services of PAI",
    { actions: ["eas:DescribeService", "eas:DescribeGateway"], within: { paiServices: ["s"], paiGateways: ["g"] } },
    ["eas:DescribeGateway on acs:eas:*:*:gateway/g", "eas:DescribeService on acs:eas:*:*:service/s"],
  ],
  [
    "credentials by name, in the workspace",
    { secrets: { credentials: ["openai", "qwen"] }, within: { workspace: "w" } },
    [
      "agentrun:GetCredential on acs:agentrun:*:*:workspaces/w/credentials/openai acs:agentrun:*:*:workspaces/w/credentials/qwen",
    ],
  ],
  [
    "access tokens, which RAM cannot narrow",
    { features: { invocation: "invoke" }, secrets: { accessTokens: true } },
    ["agentrun:GetAccessToken agentrun:InvokeRuntime agentrun:InvokeSandbox on *"],
  ],
  [
    "roles are passed to the services of the features only",
    { features: { functions: "manage" }, except: ["fc:*"], passRoles: ["runtime"], within: { accountId: "1" } },
    ['ram:PassRole on acs:ram:*:1:role/runtime if {"StringEquals":{"acs:Service":["fc.aliyuncs.com"]}}'],
  ],
  [
    "a feature that passes roles does so under a condition",
    { features: { accessManagement: "manage" }, except: ["ram:List*", "ram:Create*", "resourcemanager:*"] },
    [
      'ram:PassRole on acs:ram:*:*:role/* if {"StringEquals":{"acs:Service":["agentrun.fc.aliyuncs.com","devs.aliyuncs.com","fc.aliyuncs.com","fnf.aliyuncs.com"]}}',
    ],
  ],
  [
    "patterns mean the known actions, without secrets",
    { actions: ["agentrun:GetC*"] },
    ["agentrun:GetCodeInterpreter agentrun:GetCustomDomain on *"],
  ],
  ["an action that is not checked", { actions: [unchecked("agentrun:GetIMBot")] }, ["agentrun:GetIMBot on *"]],
  [
    "conditions hold for all, the others for what is dangerous",
    {
      features: { browsers: "manage" },
      conditions: { Bool: { "acs:SecureTransport": "true" } },
      dangerousConditions: { Bool: { "acs:MFAPresent": "true" } },
    },
    [
      'agentrun:CreateBrowser agentrun:GetBrowser agentrun:ListBrowsers on * if {"Bool":{"acs:SecureTransport":["true"]}}',
      'agentrun:DeleteBrowser on * if {"Bool":{"acs:MFAPresent":["true"],"acs:SecureTransport":["true"]}}',
    ],
  ],
])("%s", (_, request, expected) => {
  expect(linesOf(request)).toEqual(expected);
});

it("says what could not be narrowed, and why", () => {
  const { report } = leastPrivilege({
    features: { tools: "view" },
    actions: ["fnf:ListFlows", "eas:DescribeService"],
    within: { workspace: "w" },
  });
  expect(report.wide).toEqual([
    { action: "agentrun:ListTools", resources: ["*"], why: "RAM authorizes the action on all resources only" },
    { action: "agentrun:ListWorkspaces", resources: ["*"], why: "RAM authorizes the action on all resources only" },
    { action: "eas:DescribeService", resources: ["acs:eas:*:*:service/*"], why: "nothing in `within` narrows it" },
    { action: "fnf:ListFlows", resources: ["*"], why: "no page says which resources the action is authorized on" },
  ]);
});

it("says what it withholds, and how to have it", () => {
  const { report } = leastPrivilege({ features: { credentials: "view", agents: "manage", invocation: "invoke" } });
  expect(report.withheld.map(({ need, how }) => [need, how])).toEqual([
    ["agentrun:GetAccessToken", "secrets: { accessTokens: true }"],
    ["agentrun:GetCredential", 'secrets: { credentials: ["<name>"] }'],
    ["ram:PassRole", 'passRoles: ["<role name>"]'],
  ]);
  const asked = leastPrivilege({
    features: { credentials: "view", agents: "manage", invocation: "invoke" },
    secrets: { credentials: ["c"], accessTokens: true },
    passRoles: ["r"],
  });
  expect(asked.report.withheld).toEqual([]);
});

it("does not depend on the order of a request", () => {
  const one = leastPrivilege({
    features: { agents: "view", sandboxes: ["view", "manage"], flows: "view" },
    within: { runtimes: ["a", "b"], workspace: "w" },
  });
  const other = leastPrivilege({
    within: { workspace: "w", runtimes: ["b", "a"] },
    features: { flows: "view", sandboxes: ["manage", "view"], agents: "view" },
  });
  expect(other.document.toText()).toBe(one.document.toText());
  expect(other.report).toEqual(one.report);
});

/** As JavaScript allows it. */
function untyped(value: object): never {
  return value as never;
}

const wrong: readonly (readonly [string, LeastPrivilegeRequest, readonly string[]])[] = [
  ["nothing", {}, ["RAM624"]],
  ["only a restriction", { within: { workspace: "w" } }, ["RAM624"]],
  ["an empty list of credentials", { secrets: { credentials: [] } }, ["RAM624"]],
  ["an unknown feature", { features: untyped({ sandbox: "view" }) }, ["RAM621 features.sandbox"]],
  ["an unknown access class", { features: untyped({ agents: "admin" }) }, ["RAM622 features.agents"]],
  ["no access class", { features: { agents: [] } }, ["RAM622 features.agents"]],
  ["a use that a feature has nothing of", { features: { networks: "manage" } }, ["RAM622 features.networks"]],
  ["an unknown action", { actions: untyped(["agentrun:GetTol"]) }, ["RAM623 actions[0]"]],
  ["an unknown exception", { features: { agents: "view" }, except: untyped(["agentrun:Foo"]) }, ["RAM623 except[0]"]],
  ["an exception that takes nothing away", { features: { agents: "view" }, except: ["oss:ListBuckets"] }, ["RAM625 except[0]"]], // prettier-ignore
  ["an action that is asked for and excepted", { actions: ["agentrun:GetTool"], except: ["agentrun:GetTool"] }, ["RAM625 except[0]"]], // prettier-ignore
  ["exceptions that leave nothing", { features: { imBots: "view" }, except: ["agentrun:List*"] }, ["RAM624"]],
  ["a restriction that nothing can use", { features: { sandboxes: "view" }, within: { workspace: "w" } }, ["RAM626 within.workspace"]], // prettier-ignore
  ["tools where only runtimes are asked for", { features: { agents: "view" }, within: { tools: ["t"] } }, ["RAM626 within.tools"]], // prettier-ignore
  ["a restriction that does not exist", { features: { agents: "view" }, within: untyped({ runtime: "r" }) }, ["RAM626 within.runtime"]], // prettier-ignore
  ["a workspace with a slash", { features: { agents: "view" }, within: { workspace: "a/b" } }, ["RAM627 within.workspace"]], // prettier-ignore
  ["no runtime in the list", { features: { agents: "view" }, within: { runtimes: [] } }, ["RAM627 within.runtimes"]],
  ["a role with a colon", { passRoles: ["a:b"] }, ["RAM627 passRoles[0]"]],
  ["an unknown operator", { features: { agents: "view" }, conditions: untyped({ StringIs: { a: "b" } }) }, ["RAM111 conditions.StringIs"]], // prettier-ignore
  [
    "all of it together",
    { features: untyped({ agent: "view", tools: "see" }), actions: untyped(["x:Y"]), within: { workspace: "a b" } },
    ["RAM621 features.agent", "RAM622 features.tools", "RAM623 actions[0]", "RAM627 within.workspace"],
  ],
];

it.each(wrong)("refuses %s", (_, request, expected) => {
  expect(problemsOf(() => leastPrivilege(request))).toEqual(expected);
});

it("refuses every kind of mistake somewhere", () => {
  const elsewhere = [catalogProblemIds.resource]; // of statements
  const seen = wrong.flatMap(([, , expected]) => expected.map((entry) => entry.slice(0, 6)));
  expect(Object.values(catalogProblemIds).filter((id) => !seen.includes(id))).toEqual(elsewhere);
});

it("reports a restriction without effect instead, where that is asked for", () => {
  const request: LeastPrivilegeRequest = { features: { sandboxes: "view" }, within: { workspace: "w" } };
  expect(leastPrivilege(request, { unusedRestrictions: "report" }).report.unused).toEqual(["workspace"]);
});

describe("permissions for API calls", () => {
  it("finds actions, features and statements", () => {
    const { actions, statements } = permissionsFor(["ListIndices", "agentrun:GetCredential", "DeleteFlow"].slice(0, 2));
    expect(actions).toEqual([
      { action: "agentrun:GetCredential", features: [], secret: true, dangerous: true },
      { action: "sfm:ListIndex", features: ["workflows", "modelStudioIndexes"], secret: false, dangerous: false },
    ]);
    expect(statements.map(({ actions: granted }) => granted)).toEqual([["agentrun:GetCredential"], ["sfm:ListIndex"]]);
  });

  it("narrows them", () => {
    const { statements } = permissionsFor(["CreateAgentRuntime"], { workspace: "w" });
    expect(statements[0]?.resources).toEqual(["acs:agentrun:*:*:workspaces/w/runtimes/*"]);
  });

  it("refuses names that are unknown, or of several services", () => {
    expect(problemsOf(() => permissionsFor(["NoSuchApi", "DeleteFlow"]))).toEqual([
      "RAM623 apiCalls[0]",
      "RAM623 apiCalls[1]",
    ]);
    expect(() => permissionsFor(["DeleteFlow"])).toThrow("write agentrun:DeleteFlow or fnf:DeleteFlow");
  });
});

function problemsOf(build: () => unknown): readonly string[] {
  try {
    build();
    return [];
  } catch (error) {
    if (!(error instanceof PolicyError)) throw error;
    return error.problems.map(({ id, path }) => `${id} ${path}`.trim());
  }
}
