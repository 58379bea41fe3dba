import { knownActions } from "../../lib/catalog";
import { type PolicyKind, validate } from "../../lib/policy";
import { effectOf, fixOf, withSafeFixes } from "../../studio/src/check/fixes";
import { examplePolicy } from "../../studio/src/check/example";

function checking(kind: PolicyKind) {
  return {
    kind,
    check: (text: string) => validate(text, kind, { knowledge: knownActions, rules: "strict" }).findings,
  };
}

function fixed(id: string, json: unknown, kind: PolicyKind = "identity"): unknown {
  const text = typeof json === "string" ? json : JSON.stringify(json);
  const how = checking(kind);
  const finding = how.check(text).find((one) => one.id === id);
  if (finding === undefined) throw new Error(`no ${id}`);
  const fix = fixOf(text, finding, how);
  return fix === undefined ? undefined : (JSON.parse(fix.text) as unknown);
}

const allow = (further: object) => ({ Effect: "Allow", Action: "agentrun:GetTool", Resource: "*", ...further });
const policy = (...statements: readonly object[]) => ({ Version: "1", Statement: statements });

describe("a fix makes the finding go away and touches nothing else", () => {
  it.each([
    ["RAM102", { Version: "2012-10-17", Statement: [allow({})] }, policy(allow({}))],
    ["RAM102", { Statement: [allow({})] }, policy(allow({}))],
    ["RAM103", { Version: "1", Statement: allow({}) }, policy(allow({}))],
    ["RAM104", { version: "1", Statement: [allow({})] }, policy(allow({}))],
    ["RAM105", policy(allow({ Effect: "allow" })), policy(allow({}))],
    [
      "RAM109",
      policy(allow({ Condition: { Bool: { "acs:MFAPresent": true } } })),
      policy(allow({ Condition: { Bool: { "acs:MFAPresent": "true" } } })),
    ],
    ["RAM701", policy(allow({ Sid: "a" })), policy(allow({}))],
    [
      "RAM705",
      policy(allow({ Condition: { IpAddress: { "acs:SourceIp": "10.0.0.1/32" } } })),
      policy(allow({ Condition: { IpAddress: { "acs:SourceIp": "10.0.0.1" } } })),
    ],
    ["RAM710", policy(allow({ Action: "agentrun:GetTol" })), policy(allow({}))],
    ["RAM711", policy(allow({ Action: ["agentrun:getTool"] })), policy(allow({ Action: ["agentrun:GetTool"] }))],
    [
      "RAM714",
      policy(allow({ Condition: { Bool: { "acs:mfapresent": "true" } } })),
      policy(allow({ Condition: { Bool: { "acs:MFAPresent": "true" } } })),
    ],
    ["RAM716", policy(allow({}), allow({ Action: "agentrun:Get*" })), policy(allow({ Action: "agentrun:Get*" }))],
    [
      "RAM717",
      policy(allow({ Action: ["agentrun:GetTool", "agentrun:Get*"] })),
      policy(allow({ Action: ["agentrun:Get*"] })),
    ],
  ])("%s", (id, before, after) => {
    expect(fixed(id, before)).toEqual(after);
  });
});

it("does not fix what people must decide", () => {
  expect(fixed("RAM724", policy(allow({})))).toBeUndefined();
  expect(fixed("RAM105", policy(allow({ Effect: "Permit" })))).toBeUndefined();
});

it("does not write a key over another one", () => {
  expect(fixed("RAM104", { Version: "1", Statement: [{ ...allow({}), effect: "Deny" }] })).toBeUndefined();
});

it("writes a long document without white space, or shorter", () => {
  const names = Array.from({ length: 120 }, (_, index) => `agentrun:Action${index}`);
  const spaced = JSON.stringify(policy(allow({ Action: names })), null, 30);
  expect(fixed("RAM119", spaced)).toEqual(JSON.parse(spaced));
  const long = policy(...Array.from({ length: 200 }, () => allow({})));
  expect(JSON.stringify(fixed("RAM119", long)).length).toBeLessThan(200);
});

it("fixes trust policies", () => {
  const trust = {
    Version: "1",
    Statement: [{ effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: ["fc.aliyuncs.com"] } }],
  };
  expect(fixed("RAM104", trust, "trust")).toEqual(JSON.parse(JSON.stringify(trust).replace("effect", "Effect")));
});

it("keeps how a text is written", () => {
  const text =
    '{\n    "Version": "1",\n    "Statement": [\n        { "Sid": "a", "Effect": "Allow", "Action": "agentrun:GetTool", "Resource": "*" }\n    ]\n}\n';
  const [finding] = checking("identity")
    .check(text)
    .filter(({ id }) => id === "RAM701");
  expect(fixOf(text, finding!, checking("identity"))?.text).toBe(
    '{\n    "Version": "1",\n    "Statement": [\n        { "Effect": "Allow", "Action": "agentrun:GetTool", "Resource": "*" }\n    ]\n}\n',
  );
});

it("adds the version as the text is written", () => {
  const text = '{\n  "Statement": [{ "Effect": "Allow", "Action": "agentrun:GetTool", "Resource": "*" }]\n}';
  const [finding] = checking("identity").check(text);
  expect(fixOf(text, finding!, checking("identity"))?.text).toBe(text.replace("{\n", '{\n  "Version": "1",\n'));
});

it("applies together only what leaves what is allowed as it is", () => {
  const { text, count } = withSafeFixes(examplePolicy, checking("identity"));
  expect(count).toBeGreaterThan(1);
  expect(effectOf(examplePolicy, text, "identity")).toBe("equal");
  // Another action allows something else.
  expect(text).toContain('agentrun:GetAgentRuntim"');
  expect(text).not.toContain("Sid");
});

it("says what a fix does to what is allowed", () => {
  const one = JSON.stringify(policy(allow({})));
  expect(effectOf(one, JSON.stringify(policy(allow({ Action: "agentrun:Get*" }))), "identity")).toBe("broader");
  expect(effectOf("{}", one, "identity")).toBe("unknown");
  expect(effectOf(one, one, "trust")).toBe("trust");
});

it("looks for no fix after the time that it is given", () => {
  expect(withSafeFixes(examplePolicy, checking("identity"), 0)).toEqual({ text: examplePolicy, count: 0 });
});
