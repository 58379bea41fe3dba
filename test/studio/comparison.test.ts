import { review } from "../../lib/review";
import { kindOf, modelOf } from "../../studio/src/check/model";
import { KindsDiffer, comparisonOf } from "../../studio/src/compare/comparison";
import { compareExample } from "../../studio/src/compare/example";

const policy = (...statements: readonly object[]): string => JSON.stringify({ Version: "1", Statement: statements });
const allow = { Effect: "Allow", Action: "agentrun:Get*", Resource: "*" };
const deny = { Effect: "Deny", Action: "agentrun:GetTool", Resource: "*" };
const trust = (service: string): string =>
  policy({ Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: [service] } });

const pairs: Readonly<Record<string, readonly [before: string, after: string]>> = {
  equal: [policy(allow), policy({ ...allow, Action: ["agentrun:Get*", "agentrun:GetTool"] })],
  narrower: [policy(allow), policy({ ...allow, Action: "agentrun:GetTool" })],
  broader: [policy(allow), policy(allow, { ...allow, Action: "ram:*" })],
  incomparable: [policy(allow), policy({ ...allow, Action: "ram:ListUsers" })],
  "a Deny that is gone": [policy(allow, deny), policy(allow)],
  "only a Deny, gone": [policy(deny), policy({ ...deny, Action: "agentrun:GetFlow" })],
  conditions: [
    policy({ ...allow, Condition: { IpAddress: { "acs:SourceIp": "10.0.0.0/8" } } }),
    policy({ ...allow, Condition: { IpAddress: { "acs:SourceIp": "0.0.0.0/0" } } }),
  ],
  "what Terraform knows": [
    policy({ ...allow, Resource: "acs:oss:*:*:${var.bucket}/*" }),
    policy({ ...allow, Resource: "acs:oss:*:*:${var.other}/*" }),
  ],
  trust: [trust("fc.aliyuncs.com"), trust("ecs.aliyuncs.com")],
  example: [compareExample.before, compareExample.after],
};

describe.each([true, false])("complete: %s", (complete) => {
  it.each(Object.entries(pairs))("says of policies what a review says: %s", (_, [before, after]) => {
    const kind = kindOf("", before);
    const reviewed = review([modelOf(before, kind)], [modelOf(after, kind)], { complete });
    expect(comparisonOf(before, after, "Before", "After", complete).report).toEqual(reviewed);
  });
});

it("compares the two alone, after with before", () => {
  const relations = ["equal", "narrower", "broader", "incomparable"].map((name) => {
    const [before, after] = pairs[name]!;
    return comparisonOf(before, after, "Before", "After", false).relation?.relation;
  });
  expect(relations).toEqual(["equal", "narrower", "broader", "incomparable"]);
});

it("does not compare kinds, and names both that cannot be read", () => {
  expect(() => comparisonOf(policy(allow), trust("fc.aliyuncs.com"), "Before", "After", false)).toThrow(KindsDiffer);
  expect(() => comparisonOf(trust("fc.aliyuncs.com"), "[", "Before", "After", false)).toThrow(/RAM101 After/);
  expect(() => comparisonOf("{}", "[", "Before", "After", false)).toThrow(/Before: Version[^]*RAM101 After/);
});
