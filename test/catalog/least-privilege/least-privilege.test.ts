import {
  type ActionName,
  type LeastPrivilegeRequest,
  type Within,
  catalogProblemIds,
  leastPrivilege,
  unchecked,
} from "cdktf-alicloud-agentrun/catalog";
import { problemsOf, untyped } from "../support";

const within = { workspace: "team-a", region: "cn-hangzhou", accountId: "1234567890123456" };
const prefix = "acs:agentrun:cn-hangzhou:1234567890123456:workspaces/team-a";

/** Every part of `within` that names resources: an action that it narrows, and where to. */
const narrowing = {
  runtimes: ["agentrun:GetAgentRuntime", "agentrun:*:*:workspaces/*/runtimes"],
  flows: ["agentrun:GetFlow", "agentrun:*:*:workspaces/*/flows"],
  tools: ["agentrun:GetTool", "agentrun:*:*:workspaces/*/tools"],
  credentials: ["agentrun:UpdateCredential", "agentrun:*:*:workspaces/*/credentials"],
  knowledgeBases: ["agentrun:GetKnowledgeBase", "agentrun:*:*:workspaces/*/knowledgebases"],
  modelServices: ["agentrun:GetModelService", "agentrun:*:*:workspaces/*/model-services"],
  paiServices: ["eas:DescribeService", "eas:*:*:service"],
  paiGateways: ["eas:DescribeGateway", "eas:*:*:gateway"],
  paiResources: ["eas:DescribeResource", "eas:*:*:resource"],
  paiVirtualResources: ["eas:DescribeVirtualResource", "eas:*:*:virtualresource"],
  paiBenchmarkTasks: ["eas:DescribeBenchmarkTask", "eas:*:*:benchmarktask"],
} satisfies Readonly<
  Record<Exclude<keyof Within, "region" | "accountId" | "workspace" | "resourceGroups">, readonly [ActionName, string]>
>;

it.each(Object.entries(narrowing))("within.%s narrows %j", (part, [action, where]) => {
  const { document, report } = leastPrivilege({ actions: untyped([action]), within: { [part]: ["b", "a"] } });
  expect(document.statements.map(({ resources }) => [...resources].sort())).toEqual([
    [`acs:${where}/a`, `acs:${where}/b`],
  ]);
  expect(report.wide).toEqual([]);
});

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
    [`agentrun:GetTool on ${prefix}/tools/*`, `agentrun:ListTools on ${prefix}/*`, "agentrun:ListWorkspaces on *"],
  ],
  [
    "the authorization page leaves on all resources what the practice page limits to a workspace",
    { features: { tools: "view" }, workspaceScope: "documented", within },
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
    "a switch grants the secrets of the requested features",
    { features: { tracing: "view" }, secrets: { licenceKeys: true } },
    ["xtrace:DescribeTraceApps xtrace:GetTraceLicenseKey on *"],
  ],
  [
    "a switch grants all secrets of its kind where no requested feature has one",
    { features: { networks: "view" }, except: ["vpc:*"], secrets: { licenceKeys: true, certificates: true } },
    [
      "arms:DescribeTraceLicenseKey ecs:DescribeSecurityGroups xtrace:GetTraceLicenseKey yundun-cert:DescribeUserCertificateDetail on *",
    ],
  ],
  [
    "what Agent Identity holds alone",
    { secrets: { identityTokens: true } },
    [
      "agentidentitydata:GetResourceAPIKey agentidentitydata:GetResourceOAuth2Token " +
        "on acs:agentidentity:*:*:workloadidentitydirectory/default/workloadidentity/*",
    ],
  ],
  ["signed addresses alone", { secrets: { signedUrls: true } }, ["eas:DescribeServiceSignedUrl on *"]],
  ["a shell by its switch", { shell: true }, ["fc:InstanceExec on *"]],
  [
    "a workspace that narrows nothing needs no list of workspaces",
    { features: { tools: "manage" }, except: ["agentrun:*Tool"], within: { region: "cn-hangzhou" }, actions: ["eas:DescribeService"] }, // prettier-ignore
    ["eas:DescribeService on acs:eas:cn-hangzhou:*:service/*", "agentrun:ListTools on *"],
  ],
  [
    "nodes leave out what they alone need",
    {
      features: { workflows: "view" },
      nodes: { functionCompute: false, knowledgeBase: false, toolsAndMcp: false, sandboxAndAgentRun: false, subWorkflows: true }, // prettier-ignore
      except: ["fnf:*"],
    },
    [
      "agentrun:ListModelServices on acs:agentrun:*:*:workspaces/*/model-services/*",
      "cms:GetCmsService devs:GetModelSet devs:ListModelSets on *",
    ],
  ],
  [
    "what another feature has too stays, whatever nodes leave out",
    {
      features: { workflows: "view", functions: "view" },
      nodes: { functionCompute: false },
      except: ["fnf:*", "agentrun:*", "devs:*", "cms:*", "bailiancontrol:*", "sfm:*", "fc:Get*", "fc:Describe*"],
    },
    [
      "fc:ListAliases fc:ListCustomDomains fc:ListFunctionVersions fc:ListFunctions fc:ListInstances fc:ListProvisionConfigs fc:ListTriggers on *",
    ],
  ],
  [
    "roles are passed to the services of the features only",
    { features: { functions: "manage" }, except: ["fc:*"], passRoles: ["runtime"], within: { accountId: "1" } },
    ['ram:PassRole on acs:ram:*:1:role/runtime if {"StringEquals":{"acs:Service":["fc.aliyuncs.com"]}}'],
  ],
  [
    "all roles, where that is asked for, are passed to the known services only",
    { actions: ["ram:PassRole"] },
    [
      'ram:PassRole on acs:ram:*:*:role/* if {"StringEquals":{"acs:Service":["agentrun.fc.aliyuncs.com","devs.aliyuncs.com","fc.aliyuncs.com","fnf.aliyuncs.com"]}}',
    ],
  ],
  [
    "no feature passes roles: named roles stay the only ones",
    { features: { accessManagement: "manage" }, except: ["ram:List*", "ram:Create*"], passRoles: ["only-this"] },
    [
      'ram:PassRole on acs:ram:*:*:role/only-this if {"StringEquals":{"acs:Service":["agentrun.fc.aliyuncs.com","devs.aliyuncs.com","fc.aliyuncs.com","fnf.aliyuncs.com"]}}',
      "resourcemanager:CheckServiceLinkedRoleExistence on *",
    ],
  ],
  [
    "roles of the newer generation are passed to its service",
    { features: { projects: "manage" }, except: ["devs:*"], passRoles: ["r"], generation: "functionai" },
    ['ram:PassRole on acs:ram:*:*:role/r if {"StringEquals":{"acs:Service":["functionai.fc.aliyuncs.com"]}}'],
  ],
  [
    "roles of the older generation are passed to its service",
    { features: { projects: "manage" }, except: ["devs:*"], passRoles: ["r"] },
    ['ram:PassRole on acs:ram:*:*:role/r if {"StringEquals":{"acs:Service":["devs.aliyuncs.com"]}}'],
  ],
  [
    "where no feature says which, roles are passed to the known services of the generation",
    { passRoles: ["r"], generation: "functionai" },
    [
      'ram:PassRole on acs:ram:*:*:role/r if {"StringEquals":{"acs:Service":["agentrun.fc.aliyuncs.com","fc.aliyuncs.com","fnf.aliyuncs.com","functionai.fc.aliyuncs.com"]}}',
    ],
  ],
  [
    "no pattern passes roles or reads secrets",
    { actions: ["ram:*Role"] },
    [
      "ram:AttachPolicyToRole ram:DetachPolicyFromRole on acs:ram:*:*:policy/* acs:ram:*:*:role/* acs:ram:*:system:policy/*",
      "ram:CreateRole ram:CreateServiceLinkedRole ram:DeleteRole ram:DeleteServiceLinkedRole ram:GetRole ram:ListPoliciesForRole ram:UpdateRole on acs:ram:*:*:role/*",
    ],
  ],
  [
    "the same credentials in both places",
    {
      actions: ["agentrun:DeleteCredential"],
      within: { workspace: "w", credentials: ["b", "a"] },
      secrets: { credentials: ["a", "b"] },
    },
    [
      "agentrun:DeleteCredential agentrun:GetCredential on acs:agentrun:*:*:workspaces/w/credentials/a acs:agentrun:*:*:workspaces/w/credentials/b",
    ],
  ],
  [
    "patterns mean the known actions, without secrets",
    { actions: ["agentrun:GetC*"] },
    ["agentrun:GetCodeInterpreter agentrun:GetCodeInterpreterSession agentrun:GetCustomDomain on *"],
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
  [
    "keys and identities are dangerous too",
    {
      actions: [
        "bailiancontrol:CreateUser",
        "bailiancontrol:AttachRoleToUser",
        "bailiancontrol:AttachWorkspaceToUser",
        "arms:DescribeTraceLicenseKey",
        "xtrace:GetTraceLicenseKey",
        "yundun-cert:DescribeUserCertificateDetail",
      ],
      dangerousConditions: { Bool: { "acs:MFAPresent": "true" } },
    },
    [
      'arms:DescribeTraceLicenseKey bailiancontrol:AttachRoleToUser bailiancontrol:AttachWorkspaceToUser bailiancontrol:CreateUser xtrace:GetTraceLicenseKey yundun-cert:DescribeUserCertificateDetail on * if {"Bool":{"acs:MFAPresent":["true"]}}',
    ],
  ],
  [
    "an action that is not checked is what the catalog has under that name",
    { actions: [unchecked("AGENTRUN:gettool"), unchecked("ram:passrole")], within: { workspace: "w" } },
    [
      "agentrun:GetTool on acs:agentrun:*:*:workspaces/w/tools/*",
      'ram:PassRole on acs:ram:*:*:role/* if {"StringEquals":{"acs:Service":["agentrun.fc.aliyuncs.com","devs.aliyuncs.com","fc.aliyuncs.com","fnf.aliyuncs.com"]}}',
    ],
  ],
])("%s", (_, request, expected) => {
  expect(linesOf(request)).toEqual(expected);
});

it.each([
  ["agentrun:DeleteIMBot", true],
  ["agentrun:deleteimbot", true],
  ["agentrun:DELETEIMBOT", true],
  ["agentrun:PurgeIMBot", true], // may be anything
  ["agentrun:DeleteT*", true],
  ["agentrun:*Bot", true],
  ["ram:AttachPolicyToUser", true],
  ["ram:CreateAccessKey", true],
  ["ram:CreatePolicy", true],
  ["agentrun:GetBotToken", true],
  ["agentrun:GetIMBot", false],
  ["agentrun:UpdateIMBot", false],
  ["agentrun:creatething", false],
])("an action that is not checked, %s, is under the conditions for what is dangerous: %s", (name, dangerous) => {
  const lines = linesOf({
    actions: [unchecked(name), "agentrun:DeleteTool"],
    dangerousConditions: { Bool: { "acs:MFAPresent": "true" } },
  });
  const line = lines.find((one) => one.includes(`${name} `));
  expect(line?.includes("MFAPresent")).toBe(dangerous);
});

it("says what could not be narrowed, and why", () => {
  const { report } = leastPrivilege({
    features: { tools: "view" },
    actions: ["fnf:ListFlows", "eas:DescribeService"],
    within: { workspace: "w" },
  });
  expect(report.wide).toEqual([
    {
      action: "agentrun:GetTool",
      resources: ["acs:agentrun:*:*:workspaces/w/tools/*"],
      why: "within.tools is not given",
    },
    {
      action: "agentrun:ListTools",
      resources: ["acs:agentrun:*:*:workspaces/w/*"],
      why: "the workspace practice page has the action on everything in the workspace only",
    },
    { action: "agentrun:ListWorkspaces", resources: ["*"], why: "RAM authorizes the action on all resources only" },
    { action: "eas:DescribeService", resources: ["acs:eas:*:*:service/*"], why: "no part of `within` narrows it" },
    { action: "fnf:ListFlows", resources: ["*"], why: "no page says which resources the action is authorized on" },
  ]);
});

const token = "${TfToken[TOKEN.7]}";
const onlyOnAll = "RAM authorizes the action on all resources of the type only";

it.each<[string, LeastPrivilegeRequest, readonly string[]]>([
  [
    "an account names no service",
    { actions: ["eas:DescribeService"], within: { accountId: "123" } },
    ["eas:DescribeService: within.paiServices is not given"],
  ],
  [
    "a token names nothing but what it stands for",
    {
      actions: ["eas:DescribeService", "agentrun:GetTool"],
      within: { accountId: token, region: token, workspace: token },
    },
    ["agentrun:GetTool: within.tools is not given", "eas:DescribeService: within.paiServices is not given"],
  ],
  ["a token is a name", { actions: ["agentrun:GetTool"], within: { workspace: token, tools: [token] } }, []],
  [
    "all of a kind, although single ones are named",
    {
      actions: ["agentrun:GetAgentRuntime", "agentrun:ListAgentRuntimes"],
      within: { workspace: "w", runtimes: ["r"] },
    },
    [`agentrun:ListAgentRuntimes: ${onlyOnAll}`],
  ],
  ["all of a kind without a place", { actions: ["eas:ListServices"] }, [`eas:ListServices: ${onlyOnAll}`]],
  [
    "endpoints of a named runtime",
    { actions: ["agentrun:DeleteAgentRuntimeEndpoint"], within: { workspace: "w", runtimes: ["r"] } },
    ["agentrun:DeleteAgentRuntimeEndpoint: no part of `within` names resources of the type"],
  ],
  [
    "names that mean all",
    { actions: ["agentrun:GetTool"], within: { workspace: "w", tools: ["a", "*"] } },
    ["agentrun:GetTool: within.tools has *, which matches all"],
  ],
  ["names that mean many", { actions: ["agentrun:GetTool"], within: { workspace: "w", tools: ["a-*"] } }, []],
  [
    "all roles of an account",
    { passRoles: ["*"], within: { accountId: "123" } },
    ["ram:PassRole: passRoles has *, which matches all"],
  ],
  ["a role", { passRoles: ["r"] }, []],
  [
    "all credentials of a workspace",
    { secrets: { credentials: ["*"] }, within: { workspace: "w" } },
    ["agentrun:GetCredential: secrets.credentials has *, which matches all"],
  ],
  ["a credential", { secrets: { credentials: ["c"] }, within: { workspace: "w" } }, []],
])("reports as wide: %s", (_, request, expected) => {
  expect(leastPrivilege(request).report.wide.map(({ action, why }) => `${action}: ${why}`)).toEqual(expected);
});

it("says what it withholds, and how to have it", () => {
  const { report } = leastPrivilege({ features: { credentials: "view", agents: "manage", invocation: "invoke" } });
  expect(report.withheld.map(({ need, how }) => [need, how])).toEqual([
    ["agentrun:GetAccessToken", "secrets: { accessTokens: true }"],
    ["agentrun:GetCredential", 'secrets: { credentials: ["<name>"] }'],
    ["fc:InstanceExec", "shell: true"],
    ["ram:PassRole", 'passRoles: ["<role name>"]'],
  ]);
  const management = leastPrivilege({ features: { accessManagement: "manage" } });
  expect(management.report.withheld).toEqual([
    {
      need: "ram:PassRole",
      why: "the feature accessManagement has it, and no feature grants it",
      how: 'passRoles: ["<role name>"]',
    },
  ]);
  const asked = leastPrivilege({
    features: { credentials: "view", agents: "manage", invocation: "invoke" },
    secrets: { credentials: ["c"], accessTokens: true },
    shell: true,
    passRoles: ["r"],
  });
  expect(asked.report.withheld).toEqual([]);
});

it.each<[string, LeastPrivilegeRequest["features"], readonly string[]]>([
  ["who only looks up models to call them", { modelServices: "view" }, ["agentrun:GetCredential"]],
  ["who manages models", { modelServices: "manage" }, ["agentrun:GetCredential"]],
  ["who only asks knowledge bases", { knowledgeBases: "view" }, ["agentrun:GetCredential"]],
  ["who only reads memories", { memoryCollections: "view" }, ["agentrun:GetCredential"]],
  ["who calls agents", { invocation: "invoke" }, ["agentrun:GetAccessToken"]],
  ["who deploys projects", { projects: "manage" }, ["ram:PassRole"]],
  ["who looks at projects", { projects: "view" }, []],
  ["who looks at roles", { accessManagement: "view" }, []],
  ["who runs flows", { workflows: "invoke" }, ["agentrun:GetCredential", "devs:FetchModelSetAuthorization"]],
  ["who looks at model sets", { modelSets: "view" }, ["devs:FetchModelSetAuthorization"]],
  ["who looks at domains", { customDomains: "view" }, ["yundun-cert:DescribeUserCertificateDetail"]],
  ["who manages agents", { agents: "manage" }, ["fc:InstanceExec", "ram:PassRole"]],
  ["who looks at agents", { agents: "view" }, []],
])("points out what may be missing to %s", (_, features, expected) => {
  expect(leastPrivilege({ features: features! }).report.withheld.map(({ need }) => need)).toEqual(expected);
});

it("grants what actions depend on, by whatever they are asked for, but nothing that must be named", () => {
  jest.isolateModules(() => {
    const services = jest.requireActual<typeof import("../../../lib/catalog/services")>(
      "../../../lib/catalog/services",
    );
    const dependent = ["agentrun:ListTools", "ram:PassRole", "agentrun:GetCredential"];
    jest.doMock("../../../lib/catalog/services", () => ({
      ...services,
      catalogAction: (name: string) => {
        const action = services.catalogAction(name);
        return name === "agentrun:GetTool" ? { ...action, dependentActions: dependent } : action;
      },
    }));
    const engine = jest.requireActual<typeof import("../../../lib/catalog/least-privilege/least-privilege")>(
      "../../../lib/catalog/least-privilege/least-privilege",
    );
    const { document, report } = engine.leastPrivilege({ actions: ["agentrun:GetTool"] });
    expect(document.statements.flatMap(({ actions }) => actions).sort()).toEqual([
      "agentrun:GetTool",
      "agentrun:ListTools",
    ]);
    expect(report.withheld.map(({ need }) => need)).toEqual(["agentrun:GetCredential", "ram:PassRole"]);
    jest.dontMock("../../../lib/catalog/services");
  });
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

const wrong: readonly (readonly [string, LeastPrivilegeRequest, readonly string[]])[] = [
  ["nothing", {}, ["RAM624"]],
  ["only a restriction", { within: { workspace: "w" } }, ["RAM624"]],
  ["an empty list of credentials", { secrets: { credentials: [] } }, ["RAM624 secrets.credentials"]],
  ["an unknown feature", { features: untyped({ sandbox: "view" }) }, ["RAM621 features.sandbox"]],
  ["an unknown access class", { features: untyped({ agents: "admin" }) }, ["RAM622 features.agents"]],
  ["no access class", { features: { agents: [] } }, ["RAM622 features.agents"]],
  ["a use that a feature has nothing of", { features: { networks: "manage" } }, ["RAM622 features.networks"]],
  ["an unknown action", { actions: untyped(["agentrun:GetTol"]) }, ["RAM623 actions[0]"]],
  ["an unknown exception", { features: { agents: "view" }, except: untyped(["agentrun:Foo"]) }, ["RAM623 except[0]"]],
  ["an exception that takes nothing away", { features: { agents: "view" }, except: ["oss:ListBuckets"] }, ["RAM625 except[0]"]], // prettier-ignore
  ["an action that is asked for and excepted", { actions: ["agentrun:GetTool"], except: ["agentrun:GetTool"] }, ["RAM625 except[0]"]], // prettier-ignore
  ["an exception that takes back single actions", { actions: ["agentrun:GetTool", "agentrun:ListTools"], except: ["agentrun:Get*"] }, ["RAM625 except[0]"]], // prettier-ignore
  ["an exception in another letter case", { actions: ["agentrun:GetTool", "agentrun:ListTools"], except: untyped(["AGENTRUN:gettool"]) }, ["RAM625 except[0]"]], // prettier-ignore
  ["an exception that takes back a whole pattern", { actions: ["agentrun:GetT*", "agentrun:ListTools"], except: ["agentrun:Get*"] }, ["RAM625 except[0]"]], // prettier-ignore
  ["an exception that a pattern of RAM's ignores", { features: { tools: "view" }, actions: [unchecked("agentrun:Get*l")], except: ["agentrun:GetTool"] }, ["RAM625 except[0]"]], // prettier-ignore
  ["access tokens that are excepted", { features: { agents: "view" }, secrets: { accessTokens: true }, except: ["agentrun:GetAccessToken"] }, ["RAM625 except[0]"]], // prettier-ignore
  ["credentials that are excepted", { features: { agents: "view" }, secrets: { credentials: ["c"] }, except: ["agentrun:GetCredential"] }, ["RAM625 except[0]"]], // prettier-ignore
  ["roles that are excepted", { features: { agents: "manage" }, passRoles: ["r"], except: ["ram:PassRole"] }, ["RAM625 except[0]"]], // prettier-ignore
  ["all roles beside named ones", { actions: ["ram:PassRole"], passRoles: ["only-this"] }, ["RAM625 actions[0]"]],
  ["all roles, not checked, beside named ones", { actions: [unchecked("ram:passrole")], passRoles: ["r"] }, ["RAM625 actions[0]"]], // prettier-ignore
  ["a pattern of RAM's beside named roles", { actions: [unchecked("ram:PassR*")], passRoles: ["r"] }, ["RAM625 actions[0]"]], // prettier-ignore
  ["all credentials beside named ones", { actions: ["agentrun:GetCredential"], secrets: { credentials: ["a"] } }, ["RAM625 actions[0]"]], // prettier-ignore
  ["two lists of credentials", { within: { credentials: ["c"] }, secrets: { credentials: ["d"] } }, ["RAM625 secrets.credentials"]], // prettier-ignore
  ["a pattern of secrets only", { actions: ["agentrun:GetTool", "agentrun:GetCred*"] }, ["RAM624 actions[1]"]],
  ["a pattern of the passing of roles only", { actions: ["ram:Pass*"] }, ["RAM624 actions[0]"]],
  ["contradictions and a restriction without use together", { features: { tools: "view" }, within: { runtimes: ["r"] }, except: ["oss:ListBuckets"] }, ["RAM625 except[0]", "RAM626 within.runtimes"]], // prettier-ignore
  ["exceptions that leave nothing", { features: { imBots: "view" }, except: ["agentrun:List*"] }, ["RAM624"]],
  ["a restriction that nothing can use", { features: { sandboxes: "view" }, workspaceScope: "documented", within: { workspace: "w" } }, ["RAM626 within.workspace"]], // prettier-ignore
  ["tools where only runtimes are asked for", { features: { agents: "view" }, within: { tools: ["t"] } }, ["RAM626 within.tools"]], // prettier-ignore
  ["an account id that is no number", { features: { tools: "view" }, within: { accountId: "12a" } }, ["RAM627 within.accountId"]], // prettier-ignore
  ["a switch that is a text", untyped({ features: { agents: "manage" }, shell: "yes" }), ["RAM629 shell"]],
  ["a secret that does not exist", untyped({ secrets: { certificate: true } }), ["RAM629 secrets.certificate"]],
  ["secrets that are switched off only", { secrets: { certificates: false } }, ["RAM624"]],
  ["nodes without flows", { features: { agents: "view" }, nodes: { triggers: false } }, ["RAM625 nodes"]],
  ["a kind of nodes that does not exist", { features: { workflows: "view" }, nodes: untyped({ trigger: false }) }, ["RAM629 nodes.trigger"]], // prettier-ignore
  ["certificates that are excepted", { features: { customDomains: "view" }, secrets: { certificates: true }, except: ["yundun-cert:DescribeUserCertificateDetail"] }, ["RAM625 except[0]"]], // prettier-ignore
  ["a shell that is excepted", { features: { agents: "manage" }, shell: true, except: ["fc:InstanceExec"] }, ["RAM625 except[0]"]], // prettier-ignore
  ["a pattern of shells only", { features: { agents: "view" }, actions: ["fc:InstanceE*"] }, ["RAM624 actions[0]"]],
  ["a restriction that does not exist", { features: { agents: "view" }, within: untyped({ runtime: "r" }) }, ["RAM626 within.runtime"]], // prettier-ignore
  ["a workspace with a slash", { features: { agents: "view" }, within: { workspace: "a/b" } }, ["RAM627 within.workspace"]], // prettier-ignore
  ["no runtime in the list", { features: { agents: "view" }, within: { runtimes: [] } }, ["RAM627 within.runtimes"]],
  ["no request", untyped(undefined), ["RAM629"]],
  ["null", untyped(null), ["RAM629"]],
  ["a list", untyped(["agents"]), ["RAM629"]],
  ["one action in the place of a list", untyped({ actions: "agentrun:GetTool" }), ["RAM629 actions"]],
  ["actions that are no text", untyped({ actions: [3, null], except: [{}] }), ["RAM623 actions[0]", "RAM623 actions[1]", "RAM623 except[0]"]], // prettier-ignore
  ["no features", untyped({ features: null }), ["RAM629 features"]],
  ["a list of features", untyped({ features: ["agents"] }), ["RAM629 features"]],
  ["a use that is no text", untyped({ features: { agents: 3, tools: null, flows: true } }), ["RAM622 features.agents", "RAM622 features.tools", "RAM622 features.flows"]], // prettier-ignore
  ["a place that is none", untyped({ features: { agents: "view" }, within: "team-a" }), ["RAM629 within"]],
  ["a role in the place of a list", untyped({ passRoles: "r" }), ["RAM629 passRoles"]],
  ["a misspelt list of credentials", untyped({ features: { agents: "view" }, secrets: { credential: ["c"] } }), ["RAM629 secrets.credential"]], // prettier-ignore
  ["access tokens that are a text", untyped({ secrets: { accessTokens: "false" } }), ["RAM629 secrets.accessTokens"]],
  ["a credential in the place of a list", untyped({ secrets: { credentials: "c" } }), ["RAM629 secrets.credentials"]],
  ["misspelt exceptions", untyped({ features: { agents: "view" }, exept: ["agentrun:GetTool"] }), ["RAM629 exept"]],
  ["conditions that are none", untyped({ features: { agents: "view" }, conditions: null, dangerousConditions: "mfa" }), ["RAM110 conditions", "RAM110 dangerousConditions"]], // prettier-ignore
  ["a generation that does not exist", untyped({ passRoles: ["r"], generation: "serverless" }), ["RAM629 generation"]],
  ["a generation alone", { generation: "functionai" }, ["RAM624"]],
  ["parts without a value", { features: undefined, within: undefined }, ["RAM624 features", "RAM624 within"]],
  ["a part of the secrets without a value", { features: { agents: "view" }, secrets: { credentials: undefined } }, ["RAM624 secrets.credentials"]], // prettier-ignore
  ["a place that no ARN can have", { features: { tools: "view" }, within: { workspace: 'a"b$,\u56e2\u961f', region: "Cn-Hangzhou!!", accountId: "team" } }, ["RAM627 within.workspace", "RAM627 within.region", "RAM627 within.accountId"]], // prettier-ignore
  ["a place without a value", { features: { tools: "view" }, within: { workspace: undefined } }, ["RAM627 within.workspace"]], // prettier-ignore
  ["one name in the place of a list", { features: { tools: "view" }, within: untyped({ tools: "t" }) }, ["RAM629 within.tools"]], // prettier-ignore
  ["a role with a colon", { passRoles: ["a:b"] }, ["RAM627 passRoles[0]"]],
  ["an operator without key", { features: { agents: "view" }, conditions: untyped({ Bool: {} }) }, ["RAM110 conditions.Bool"]], // prettier-ignore
  ["conditions for what is dangerous, where nothing is", { features: { tools: "view" }, dangerousConditions: { Bool: { "acs:MFAPresent": "true" } } }, ["RAM625 dangerousConditions"]], // prettier-ignore
  ["conditions for what is dangerous, which is excepted", { features: { tools: "manage" }, except: ["agentrun:Delete*"], dangerousConditions: { Bool: { "acs:MFAPresent": "true" } } }, ["RAM625 dangerousConditions"]], // prettier-ignore
  ["one condition for all and for what is dangerous", { features: { tools: "manage" }, conditions: { Bool: { "acs:mfapresent": "true" } }, dangerousConditions: { Bool: { "acs:MFAPresent": "true" } } }, ["RAM112 dangerousConditions.Bool.acs:MFAPresent"]], // prettier-ignore
  ["a condition that the passing of roles has", { passRoles: ["r"], conditions: { StringEquals: { "acs:Service": "fc.aliyuncs.com" } } }, ["RAM112 conditions.StringEquals.acs:Service"]], // prettier-ignore
  [
    "all of it together",
    { features: untyped({ agent: "view", tools: "see" }), actions: untyped(["x:Y"]), within: { workspace: "a b" } },
    ["RAM621 features.agent", "RAM622 features.tools", "RAM623 actions[0]", "RAM627 within.workspace"],
  ],
];

it.each(wrong)("refuses %s", (_, request, expected) => {
  expect(problemsOf(() => leastPrivilege(request))).toEqual(expected);
});

it("suggests what was probably meant", () => {
  const request = { exept: [], secrets: { credential: [] }, within: { runtime: "r" }, features: { agent: "view" } };
  const refused = () => leastPrivilege(untyped(request));
  for (const meant of ["except", "credentials", "runtimes", "agents"]) expect(refused).toThrow(`perhaps ${meant}`);
});

it("refuses every kind of mistake somewhere", () => {
  const { resource, unknownRegion, accountIdLength, retiredAction } = catalogProblemIds;
  const elsewhere = [resource, unknownRegion, accountIdLength, retiredAction]; // of statements, and warnings
  const seen = wrong.flatMap(([, , expected]) => expected.map((entry) => entry.slice(0, 6)));
  expect(Object.values(catalogProblemIds).filter((id) => !seen.includes(id))).toEqual(elsewhere);
});

it("reports a restriction without effect instead, where that is asked for", () => {
  const request: LeastPrivilegeRequest = {
    features: { sandboxes: "view" },
    workspaceScope: "documented",
    within: { workspace: "w" },
  };
  expect(leastPrivilege(request, { unusedRestrictions: "report" }).report.unused).toEqual(["workspace"]);
});

it.each<[string, LeastPrivilegeRequest, readonly string[]]>([
  [
    "a workspace that nothing uses",
    { features: { sandboxes: "view" }, workspaceScope: "documented", within: { workspace: "w" } },
    [],
  ],
  [
    "a workspace of what is excepted",
    {
      features: { tools: "view" },
      except: ["agentrun:GetTool"],
      workspaceScope: "documented",
      within: { workspace: "w" },
    },
    [],
  ],
  [
    "a workspace that narrows",
    { features: { tools: "view" }, within: { workspace: "w" } },
    ["agentrun:ListWorkspaces"],
  ],
])("grants the list of workspaces for %s", (_, request, expected) => {
  const { document } = leastPrivilege(request, { unusedRestrictions: "report" });
  const actions = document.statements.flatMap((statement) => statement.actions);
  expect(actions.filter((name) => name === "agentrun:ListWorkspaces")).toEqual(expected);
});

it.each<[Within, readonly string[]]>([
  [{ region: "cn-hangzhou", accountId: "1234567890123456" }, []],
  [{ region: "*", accountId: "*" }, []],
  [{ region: token, accountId: token }, []],
  [{ region: "cn-*" }, []],
  [{ region: "cn-hangzou" }, ["RAM630 within.region: perhaps cn-hangzhou"]],
  [{ region: "mars-north-1" }, ["RAM630 within.region: look up the region id"]],
  [{ accountId: "123" }, ["RAM631 within.accountId: copy the account id from the console"]],
])("warns of places that are probably wrong: %j", (place, expected) => {
  const { report } = leastPrivilege({ features: { tools: "view" }, within: place });
  expect(report.warnings.map(({ id, path, fix }) => `${id} ${path}: ${fix}`)).toEqual(expected);
});

it("names actions whose answers may hold secrets, and features beside the requested ones", () => {
  const { report } = leastPrivilege({ features: { sandboxes: "view", invocation: "invoke", paiGroups: "view" } });
  expect(report.reveals.map(({ action }) => action)).toEqual([
    "agentrun:GetTemplate",
    "agentrun:ListTemplates",
    "eas:DescribeGroup",
    "eas:DescribeGroupEndpoints",
    "eas:ListGroups",
  ]);
  expect(report.siblings.map(({ feature, relatedTo }) => [feature, relatedTo])).toEqual([
    ["browsers", "sandboxes"],
    ["codeInterpreters", "sandboxes"],
  ]);
});

it("lets who manages sandboxes delete, pause and resume them", () => {
  const { document } = leastPrivilege({ features: { sandboxes: "manage" } });
  const actions = document.statements.flatMap((statement) => statement.actions);
  expect(actions).toEqual(
    expect.arrayContaining(["agentrun:DeleteSandbox", "agentrun:PauseSandbox", "agentrun:ResumeSandbox"]),
  );
});
