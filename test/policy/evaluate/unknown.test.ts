import { PolicyDocument, TrustPolicy } from "cdktf-alicloud-agentrun/policy";
import {
  type Caller,
  type Decision,
  type EvaluationInput,
  type LayerName,
  type PolicyLayers,
  evaluate,
} from "../../../lib/policy/evaluate";

const assume = { action: "sts:AssumeRole", resource: "acs:ram:*:1:role/r" };
const request = { action: "oss:GetObject", resource: "acs:oss:*:1:b/o" };

function policies(...statements: readonly object[]): readonly PolicyDocument[] {
  const whole = { Effect: "Allow", Action: "oss:*", Resource: "*" };
  return [PolicyDocument.fromJson({ Version: "1", Statement: statements.map((one) => ({ ...whole, ...one })) })];
}

const ifMfa = { Condition: { Bool: { "acs:MFAPresent": "true" } } };

it.each<[string, EvaluationInput, string, readonly string[]]>([
  ["an unknown key under Allow", { policies: policies(ifMfa), request }, "Depends", ["Allow", "ImplicitDeny"]],
  [
    "the same, known to be absent",
    { policies: policies(ifMfa), request, world: "closed" },
    "ImplicitDeny",
    ["ImplicitDeny"],
  ],
  ["an unknown key beside an Allow without one", { policies: policies(ifMfa, {}), request }, "Allow", ["Allow"]],
  [
    "an unknown key under Deny",
    { policies: policies({}, { Effect: "Deny", ...ifMfa }), request },
    "Depends",
    ["Allow", "ExplicitDeny"],
  ],
  [
    "an unknown Deny where nothing allows",
    { policies: policies({ Effect: "Deny", ...ifMfa }), request },
    "Depends",
    ["ExplicitDeny", "ImplicitDeny"],
  ],
  [
    "an unknown key beside a Deny",
    { policies: policies(ifMfa, { Effect: "Deny" }), request },
    "ExplicitDeny",
    ["ExplicitDeny"],
  ],
  [
    "a token in the resource",
    { policies: policies({ Resource: "acs:oss:*:${TfToken[TOKEN.1]}:b/*" }), request },
    "Depends",
    ["Allow", "ImplicitDeny"],
  ],
  [
    "a token elsewhere in a resource that cannot match",
    { policies: policies({ Resource: "acs:oss:*:${TfToken[TOKEN.1]}:c/*" }), request },
    "ImplicitDeny",
    ["ImplicitDeny"],
  ],
  [
    "an expression of Terraform in the action",
    { policies: policies({ Action: "oss:${var.action}" }), request },
    "Depends",
    ["Allow", "ImplicitDeny"],
  ],
  [
    "a token in NotAction",
    { policies: policies({ Action: undefined, NotAction: "oss:${TfToken[TOKEN.1]}" }), request },
    "Depends",
    ["Allow", "ImplicitDeny"],
  ],
  [
    "a token in a condition",
    { policies: policies({ Condition: { StringEquals: { k: "${TfToken[TOKEN.1]}" } } }), request, context: { k: "v" } },
    "Depends",
    ["Allow", "ImplicitDeny"],
  ],
  [
    "a number that is none",
    { policies: policies({ Condition: { NumericLessThan: { k: "many" } } }), request, context: { k: "1" } },
    "Depends",
    ["Allow", "ImplicitDeny"],
  ],
  [
    "a control policy that may refuse",
    { policies: { control: [policies(ifMfa)], account: policies({}) }, request },
    "Depends",
    ["Allow", "ImplicitDeny"],
  ],
  [
    "a caller that is not known",
    { policies: { account: policies({ Action: "sts:*" }), trust: TrustPolicy.forAccount("1") }, request: assume },
    "Depends",
    ["Allow", "ImplicitDeny"],
  ],
])("%s", (_, input, decision, possible) => {
  const result = evaluate(input);
  expect([result.decision, result.possible]).toEqual([decision, possible]);
  if (decision !== "Depends") expect(result.dependsOn).toEqual([]);
});

describe("a context", () => {
  const ifTeam = (operator: string) => policies({ Condition: { [operator]: { "acs:ResourceTag/team": "dev" } } });

  it.each<[string, EvaluationInput["context"], string]>([
    ["a list of none is as null", { "acs:ResourceTag/team": [] }, "lacks the key"],
    ["so are several of them", { "acs:ResourceTag/team": [], "ACS:ResourceTag/team": null }, "lacks the key"],
    ["values of two spellings are joined", { "acs:ResourceTag/team": "dev", "ACS:RESOURCETAG/TEAM": "ops" }, "has dev"],
    ["in any order", { "ACS:RESOURCETAG/TEAM": "ops", "acs:ResourceTag/team": ["x", "dev"] }, "has dev"],
    ["what has a value is not lacking", { "acs:ResourceTag/team": "dev", "ACS:RESOURCETAG/TEAM": null }, "has dev"],
  ])("%s", (_, context, meaning) => {
    const decisions = [{}, { negatedHoldsForMissingKey: false }].flatMap((assumptions) =>
      ["StringEquals", "StringNotEquals"].map(
        (operator) => evaluate({ policies: ifTeam(operator), request, context: context ?? {}, assumptions }).decision,
      ),
    );
    expect(decisions).toEqual(
      meaning === "has dev"
        ? ["Allow", "ImplicitDeny", "Allow", "ImplicitDeny"]
        : ["ImplicitDeny", "Allow", "ImplicitDeny", "ImplicitDeny"],
    );
  });
});

it("says on which tests a Depends turns", () => {
  const { dependsOn, layers } = evaluate({ policies: policies(ifMfa), request });
  expect(dependsOn).toEqual([{ operator: "Bool", key: "acs:MFAPresent", values: ["true"] }]);
  expect(layers).toHaveLength(1);
  expect(layers[0]?.statements[0]).toMatchObject({
    policy: 0,
    statement: 0,
    truth: "unknown",
    reason: "condition not known",
  });
});

const somewhere = { layer: "AccountLevelIdentityBasedPolicy", level: 0, policy: 0 };

it.each<[string, EvaluationInput, readonly string[], readonly object[]]>([
  ["a test of an Allow beside one that is certain", { policies: policies(ifMfa, {}), request }, [], []],
  [
    "a test of an Allow beside one that is certain, and of a Deny",
    { policies: policies(ifMfa, {}, { Effect: "Deny", Condition: { Bool: { k: "true" } } }), request },
    ["k"],
    [],
  ],
  [
    "text in the action and in the resource, and a test",
    { policies: policies({ Action: "oss:${var.x}", Resource: "acs:oss:*:*:${var.b}", ...ifMfa }), request },
    ["acs:MFAPresent"],
    [
      { ...somewhere, statement: 0, element: "Action" },
      { ...somewhere, statement: 0, element: "Resource" },
    ],
  ],
  [
    "text in exceptions of the second statement",
    { policies: policies({ Action: "ecs:*" }, { Resource: undefined, NotResource: "${var.x}" }), request },
    [],
    [{ ...somewhere, statement: 1, element: "NotResource" }],
  ],
  [
    "text in the request",
    { policies: policies({ Action: "oss:GetObject" }), request: { ...request, action: "oss:${var.x}" } },
    [],
    [{ ...somewhere, statement: 0, element: "Action" }],
  ],
  [
    "text in a principal",
    {
      policies: {
        account: policies({ Action: "sts:*" }),
        trust: new TrustPolicy([{ principals: { RAM: "${TfToken[TOKEN.1]}" } }]),
      },
      request: assume,
      caller: { kind: "RAM", name: "acs:ram::1:user/u" },
    },
    [],
    [{ layer: "AssumeRolePolicy", level: 0, policy: 0, statement: 0, element: "Principal" }],
  ],
])("on what a decision turns: %s", (_, input, keys, places) => {
  const { dependsOn, dependsOnUnknown } = evaluate(input);
  expect(dependsOn.map(({ key }) => key)).toEqual(keys);
  expect(dependsOnUnknown).toEqual(places);
});

describe("a caller of whom a part of the name is not known", () => {
  const caller: Caller = { kind: "RAM", name: "acs:ram::1:user/${var.name}" };
  it.each([
    ["acs:ram::1:user/u", "Depends"],
    ["acs:ram::1:root", "Depends"],
    ["acs:ram::2:root", "ImplicitDeny"],
    ["acs:ram::1:role/r", "ImplicitDeny"],
  ])("where %s is trusted", (principal, decision) => {
    const trust = new TrustPolicy([{ principals: { RAM: principal } }]);
    const allowed = { account: policies({ Action: "sts:*" }), trust };
    expect(evaluate({ policies: allowed, request: assume, caller }).decision).toBe(decision);
  });
});

it.each([
  ["sts:${var.x}", "Depends"],
  ["oss:${var.x}", "Allow"],
])("an account's owner who does %s", (action, decision) => {
  const asked = { policies: [], request: { ...request, action }, callerType: "account owner" as const };
  expect(evaluate(asked).decision).toBe(decision);
});

it("explains every statement on request", () => {
  const { layers } = evaluate({
    policies: policies({ Action: "ecs:*" }, { Resource: "acs:oss:*:1:c/*" }, ifMfa, {}),
    request,
    context: { "acs:mfapresent": "false" },
    explain: true,
  });
  expect(layers[0]?.statements.map(({ reason }) => reason)).toEqual([
    "action not covered",
    "resource not covered",
    "condition not met",
    "matched",
  ]);
});

describe("assumptions", () => {
  const absent = { "acs:SourceVpc": null };
  const notVpc = policies({}, { Effect: "Deny", Condition: { StringNotEquals: { "acs:SourceVpc": "v" } } });
  const groupDeny = { account: policies({}), resourceGroup: policies({ Effect: "Deny" }) };
  const roleRequest = { action: "oss:GetObject", resource: "acs:ram::1:role/Runtime" };
  const role = policies({ Resource: "acs:ram:*:1:role/runtime" });
  const overFields = { action: "oss:GetObject", resource: "acs:oss:*:1:b" };
  const field = policies({ Resource: "acs:oss:*:b" });
  const wide = policies({ Resource: "acs:oss:*:1:*:b" });
  const crossing = policies({ Resource: "acs:oss:*b:1:*" });
  const crossed = { action: "oss:GetObject", resource: "acs:oss:a:b:1:c" };

  it.each([
    ["negatedHoldsForMissingKey", { policies: notVpc, request, context: absent }, "ExplicitDeny", "Allow"],
    ["ramNamesIgnoreCase", { policies: role, request: roleRequest }, "Allow", "ImplicitDeny"],
  ] as const)("%s decides, is reported, and can be switched off", (assumption, input, on, off) => {
    const taken = evaluate(input);
    expect([taken.decision, taken.assumptions]).toEqual([on, [assumption]]);
    expect(evaluate({ ...input, assumptions: { [assumption]: false } }).decision).toBe(off);
  });

  it.each<[EvaluationInput, Decision, Decision]>([
    [{ policies: field, request: overFields }, "ImplicitDeny", "Allow"],
    [{ policies: wide, request: overFields }, "ImplicitDeny", "ImplicitDeny"],
    [{ policies: crossing, request: crossed }, "ImplicitDeny", "Allow"],
    [{ policies: policies({ Resource: undefined, NotResource: "acs:oss:*b:1:*" }), request: crossed }, "Allow", "ImplicitDeny"], // prettier-ignore
  ])("wildcardStaysInField", (input, on, off) => {
    const taken = evaluate(input);
    expect([taken.decision, taken.assumptions]).toEqual([on, on === off ? [] : ["wildcardStaysInField"]]);
    expect(evaluate({ ...input, assumptions: { wildcardStaysInField: false } }).decision).toBe(off);
  });

  it("accountAllowIsFinal is contested: the decision depends on it until an answer is chosen", () => {
    const input = { policies: groupDeny, request };
    const open = evaluate(input);
    expect([open.decision, open.possible]).toEqual(["Depends", ["Allow", "ExplicitDeny"]]);
    expect([open.dependsOnAssumptions, open.assumptions]).toEqual([["accountAllowIsFinal"], []]);
    const final = evaluate({ ...input, assumptions: { accountAllowIsFinal: true } });
    expect([final.decision, final.dependsOnAssumptions, final.assumptions]).toEqual(["Allow", [], ["accountAllowIsFinal"]]); // prettier-ignore
    const denied = evaluate({ ...input, assumptions: { accountAllowIsFinal: false } });
    expect([denied.decision, denied.dependsOnAssumptions, denied.assumptions]).toEqual(["ExplicitDeny", [], []]);
  });

  it.each<[string, PolicyLayers]>([
    ["the group denies nothing", { ...groupDeny, resourceGroup: policies({}) }],
    ["the account denies", { ...groupDeny, account: policies({ Effect: "Deny" }) }],
    ["the account says nothing", { ...groupDeny, account: policies({ Action: "ecs:*" }) }],
    ["there is no group", { account: policies({}) }],
  ])("no decision depends on it where %s", (_, layers) => {
    const { dependsOnAssumptions, decision } = evaluate({ policies: layers, request });
    expect(dependsOnAssumptions).toEqual([]);
    expect(decision).not.toBe("Depends");
  });

  it("are reported where they change what is possible, though the decision stays Depends", () => {
    const input = { policies: { ...groupDeny, account: policies(ifMfa) }, request };
    const taken = evaluate(input);
    expect([taken.possible, taken.dependsOnAssumptions]).toEqual([["Allow", "ExplicitDeny"], ["accountAllowIsFinal"]]);
    expect(evaluate({ ...input, assumptions: { accountAllowIsFinal: false } }).possible).toEqual(["ExplicitDeny"]);
  });

  it.each<[string, EvaluationInput]>([
    ["another statement decides too", { policies: policies({ Resource: "acs:ram:*:1:role/runtime" }, {}), request: roleRequest }], // prettier-ignore
    ["a Deny decides", { policies: policies({ Effect: "Deny" }, { Condition: { StringNotEquals: { k: "v" } } }), request, context: { k: null } }], // prettier-ignore
    ["the statement fails anyway", { policies: policies({ Condition: { StringNotEquals: { k: "v" }, Bool: { m: "true" } } }), request, world: "closed" }], // prettier-ignore
    ["it is switched off", { policies: notVpc, request, context: absent, assumptions: { negatedHoldsForMissingKey: false } }], // prettier-ignore
  ])("are not reported where they change nothing: %s", (_, input) => {
    expect(evaluate(input).assumptions).toEqual([]);
  });

  it("wildcardStaysInField leaves the rules for names of RAM alone", () => {
    const switched = { policies: role, request: { ...roleRequest, resource: "acs:ram::1:role/Runtime" } };
    expect(evaluate({ ...switched, assumptions: { wildcardStaysInField: false } }).decision).toBe("Allow");
  });

  it("ramNamesIgnoreCase is reported where NotResource excepts by it", () => {
    const others = policies({ Resource: undefined, NotResource: "acs:ram:*:1:role/runtime" });
    const taken = evaluate({ policies: others, request: roleRequest });
    expect([taken.decision, taken.assumptions]).toEqual(["ImplicitDeny", ["ramNamesIgnoreCase"]]);
  });
});

it.each([
  ["acs:ram::1:role/r", "", "Allow"],
  ["acs:ram:*:1:role/r", "", "Allow"],
  ["acs:ram::1:role/r", "*", "Allow"],
  ["acs:ram:cn-hangzhou:1:role/r", "", "ImplicitDeny"],
  ["acs:ram:cn-hangzhou:1:role/r", "*", "ImplicitDeny"],
  ["acs:*:*cn-hangzhou*:*:*", "", "ImplicitDeny"],
])("%s on a role whose ARN has the region %j", (resource, region, decision) => {
  const onRole = { action: "oss:GetObject", resource: `acs:ram:${region}:1:role/r` };
  expect(evaluate({ policies: policies({ Resource: resource }), request: onRole }).decision).toBe(decision);
});

describe("the layer that decided, where two are combined", () => {
  const role = { action: "sts:AssumeRole", resource: "acs:ram:*:1:role/r" };
  const caller: Caller = { kind: "RAM", name: "acs:ram::1:user/u" };
  const anything = policies({ Action: "*" });
  const deny = policies({ Effect: "Deny" });

  it.each<[string, EvaluationInput, string, LayerName]>([
    [
      "trust permits, the caller's policies do not",
      { policies: { account: policies({}), trust: TrustPolicy.forAccount("1") }, request: role, caller },
      "ImplicitDeny",
      "AccountLevelIdentityBasedPolicy",
    ],
    [
      "the caller's policies permit, trust does not",
      { policies: { account: anything, trust: TrustPolicy.forAccount("2") }, request: role, caller },
      "ImplicitDeny",
      "AssumeRolePolicy",
    ],
    [
      "the resource's policy says nothing",
      { policies: { account: anything, resource: policies({ Action: "ecs:*" }) }, request },
      "Allow",
      "AccountLevelIdentityBasedPolicy",
    ],
    [
      "the resource's policy cannot undo a Deny",
      { policies: { account: deny, resource: anything }, request },
      "ExplicitDeny",
      "AccountLevelIdentityBasedPolicy",
    ],
    [
      "the resource group's policies add nothing",
      {
        policies: { account: anything, resourceGroup: policies({ Action: "ecs:*" }) },
        request,
        assumptions: { accountAllowIsFinal: false },
      },
      "Allow",
      "AccountLevelIdentityBasedPolicy",
    ],
  ])("%s", (_, input, decision, decidedBy) => {
    expect(evaluate(input)).toMatchObject({ decision, decidedBy });
  });
});

describe("a caller without policies of its own", () => {
  const provider: Caller = { kind: "Federated", name: "acs:ram::1:saml-provider/idp" };
  const service: Caller = { kind: "Service", name: "fc.aliyuncs.com" };
  const trust = new TrustPolicy([{ principals: { Federated: provider.name, Service: service.name } }]);
  const assume = { action: "sts:AssumeRole", resource: "acs:ram:*:1:role/r" };

  it.each<[string, PolicyLayers, Caller, string, LayerName]>([
    ["an identity provider that is trusted", { trust }, provider, "Allow", "AssumeRolePolicy"],
    ["a service that is trusted", { trust }, service, "Allow", "AssumeRolePolicy"],
    ["one that is not", { trust: TrustPolicy.forAccount("1") }, provider, "ImplicitDeny", "AssumeRolePolicy"],
  ])("%s", (_, layers, caller, decision, decidedBy) => {
    expect(evaluate({ policies: layers, request: assume, caller })).toMatchObject({ decision, decidedBy });
  });
});
