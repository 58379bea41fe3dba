import { knownActions } from "cdktf-alicloud-agentrun/catalog";
import { canBeAuthorizedOn, expand, invert } from "cdktf-alicloud-agentrun/policy";
import fc from "fast-check";

it.each([
  ["agentrun:*Template*MCP", ["agentrun:ActivateTemplateMCP", "agentrun:StopTemplateMCP"]],
  ["AGENTRUN:get?ool", ["agentrun:GetTool"]],
  ["nosuch:*", []],
])("expands %s", (pattern, names) => {
  expect(expand(pattern, knownActions)).toEqual(names);
});

it("inverts to what no pattern covers", () => {
  const all = expand("*", knownActions);
  const reading = ["*:Get*", "*:List*"];
  const rest = invert(reading, knownActions);
  expect(rest).toHaveLength(all.length - new Set(reading.flatMap((one) => expand(one, knownActions))).size);
  expect(rest.filter((name) => /:(get|list)/i.test(name))).toEqual([]);
  expect(invert([], knownActions)).toEqual(all);
  expect(invert(["*"], knownActions)).toEqual([]);
});

it.each([
  ["agentrun:GetTool", "acs:agentrun:*:*:workspaces/w/tools/*", true],
  ["agentrun:GetTool", "acs:agentrun:*:*:workspaces/w/flows/*", false],
  ["agentrun:CreateTemplate", "acs:agentrun:*:*:workspaces/w/template/*", false],
  ["log:GetLogStoreLogs", "acs:log:*:*:project/p", true],
  ["agentrun:GetTool", "workspaces/w", true],
] as const)("%s can be authorized on %s: %s", (name, resource, expected) => {
  const action = knownActions.action(name);
  expect(action === undefined ? undefined : canBeAuthorizedOn(action, resource)).toBe(expected);
});

it("takes a variable of a template as a name, which holds no slash, in resources without wildcards", () => {
  const part = fc.constantFrom("a", "b", "/", "{#name}", "{#other}", "");
  const template = fc.array(part, { maxLength: 6 }).map((parts) => parts.join(""));
  const resource = fc.string({ unit: fc.constantFrom("a", "b", "/", "."), maxLength: 6 });
  fc.assert(
    fc.property(template, resource, (relative, own) => {
      const names = new RegExp(`^${relative.replace(/\{#\w+\}/g, "[^/]*")}$`);
      const action = { resources: [{ arn: `acs:oss:*:*:${relative}` }] };
      expect(canBeAuthorizedOn(action, `acs:oss:*:*:${own}`)).toBe(names.test(own));
    }),
    { seed: 20261128, numRuns: 2000 },
  );
});
