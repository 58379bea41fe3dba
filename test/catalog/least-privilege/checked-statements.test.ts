import {
  type EasAction,
  type ModelStudioAction,
  type PermissionFacts,
  type Permissions,
  permissionsFor,
} from "cdktf-alicloud-agentrun";
import { PolicyError, expand, validate } from "cdktf-alicloud-agentrun/policy";
import {
  allow,
  arn,
  catalogAction,
  deny,
  knownActions,
  leastPrivilege,
  service,
  serviceCodes,
  unchecked,
} from "cdktf-alicloud-agentrun/catalog";

const scope = { region: "cn-hangzhou", account: "1234567890123456" };
const workspace = "w";

/** What every builder makes, by resource type, written from the ARNs that the pages list. */
const built: Readonly<
  Record<"agentrun" | "eas", Readonly<Record<string, readonly [built: string, resource: string]>>>
> = {
  agentrun: {
    credential: [arn.agentrun.credential({ ...scope, workspace, credential: "c" }), "workspaces/w/credentials/c"],
    flow: [arn.agentrun.flow({ ...scope, workspace, flow: "f" }), "workspaces/w/flows/f"],
    flowEndpoint: [
      arn.agentrun.flowEndpoint({ ...scope, workspace, flow: "f", endpoint: "e" }),
      "workspaces/w/flows/f/endpoints/e",
    ],
    imBot: [arn.agentrun.imBot({ ...scope, workspace, runtime: "r", bot: "b" }), "workspaces/w/runtimes/r/im-bots/b"],
    knowledgeBase: [
      arn.agentrun.knowledgeBase({ ...scope, workspace, knowledgeBase: "k" }),
      "workspaces/w/knowledgebases/k",
    ],
    memoryCollection: [arn.agentrun.memoryCollection(scope), "memorycollection/*"],
    modelProxy: [arn.agentrun.modelProxy(scope), "modelproxy/*"],
    modelService: [
      arn.agentrun.modelService({ ...scope, workspace, modelService: "m" }),
      "workspaces/w/model-services/m",
    ],
    runtime: [arn.agentrun.runtime({ ...scope, workspace, runtime: "r" }), "workspaces/w/runtimes/r"],
    runtimeEndpoint: [
      arn.agentrun.runtimeEndpoint({ ...scope, workspace, runtime: "r", endpoint: "e" }),
      "workspaces/w/runtimes/r/runtime-endpoints/e",
    ],
    sandboxTemplate: [arn.agentrun.sandboxTemplate({ ...scope, workspace, template: "t" }), "workspaces/w/template/t"],
    tool: [arn.agentrun.tool({ ...scope, workspace, tool: "t" }), "workspaces/w/tools/t"],
    workspace: [arn.agentrun.workspace({ ...scope, workspace }), "workspaces/w"],
  },
  eas: {
    benchmarkTask: [arn.eas.benchmarkTask({ ...scope, benchmarkTask: "b" }), "benchmarktask/b"],
    gateway: [arn.eas.gateway({ ...scope, gateway: "g" }), "gateway/g"],
    group: [arn.eas.group(scope), "group/*"],
    resource: [arn.eas.resource({ ...scope, resource: "r" }), "resource/r"],
    resourceInstance: [arn.eas.resourceInstance({ ...scope, resource: "r" }), "resource/r"],
    service: [arn.eas.service({ ...scope, service: "s" }), "service/s"],
    virtualResource: [arn.eas.virtualResource({ ...scope, virtualResource: "v" }), "virtualresource/v"],
  },
};
const rows = Object.entries(built).flatMap(([code, builders]) =>
  Object.entries(builders).map(([name, [made, resource]]) => [code, name, made, resource] as const),
);

it.each(rows)("arn.%s.%s", (code, _, made, resource) => {
  expect(made).toBe(`acs:${code}:cn-hangzhou:1234567890123456:${resource}`);
});

it("has a builder for every resource type, and a row for every builder", () => {
  expect(rows).toHaveLength(20);
  for (const code of ["agentrun", "eas"] as const) {
    expect(Object.keys(arn[code]).sort()).toEqual(Object.keys(built[code]).sort());
    expect(Object.keys(arn[code])).toHaveLength(Object.keys(service(code)!.resourceTypes).length);
  }
});

it("means every region and the own account, where nothing is said", () => {
  expect(arn.eas.service({ service: "s" })).toBe("acs:eas:*:*:service/s");
  expect(arn.eas.group()).toBe("acs:eas:*:*:group/*");
  expect(arn.agentrun.tool({ workspace, tool: "*", region: "cn-hangzhou" })).toBe(
    "acs:agentrun:cn-hangzhou:*:workspaces/w/tools/*",
  );
});

it.each([["a/b"], ["a:b"], [""], ["a b"], [undefined]])("refuses %j as a part of an ARN", (workspace) => {
  expect(() => arn.agentrun.workspace({ workspace: workspace! })).toThrow(/^RAM627 workspace: /);
});

it("keeps tokens in ARNs", () => {
  const account = "${TfToken[TOKEN.1]}";
  expect(arn.agentrun.workspace({ account, workspace: "w" })).toBe(`acs:agentrun:*:${account}:workspaces/w`);
});

it("builds statements of known actions on resources that fit", () => {
  const tool = arn.agentrun.tool({ workspace: "w", tool: "t" });
  expect(allow({ actions: "agentrun:GetTool", resources: tool }).toJson()).toEqual({
    Effect: "Allow",
    Action: ["agentrun:GetTool"],
    Resource: [tool],
  });
  expect(deny({ actions: "agentrun:*Tool", resources: "*" }).effect).toBe("Deny");
  expect(allow({ actions: unchecked("agentrun:GetIMBot"), resources: "*" }).actions).toEqual(["agentrun:GetIMBot"]);
});

const runtime = arn.agentrun.runtime({ workspace: "w", runtime: "r" });
const typo = "agentrun:GetTol" as "agentrun:GetTool"; // as JavaScript allows it

it.each([
  ["an unknown action", typo, "*", ["RAM623"], "perhaps agentrun:GetTool"],
  ["a pattern that covers nothing", "agentrun:Xyz*" as const, "*", ["RAM623"], "authorization page"],
  ["a resource of another type", "agentrun:GetTool" as const, runtime, ["RAM628"], "/tools/"],
  ["a resource where only * works", "agentrun:ListCustomDomains" as const, runtime, ["RAM628"], "of its own"],
  [
    "a resource that suits neither of two pages",
    "agentrun:ListTools" as const,
    arn.agentrun.modelProxy(),
    ["RAM628"],
    "whichever page is right",
  ],
  ["an ARN of another service", "agentrun:GetTool" as const, "acs:oss:*:*:bucket", ["RAM628"], "/tools/"],
])("refuses %s", (_, actions, resources, ids, text) => {
  const build = () => allow({ actions, resources });
  expect(build).toThrow(PolicyError);
  expect(build).toThrow(text);
  try {
    build();
  } catch (error) {
    expect((error as PolicyError).problems.map(({ id }) => id)).toEqual(ids);
  }
});

it.each([
  ["a number", { actions: 1, resources: "*" }, "RAM623"],
  ["no actions", { resources: "*" }, "RAM623"],
  ["a list with null", { actions: [null], resources: "*" }, "RAM623"],
  ["no resources", { actions: "agentrun:GetTool" }, "RAM107"],
])("refuses %s of a JavaScript caller", (_, props, id) => {
  expect(() => allow(props as never)).toThrow(id); // as JavaScript allows it
});

describe("a service that is known by a pattern only", () => {
  it("is written like any other", () => {
    expect(allow({ actions: "bssapi:Query*", resources: "*" }).actions).toEqual(["bssapi:Query*"]);
    expect(catalogAction("bssapi:Query*")).toMatchObject({
      level: "get",
      levelInferred: true,
      provenance: ["documented-policy"],
    });
    expect(serviceCodes()).toContain("bssapi");
    expect(expand("bssapi:*", knownActions)).toEqual(["bssapi:Query*"]);
    const { document, report } = leastPrivilege({ actions: ["bssapi:Query*"] });
    expect(document.statements.map(({ actions, resources }) => [actions, resources])).toEqual([
      [["bssapi:Query*"], ["*"]],
    ]);
    expect(report.wide.map(({ action }) => action)).toEqual(["bssapi:Query*"]);
  });

  it("still refuses what the pattern does not cover", () => {
    expect(() => allow({ actions: "bssapi:Modify*", resources: "*" })).toThrow("RAM623");
    // @ts-expect-error no single action is known
    expect(() => allow({ actions: "bssapi:QueryBill", resources: "*" })).toThrow("RAM623");
  });

  it("warns of no single action of it: any name may be right", () => {
    const policy = (action: string) =>
      `{"Version":"1","Statement":[{"Effect":"Allow","Action":"${action}","Resource":"*"}]}`;
    const unknown = (action: string) =>
      validate(policy(action), "identity", { knowledge: knownActions }).findings.filter(({ id }) => id === "RAM710");
    expect(unknown("bssapi:QueryBill")).toEqual([]);
    expect(unknown("bss:DescribeAccount")).toHaveLength(1);
  });
});

it("takes the types and functions of the catalog from the package too", () => {
  const sfm: ModelStudioAction = "sfm:ListIndex";
  const eas: EasAction = "eas:DescribeService";
  const permissions: Permissions = permissionsFor([sfm, eas]);
  const facts: readonly PermissionFacts[] = permissions.actions;
  expect(facts.map(({ action }) => action)).toEqual([eas, sfm]);
});

it("lets no typo compile", () => {
  // @ts-expect-error no such action
  expect(() => allow({ actions: "agentrun:GetTol", resources: "*" })).toThrow("RAM623");
  // @ts-expect-error no such service
  expect(() => allow({ actions: "agentrum:Get*", resources: "*" })).toThrow("RAM623");
  // @ts-expect-error no default resource
  expect(() => allow({ actions: "agentrun:GetTool" })).toThrow();
});
