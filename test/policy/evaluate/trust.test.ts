import {
  type Caller,
  type Decision,
  PolicyDocument,
  PolicyStatement,
  type PolicyLayers,
  type RequestContext,
  TrustPolicy,
  evaluate,
  validate,
  workloadIdentityArn,
  workloadIdentityKey,
  workloadIdentityService,
} from "cdktf-alicloud-agentrun/policy";

const onRole = "acs:ram:*:1:role/r";
const everything = new PolicyDocument([PolicyStatement.allow({ actions: "*", resources: "*" })]);
const user: Caller = { kind: "RAM", name: "acs:ram::1:user/u" };
const ecs: Caller = { kind: "Service", name: "ecs.aliyuncs.com" };

function trustIn(principals: object, actions?: string | readonly string[], effect: "Allow" | "Deny" = "Allow") {
  return new TrustPolicy([{ effect, principals, ...(actions === undefined ? {} : { actions }) }]);
}

function decided(policies: PolicyLayers, action: string, caller: Caller): Decision {
  return evaluate({ policies, request: { action, resource: onRole }, caller, world: "closed" }).decision;
}

describe("a trust policy decides who may assume its role, and nothing else", () => {
  const trustsEcs = trustIn({ Service: ecs.name });
  const trustsOther = trustIn({ RAM: "acs:ram::1:user/other" });
  const deniesUser = trustIn({ RAM: user.name }, undefined, "Deny");

  it.each<[string, PolicyLayers, string, Caller, Decision]>([
    ["a trusted service deletes the role", { trust: trustsEcs }, "ram:DeleteRole", ecs, "ImplicitDeny"],
    ["a trusted service assumes it", { trust: trustsEcs }, "sts:AssumeRole", ecs, "Allow"],
    ["a service with policies of someone else", { account: [everything] }, "ram:GetRole", ecs, "ImplicitDeny"],
    ["a user who is not trusted reads it", { account: [everything], trust: trustsOther }, "ram:GetRole", user, "Allow"],
    ["a user who is not trusted assumes it", { account: [everything], trust: trustsOther }, "sts:AssumeRole", user, "ImplicitDeny"], // prettier-ignore
    ["a user whom the trust policy denies reads it", { account: [everything], trust: deniesUser }, "ram:GetRole", user, "Allow"], // prettier-ignore
    ["a user whom the trust policy denies assumes it", { account: [everything], trust: deniesUser }, "sts:AssumeRole", user, "ExplicitDeny"], // prettier-ignore
    ["an action of STS that is about no role", { account: [everything], trust: trustsOther }, "sts:GetCallerIdentity", user, "Allow"], // prettier-ignore
    ["an action of which nothing is known", { account: [everything], trust: trustsOther }, "sts:${var.action}", user, "Depends"], // prettier-ignore
    ["a part of RAM of which nothing is known", { account: [everything], trust: trustsOther }, "ram:${var.action}", user, "Allow"], // prettier-ignore
  ])("%s", (_, policies, action, caller, decision) => {
    expect(decided(policies, action, caller)).toBe(decision);
  });
});

it.each<[string | readonly string[], string, Decision]>([
  ["sts:AssumeRole", "sts:AssumeRole", "Allow"],
  ["sts:AssumeRole", "sts:assumerole", "Allow"],
  ["sts:AssumeRole", "sts:AssumeRoleWithSAML", "Allow"],
  ["sts:AssumeRole", "sts:AssumeRoleWithOIDC", "Allow"],
  ["sts:AssumeRole", "sts:SetContext", "ImplicitDeny"],
  ["sts:AssumeRoleWithOIDC", "sts:AssumeRoleWithOIDC", "Allow"],
  ["sts:AssumeRoleWithOIDC", "sts:AssumeRole", "ImplicitDeny"],
  [["sts:AssumeRole", "sts:SetContext"], "sts:AssumeRole", "Allow"],
  [["sts:AssumeRole", "sts:SetContext"], "sts:SetContext", "Allow"],
  [["sts:AssumeRole", "sts:TagSession"], "sts:TagSession", "Depends"],
  [["sts:AssumeRole", "sts:TagSession"], "sts:AssumeRole", "Allow"],
  ["sts:TagSession", "sts:AssumeRole", "ImplicitDeny"],
  ["sts:*", "sts:AssumeRole", "Depends"],
  ["sts:*", "sts:AssumeRoleWithSAML", "Depends"],
  ["sts:Set*", "sts:AssumeRole", "ImplicitDeny"],
])("trust with the action %j and a request for %s: %s", (actions, requested, decision) => {
  expect(decided({ trust: trustIn({ Service: ecs.name }, actions) }, requested, ecs)).toBe(decision);
});

it.each<[string, string, Decision]>([
  ["acs:ram::1:role/deployer", "acs:ram::1:role/deployer", "Allow"],
  ["acs:ram::1:role/deployer", "acs:ram::1:role/deployer/session", "Allow"],
  ["acs:ram::1:role/deployer", "acs:ram::1:role/Deployer/session", "Allow"],
  ["acs:ram::1:role/deployer", "acs:ram::1:assumed-role/deployer/session", "Allow"],
  ["acs:ram::1:role/deployer", "acs:ram::1:role/other/deployer", "ImplicitDeny"],
  ["acs:ram::1:role/deployer", "acs:ram::2:role/deployer/session", "ImplicitDeny"],
  ["acs:ram::1:role/deployer", "acs:ram::1:user/deployer", "ImplicitDeny"],
  ["acs:ram::1:role/deployer/session", "acs:ram::1:role/deployer/session", "Depends"],
  ["acs:ram::1:role/deployer/session", "acs:ram::1:role/deployer/another", "ImplicitDeny"],
  ["acs:ram::1:root", "acs:ram::1:role/deployer/session", "Allow"],
  ["acs:ram::1:root", "acs:ram::1:user/u", "Allow"],
  ["acs:ram::1:root", "acs:ram::1:root", "ImplicitDeny"],
  ["acs:ram::1:root", "acs:ram::1:group/g", "ImplicitDeny"],
  ["acs:ram::1:root", "acs:ram::1:policy/p", "ImplicitDeny"],
  ["acs:ram::1:root", "acs:ram::1:saml-provider/p", "ImplicitDeny"],
  ["acs:ram::1:root", "acs:ram::2:user/u", "ImplicitDeny"],
  ["acs:ram::1:user/u", "acs:ram::1:user/u/x", "ImplicitDeny"],
  ["acs:ram::1:role/deployer", "acs:ram::1:role/${var.role}/session", "Depends"],
])("trust in %s and the caller %s: %s", (principal, name, decision) => {
  const policies = { account: [everything], trust: trustIn({ RAM: principal }) };
  expect(decided(policies, "sts:AssumeRole", { kind: "RAM", name })).toBe(decision);
});

// Names of forms that no page shows: what RAM makes of them is not known, so nothing is decided by them.
it.each<[object, Caller, Decision]>([
  [{ RAM: "*" }, user, "Depends"],
  [{ RAM: "acs:ram::*:root" }, user, "Depends"],
  [{ RAM: "1" }, user, "Depends"],
  [{ RAM: "acs:ram::1:group/g" }, user, "Depends"],
  [{ Service: "*" }, user, "ImplicitDeny"],
  [{ Service: "*.aliyuncs.com" }, ecs, "Depends"],
  [{ Service: "ecs.example.org" }, ecs, "ImplicitDeny"],
  [{ Service: "ecs.example.org" }, { kind: "Service", name: "ecs.example.org" }, "Allow"],
  [{ Service: ["*", ecs.name] }, ecs, "Allow"],
  [{ RAM: ["*", "acs:ram::1:root"] }, user, "Allow"],
])("a trust policy that was read names %j to %j: %s", (Principal, caller, decision) => {
  const trust = TrustPolicy.fromJson({
    Version: "1",
    Statement: [{ Effect: "Allow", Action: "sts:AssumeRole", Principal }],
  });
  expect(decided({ account: [everything], trust }, "sts:AssumeRole", caller)).toBe(decision);
  const refusing = TrustPolicy.fromJson({
    Version: "1",
    Statement: [
      { Effect: "Allow", Action: "sts:AssumeRole", Principal: { [caller.kind]: [caller.name] } },
      { Effect: "Deny", Action: "sts:AssumeRole", Principal },
    ],
  });
  const refused = decision === "Depends" ? "Depends" : decision === "Allow" ? "ExplicitDeny" : "Allow";
  expect(decided({ account: [everything], trust: refusing }, "sts:AssumeRole", caller)).toBe(refused);
});

describe("trust in a workload identity", () => {
  const agent = workloadIdentityArn({ region: "cn-hangzhou", accountId: "1", name: "agent" });
  const trust = TrustPolicy.forWorkloadIdentity(agent);
  const service: Caller = { kind: "Service", name: workloadIdentityService };

  it("is what the vendor's kit writes, without findings", () => {
    expect(trust.toText()).toBe(
      `{"Version":"1","Statement":[{"Effect":"Allow","Action":["sts:AssumeRole","sts:SetContext"],` +
        `"Principal":{"Service":["workload.agentidentity.aliyuncs.com"]},"Condition":{"StringEquals":` +
        `{"sts:RequestContext/agentidentity:WorkloadIdentityArn":["${agent}"]}}}]}`,
    );
    expect(validate(trust.toJson(), "trust", { rules: "strict" }).findings).toEqual([]);
  });

  it.each<[string, string, RequestContext, Caller, Decision]>([
    ["that identity", "sts:AssumeRole", { [workloadIdentityKey]: agent }, service, "Allow"],
    ["its context", "sts:SetContext", { [workloadIdentityKey]: agent }, service, "Allow"],
    ["another identity", "sts:AssumeRole", { [workloadIdentityKey]: `${agent}2` }, service, "ImplicitDeny"],
    ["no identity", "sts:AssumeRole", { [workloadIdentityKey]: null }, service, "ImplicitDeny"],
    ["an unknown identity", "sts:AssumeRole", {}, service, "Depends"],
    ["another service", "sts:AssumeRole", { [workloadIdentityKey]: agent }, ecs, "ImplicitDeny"],
    ["a user", "sts:AssumeRole", { [workloadIdentityKey]: agent }, user, "ImplicitDeny"],
  ])("%s: %s", (_, action, context, caller, decision) => {
    const request = { action, resource: "acs:ram::1:role/r" };
    expect(evaluate({ policies: { account: [everything], trust }, request, context, caller }).decision).toBe(decision);
  });
});
