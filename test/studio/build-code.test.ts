import { leastPrivilege } from "../../lib/catalog";
import { builtOf } from "../../studio/src/build/built";
import { typeScriptOf } from "../../studio/src/build/code";
import { shellTextOf } from "../../studio/src/build/command-line";
import { requestOf } from "../../studio/src/build/request";

it("passes on what is misspelt, so that it is an error", () => {
  const request = requestOf(new Map([["feature.agentz", "view"]]));
  expect(() => leastPrivilege(request)).toThrow(/RAM62/);
});

it.each([
  ["all", "all"],
  ["all", "dangerous"],
])("does not make alternatives of two conditions that must both hold: %s and %s", (one, other) => {
  const conditions = [one, other].map((on, index) => `${on}\tStringLike\tacs:SourceVpc\tvpc-${index}*`).join("\n");
  const fields = new Map([
    ["feature.agents", "manage"],
    ["conditions", conditions],
  ]);
  expect(() => leastPrivilege(requestOf(fields))).toThrow(/RAM112/);
});

it("quotes what a shell would read", () => {
  expect(shellTextOf(["least-privilege", "--credential", "it's *"])).toBe(
    "npx agentrun-ram least-privilege \\\n  --credential 'it'\\''s *'\n",
  );
});

it("names the construct after the group", () => {
  expect(typeScriptOf({ features: { agents: "view" } }, "sandbox-team")).toContain(
    'new LeastPrivilege(this, "SandboxTeam", {',
  );
});

it.each([
  ["a condition without a key", { conditions: "all\tBool\t \ttrue" }, /RAM110 conditions.Bool/],
  ["a name that no group has", { group: "a b" }, /RAM\d+ group/],
  ["a token in the group", { group: "${TfToken[TOKEN.1]}" }, /RAM629 group: a token of CDKTF/],
  ["a token of a framework", { workspace: "${TfToken[TOKEN.1]}" }, /RAM629 within: a token of CDKTF/],
])("does not build %s", (_, values, problem) => {
  expect(() => builtOf(new Map(Object.entries({ "feature.agents": "view", ...values })))).toThrow(problem);
});

it.each([
  [" acs:SourceIp ", "IpAddress", "10.0.0.0/8", []],
  ["acs:SourceIpp", "IpAddress", "10.0.0.0/8", ["RAM713"]],
  ["acs:SourceVpc", "StringEquals", "vpc-1", ["RAM719"]],
  ["acs:SourceIp", "IpAddres", "10.0.0.0/8", ["RAM111"]],
  ["acs:SourceIp", "IpAddress", "10.0.0.0.1", ["RAM706"]],
])("tells once of each doubt about a condition: %j %s %s", (key, operator, value, ids) => {
  const conditions = `all\t${operator}\t${key}\t${value}`;
  const { warnings } = builtOf(
    new Map([
      ["feature.agents", "view"],
      ["conditions", conditions],
    ]),
  ).report;
  expect(warnings.map(({ id }) => id)).toEqual(ids);
});
