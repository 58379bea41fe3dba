import { PolicyError, evaluate } from "../../lib/policy";
import { QuestionError, doubtsAbout, questionOf, typedPolicies } from "../../studio/src/ask/question";
import { en } from "../../studio/src/language/en";
import { askExample } from "../../studio/src/ask/example";

const allow = JSON.stringify({ Version: "1", Statement: [{ Effect: "Allow", Action: "agentrun:*", Resource: "*" }] });
const deny = allow.replace("Allow", "Deny");
const trust = JSON.stringify({
  Version: "1",
  Statement: [{ Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: ["fc.aliyuncs.com"] } }],
});

function decision(fields: Readonly<Record<string, string>>): string {
  const { input } = questionOf(
    new Map(Object.entries({ "ask.action": "agentrun:GetTool", ...fields })),
    (number) => `policy ${number}`,
  );
  return evaluate(input).decision;
}

describe("a policy counts in its layer", () => {
  it.each([
    ["account", {}, "Allow"],
    ["a Deny beside it", { "ask.policy.2": deny }, "ExplicitDeny"],
    ["a control policy", { "ask.policy.2": deny, "ask.layer.2": "control" }, "ExplicitDeny"],
    [
      "levels of control policies",
      {
        "ask.policy.2": allow,
        "ask.layer.2": "control",
        "ask.policy.3": allow.replace("agentrun:*", "ram:*"),
        "ask.layer.3": "control",
      },
      "ImplicitDeny",
    ],
    [
      "a session policy",
      { "ask.policy.2": allow.replace("agentrun:*", "ram:*"), "ask.layer.2": "session" },
      "ImplicitDeny",
    ],
    ["a resource group, of which pages disagree", { "ask.policy.2": deny, "ask.layer.2": "resourceGroup" }, "Depends"],
    [
      "a resource group, decided",
      { "ask.policy.2": deny, "ask.layer.2": "resourceGroup", "ask.accountAllowIsFinal": "yes" },
      "Allow",
    ],
    ["a resource", { "ask.policy.2": deny, "ask.layer.2": "resource" }, "ExplicitDeny"],
  ])("%s", (_, further, expected) => {
    expect(decision({ "ask.policy.1": allow, ...further })).toBe(expected);
  });

  it("a trust policy, for its caller", () => {
    const fields = {
      "ask.action": "sts:AssumeRole",
      "ask.policy.1": trust,
      "ask.layer.1": "trust",
      "ask.callerKind": "Service",
    };
    expect(decision({ ...fields, "ask.caller": "fc.aliyuncs.com" })).toBe("Allow");
    expect(decision({ ...fields, "ask.caller": "ecs.aliyuncs.com" })).toBe("ImplicitDeny");
  });
});

it("takes several values of a key, and knows when there are no others", () => {
  expect(decision(askExample)).toBe("Depends");
  expect(decision({ ...askExample, "ask.context": "acs:MFAPresent=true" })).toBe("Allow");
  expect(decision({ ...askExample, "ask.context": "acs:MFAPresent=false" })).toBe("ExplicitDeny");
  expect(decision({ ...askExample, "ask.closed": "1" })).toBe("Allow");
  expect(decision({ ...askExample, "ask.closed": "0" })).toBe("Depends");
});

it("names the policy that cannot be read", () => {
  const act = (): string => decision({ "ask.policy.1": allow, "ask.policy.2": "{}" });
  expect(act).toThrow(PolicyError);
  expect(act).toThrow(/policy 2: Version/);
});

it.each([
  ["noAction", { "ask.action": "" }],
  ["twoSessions", { "ask.policy.1": allow, "ask.layer.1": "session", "ask.policy.2": allow, "ask.layer.2": "session" }],
  ["twoTrusts", { "ask.policy.1": trust, "ask.layer.1": "trust", "ask.policy.2": trust, "ask.layer.2": "trust" }],
  ["contextLine", { "ask.context": "acs:SourceIp" }],
  ["contextLine", { "ask.context": "SourceIp=10.0.0.1" }],
  ["notAnAction", { "ask.action": "agentrun: GetTool", "ask.policy.1": allow }],
  ["notAnAction", { "ask.action": "agentrun:*", "ask.policy.1": allow }],
  ["notAnAction", { "ask.action": "GetTool", "ask.policy.1": allow }],
  ["notAResource", { "ask.resource": "workspaces/team-a", "ask.policy.1": allow }],
  ["notAResource", { "ask.resource": "acs:agentrun:*:*:", "ask.policy.1": allow }],
  ["notAGroup", { "ask.group": "shops", "ask.policy.1": allow }],
])("does not guess: %s", (why, fields) => {
  expect(() => decision(fields)).toThrow(expect.objectContaining({ why }) as QuestionError);
});

it("has a first policy, and those that are given", () => {
  expect(typedPolicies(new Map([["ask.layer.4", "session"]])).map(({ number }) => number)).toEqual([1, 4]);
});

describe("what is probably not meant is told", () => {
  const doubts = (given: Readonly<Record<string, string>>): readonly string[] => {
    const fields = new Map(Object.entries({ "ask.action": "agentrun:GetTool", "ask.policy.1": allow, ...given }));
    const nameOf = (number: number): string => `Policy ${number}`;
    return doubtsAbout(fields, questionOf(fields, nameOf), nameOf).map((tell) => tell(en));
  };

  it.each([
    ["nothing", {}, []],
    ["an action that the catalog lacks", { "ask.action": "agentrun:GetTol" }, [en.actionNotKnown("agentrun:GetTol")]],
    ["a key of no page", { "ask.context": "acs:MFAPresnt=true" }, [en.keyNotKnown("acs:MFAPresnt")]],
    ["a key of a page", { "ask.context": "acs:mfapresent=true\noss:Prefix=a" }, []],
    ["a layer without a policy", { "ask.layer.2": "session" }, [en.policyIsEmpty("Policy 2")]],
    [
      "a caller that no trust policy can name",
      { "ask.action": "sts:AssumeRole", "ask.policy.2": trust, "ask.layer.2": "trust", "ask.caller": "alice" },
      [en.callerNotKnown("alice")],
    ],
    ["a caller without a trust policy", { "ask.caller": "fc.aliyuncs.com" }, [en.callerNotUsed]],
  ])("%s", (_, given, expected) => {
    expect(doubts(given)).toEqual(expected);
  });
});
