import {
  PolicyDocument,
  evaluate,
  relateResources,
  resourceContains,
  resourcesOverlap,
} from "cdktf-alicloud-agentrun/policy";
import { relationOf } from "../../../lib/policy/patterns/pattern-relation";
import { token } from "../support";

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
  // What evaluation does with names and regions of RAM follows from the ARN, so it goes for wildcards as codes too.
  ["acs:*:*:1:role/X", "acs:ram:*:1:role/x", "contains"],
  ["acs:*:*:1:role/X", "acs:r?m:*:1:role/x", "overlaps"],
  ["acs:*::1:role/x", "acs:ram:cn:1:role/x", "contains"],
  ["acs:ram:cn:1:role/x", "acs:ram::1:role/x", "contained"],
  ["acs:ram:cn:1:role/x", "acs:ram:c*:1:role/X", "contained"],
  ["acs:ram:?:1:role/x", "acs:ram:cn:1:role/x", "disjoint"],
  ["acs:ram:?*:1:role/x", "acs:ram::1:role/X", "equal"],
  ["acs:?am:*:1:x", "acs:r*:*:1:X", "overlaps"],
  ["acs:?am:cn:1:x", "acs:r*:us:1:x", "disjoint"],
  ["acs:?am:*:1:role/x", "acs:ra?:*:2:role/x", "disjoint"],
  ["acs:RAM:*:1:role/x", "acs:ram:*:1:role/x", "disjoint"],
  // What is not known contains nothing but itself.
  ["acs:oss:*:1:${v}", "acs:oss:*:1:*", "contained"],
  ["acs:oss:*:1:${v}", "acs:oss:*:1:${v}", "equal"],
  ["acs:oss:*:1:${v}", "acs:oss:*:1:${w}", "overlaps"],
  ["acs:${v}:1:b", "acs:oss:*:1:b", "overlaps"],
  ["my*", "mybucket", "contains"],
  ["my*", runtimes, "disjoint"],
] as const)("%s and %s: %s", (first, second, relation) => {
  expect(relateResources(first, second)).toBe(relation);
});

it("the relation is what evaluation makes of both patterns, for every ARN", () => {
  const anyCode = ["ram", "*", "r*", "ram*", "?am", "ra?", "oss", "RAM"];
  const anyRegion = ["", "*", "?*", "cn", "?", "c*"];
  const patterns = [
    "*",
    "**",
    "acs:*",
    "*x",
    ...arns(anyCode, anyRegion, ["1", "*"], ["role/x", "role/X", "role/?", "*x"]),
  ];
  const requests = arns(["ram", "oss", "RAM", "xam", "rax", "rx", "ramx"], ["", "*", "cn", "x", "c"], ["1", "2"], ["role/x", "role/X", "role/y", "x"]); // prettier-ignore
  const covered = patterns.map((pattern) => {
    const Statement = [{ Effect: "Allow" as const, Action: "*", Resource: pattern }];
    const policies = [PolicyDocument.fromJson({ Version: "1", Statement })];
    return [...requests, "acs:x", "acs:y", "x", "y"].map(
      (resource) => evaluate({ policies, request: { action: "a:B", resource } }).decision === "Allow",
    );
  });
  const wrong: string[] = [];
  for (const [index, first] of patterns.entries()) {
    for (const [other, second] of patterns.entries()) {
      const [a, b] = [covered[index]!, covered[other]!];
      const contains = b.every((is, at) => !is || a[at]);
      const contained = a.every((is, at) => !is || b[at]);
      const expected = relationOf(contains, contained, () => a.some((is, at) => is && b[at]));
      const relation = relateResources(first, second);
      if (relation !== expected) wrong.push(`${first} and ${second}: ${relation}, not ${expected}`);
    }
  }
  expect(wrong).toEqual([]);
});

function arns(...fields: readonly (readonly string[])[]): readonly string[] {
  return fields.reduce<readonly string[]>(
    (begun, texts) => begun.flatMap((begin) => texts.map((text) => `${begin}:${text}`)),
    ["acs"],
  );
}

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
