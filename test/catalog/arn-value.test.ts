import { type ArnPart, arn, checkArnValue } from "cdktf-alicloud-agentrun/catalog";
import { problemsOf } from "./support";

const token = "${TfToken[TOKEN.7]}";

it.each<[ArnPart, readonly string[]]>([
  ["region", ["cn-hangzhou", "ap-southeast-1", "*", "cn-*", token, `cn-${token}`]],
  ["account", ["1234567890123456", "*", token]],
  ["name", ["team-a", "Team_A.1", "a@b", "*", "team-*", token, `team-${token}`, `${token}-*`]],
])("takes as %s: %j", (part, values) => {
  for (const value of values) expect(checkArnValue(value, "x", part)).toEqual([]);
});

it.each<[ArnPart, readonly unknown[]]>([
  ["region", ["", "Cn-Hangzhou", "cn-hangzhou!!", "cn_hangzhou", "cn hangzhou", "cn-?", `CN-${token}`, undefined, 3]],
  ["account", ["", "team", "123a", "12*", "**", " 123", "123:", `team${token}`, 123, null]],
  ["name", ["", "a b", "a/b", "a:b", "a{b", "a}b", "a?b", 'a"b', "a'b", "a`b", "a$b", "${a}", "a,b", "a\\b"]],
  [
    "name",
    [
      "a\u0000b",
      "a\nb",
      "a\u007fb",
      "a\u0085b",
      "\u56e2\u961f",
      "caf\u00e9",
      "a\u200bb",
      `${token}$`,
      ["a"],
      undefined,
    ],
  ],
])("refuses as %s: %j", (part, values) => {
  for (const value of values) {
    expect(checkArnValue(value, "x", part).map(({ id, path }) => [id, path])).toEqual([["RAM627", "x"]]);
  }
});

it("is what the builders of ARNs check", () => {
  const wrong = { workspace: 'a"b$,\u56e2\u961f', tool: "t", region: "Cn-Hangzhou!!", account: "team" };
  expect(problemsOf(() => arn.agentrun.tool(wrong))).toEqual(["RAM627 region", "RAM627 account", "RAM627 workspace"]);
});
