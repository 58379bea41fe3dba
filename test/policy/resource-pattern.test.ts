import {
  PolicyDocument,
  evaluate,
  relateResources,
  resourceContains,
  resourcesOverlap,
} from "cdktf-alicloud-agentrun/policy";
import { token } from "./support";

const runtimes = "acs:agentrun:*:*:workspaces/w/runtimes/*";

it.each([
  ["*", runtimes, "contains"],
  ["**", "*", "equal"],
  [runtimes, "acs:agentrun:cn-hangzhou:1:workspaces/w/runtimes/r", "contains"],
  [runtimes, "acs:agentrun:*:*:workspaces/w/*", "contained"],
  [runtimes, "acs:agentrun:cn-hangzhou:*:workspaces/*", "overlaps"],
  [runtimes, "acs:agentrun:*:*:workspaces/w/tools/*", "disjoint"],
  // A wildcard does not reach into the next field.
  ["acs:*:tools", "acs:agentrun:*:1:tools", "disjoint"],
  ["acs:ram::1:role/Deployer", "acs:ram:*:1:role/deployer", "equal"],
  ["acs:ecs::1:instance/i", "acs:ecs:*:1:instance/i", "contained"],
  ["acs:ecs:*:1:instance/A", "acs:ecs:*:1:instance/a", "disjoint"],
  ["my*", "mybucket", "contains"],
  ["my*", runtimes, "disjoint"],
] as const)("%s and %s: %s", (first, second, relation) => {
  expect(relateResources(first, second)).toBe(relation);
});

it("is certain of nothing that is not known", () => {
  const partly = `acs:agentrun:*:${token}:workspaces/w/runtimes/r`;
  expect(resourceContains(runtimes, partly)).toBe(true);
  expect(resourceContains(partly, partly)).toBe(true);
  expect(resourceContains(partly, "acs:agentrun:*:1:workspaces/w/runtimes/r")).toBe(false);
  expect(resourcesOverlap(partly, runtimes)).toBe(true);
  expect(resourcesOverlap(token, runtimes)).toBe(true);
  expect(resourceContains(runtimes, token)).toBe(false);
});

it.each([token, `${token}/r`, "${alicloud_thing.one.arn}", `acs:agentrun:*:${token}:workspaces/w/runtimes/r`])(
  "whether %s covers an ARN is not known",
  (resource) => {
    const policies = [
      PolicyDocument.fromJson({
        Version: "1",
        Statement: [{ Effect: "Allow", Action: "agentrun:GetAgentRuntime", Resource: resource }],
      }),
    ];
    const request = { action: "agentrun:GetAgentRuntime", resource: "acs:agentrun:cn-x:1:workspaces/w/runtimes/r" };
    expect(evaluate({ policies, request }).decision).toBe("Depends");
  },
);
