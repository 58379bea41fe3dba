import { PolicyError } from "cdktf-alicloud-agentrun/policy";
import { allow, arn, deny, service, unchecked } from "cdktf-alicloud-agentrun/catalog";

const scope = { region: "cn-hangzhou", account: "1234567890123456" };

it.each([
  [arn.agentrun.workspace({ ...scope, workspace: "w" }), "workspaces/w"],
  [arn.agentrun.runtime({ ...scope, workspace: "w", runtime: "r" }), "workspaces/w/runtimes/r"],
  [
    arn.agentrun.runtimeEndpoint({ ...scope, workspace: "w", runtime: "r", endpoint: "e" }),
    "workspaces/w/runtimes/r/runtime-endpoints/e",
  ],
  [arn.agentrun.imBot({ ...scope, workspace: "w", runtime: "r", bot: "b" }), "workspaces/w/runtimes/r/im-bots/b"],
  [arn.agentrun.flow({ ...scope, workspace: "w", flow: "f" }), "workspaces/w/flows/f"],
  [
    arn.agentrun.flowEndpoint({ ...scope, workspace: "w", flow: "f", endpoint: "e" }),
    "workspaces/w/flows/f/endpoints/e",
  ],
  [arn.agentrun.tool({ ...scope, workspace: "w", tool: "t" }), "workspaces/w/tools/t"],
  [arn.agentrun.credential({ ...scope, workspace: "w", credential: "c" }), "workspaces/w/credentials/c"],
  [arn.agentrun.knowledgeBase({ ...scope, workspace: "w", knowledgeBase: "k" }), "workspaces/w/knowledgebases/k"],
  [arn.agentrun.modelService({ ...scope, workspace: "w", modelService: "m" }), "workspaces/w/model-services/m"],
  [arn.agentrun.sandboxTemplate({ ...scope, workspace: "w", template: "t" }), "workspaces/w/template/t"],
  [arn.agentrun.modelProxy(scope), "modelproxy/*"],
  [arn.agentrun.memoryCollection(scope), "memorycollection/*"],
])("%s", (built, resource) => {
  expect(built).toBe(`acs:agentrun:cn-hangzhou:1234567890123456:${resource}`);
});

it("has a builder for every resource type", () => {
  for (const code of ["agentrun", "eas"] as const) {
    expect(Object.keys(arn[code])).toHaveLength(Object.keys(service(code)!.resourceTypes).length);
  }
  expect(arn.eas.service({ service: "s" })).toBe("acs:eas:*:*:service/s");
  expect(arn.eas.group()).toBe("acs:eas:*:*:group/*");
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
  ["a resource where only * works", "agentrun:ListTools" as const, runtime, ["RAM628"], "of its own"],
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

it("lets no typo compile", () => {
  // @ts-expect-error no such action
  expect(() => allow({ actions: "agentrun:GetTol", resources: "*" })).toThrow("RAM623");
  // @ts-expect-error no such service
  expect(() => allow({ actions: "agentrum:Get*", resources: "*" })).toThrow("RAM623");
  // @ts-expect-error no default resource
  expect(() => allow({ actions: "agentrun:GetTool" })).toThrow();
});
