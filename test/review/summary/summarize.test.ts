import { feature } from "cdktf-alicloud-agentrun/catalog";
import type { StatementJson } from "cdktf-alicloud-agentrun/policy";
import {
  type ClassAccess,
  type PrincipalAccess,
  type ScopeAccess,
  type SummaryReport,
  summarize,
} from "../../../lib/review/summary";
import type { GrantModel, GrantedPolicy } from "../../../lib/grants/grant-model";
import { everything, expression, model, policy, principal, unknownPolicy } from "./models";

/** What is said of a principal of the only stack. */
function accessOf(report: SummaryReport, kind: string, name: string): PrincipalAccess {
  return report.stacks[0]!.principals.find(({ principal: one }) => one.kind === kind && one.name === name)!;
}

/** What a role with one policy may do. */
function scopeOf(...statements: readonly Partial<StatementJson>[]): ScopeAccess {
  return accessOf(summarize([model([principal("role", "r", [policy("p", ...statements)])])]), "role", "r").scopes[0]!;
}

/** How far each action is allowed. */
function actionsOf(scope: ScopeAccess): Readonly<Record<string, string>> {
  return Object.fromEntries(
    scope.statements.flatMap(({ allowed }) => allowed.map(({ name, access }) => [name, access])),
  );
}

const get = "agentrun:GetAgentRuntime";
const runtime = (workspace: string, name: string, account = "*"): string =>
  `acs:agentrun:*:${account}:workspaces/${workspace}/runtimes/${name}`;
const deny = (resource: string): Partial<StatementJson> => ({ Effect: "Deny", Resource: resource });
const fromOffice = { IpAddress: { "acs:SourceIp": "10.0.0.0/8" } };

describe("an action is allowed if a statement allows it somewhere and no Deny refuses it everywhere", () => {
  const rows: readonly (readonly [title: string, access: string, statements: readonly Partial<StatementJson>[]])[] = [
    ["allowed", "allowed", [{}]],
    ["allowed in other letter case", "allowed", [{ Action: "AGENTRUN:getagentruntime" }]],
    ["denied", "refused", [{}, { Effect: "Deny" }]],
    ["denied on the same", "refused", [{ Resource: runtime("a", "*") }, deny(runtime("a", "*"))]],
    ["denied on more", "refused", [{ Resource: runtime("a", "*") }, deny("acs:agentrun:*:*:*")]],
    ["denied on every ARN of its kind", "refused", [{}, deny(runtime("*", "*"))]],
    ["denied on a part", "allowed", [{}, deny(runtime("a", "*"))]],
    ["denied on a name", "allowed", [{ Resource: runtime("a", "*") }, deny(runtime("a", "x"))]],
    ["denied on short names", "allowed", [{}, deny(runtime("*", "??????"))]],
    ["denied on long names", "allowed", [{}, deny(runtime("*", "??????*"))]],
    ["denied by two together", "refused", [{}, deny(runtime("*", "?")), deny(runtime("*", "??*"))]],
    ["denied by NotAction", "refused", [{}, { Effect: "Deny", NotAction: "oss:*" }]],
    ["denied elsewhere", "allowed", [{}, { Effect: "Deny", NotResource: runtime("a", "*") }]],
    [
      "denied elsewhere in part",
      "allowed",
      [{ Resource: runtime("a", "*") }, { Effect: "Deny", NotResource: runtime("*", "public-*") }],
    ],
    [
      "denied elsewhere twice",
      "allowed",
      [
        {},
        { Effect: "Deny", NotResource: runtime("*", "public-*") },
        { Effect: "Deny", NotResource: runtime("a*", "*") },
      ],
    ],
    [
      "denied everywhere but where it is not allowed",
      "refused",
      [{ Resource: runtime("a", "*") }, { Effect: "Deny", NotResource: runtime("b", "*") }],
    ],
    ["under a condition", "conditional", [{ Condition: fromOffice }]],
    ["denied under a condition", "conditional", [{}, { Effect: "Deny", Condition: fromOffice }]],
    ["under a condition and always", "allowed", [{ Condition: fromOffice }, {}]],
    ["on a resource of another service", "refused", [{ Resource: "acs:oss:*:*:*" }]],
    ["on a token", "allowed", [{ Resource: expression(1) }]],
    ["in an account by token", "allowed", [{ Resource: runtime("a", "*", expression(1)) }]],
    [
      "denied in the same account by token",
      "refused",
      [{ Resource: runtime("a", "*", expression(1)) }, deny(runtime("*", "*", expression(1)))],
    ],
    [
      "denied in what may be the same account",
      "conditional",
      [{ Resource: runtime("a", "*", "1234567890123456") }, deny(runtime("*", "*", expression(1)))],
    ],
    ["denied on a token", "conditional", [{}, deny(expression(1))]],
    ["denied everywhere but on a token", "conditional", [{}, { Effect: "Deny", NotResource: expression(1) }]],
    ["everything except something else", "allowed", [{ NotAction: "oss:*" }]],
    ["excepted", "refused", [{ NotAction: "agentrun:*" }]],
    ["everywhere but there", "allowed", [{ NotResource: runtime("a", "*") }]],
    ["an action that is partly known", "conditional", [{ Action: `agentrun:Get${expression(1)}` }]],
  ];
  it.each(rows)("%s", (_, access, statements) => {
    expect(actionsOf(scopeOf(...statements))[get] ?? "refused").toBe(access);
  });

  it("looks at the Deny of other policies and groups too", () => {
    const report = summarize([
      model([
        principal("group", "g", [policy("deny", { Effect: "Deny", Action: "agentrun:*" })]),
        principal("user", "u", [policy("allow", {})], { groups: ["g"] }),
      ]),
    ]);
    expect(accessOf(report, "user", "u").scopes[0]!.features).toEqual([]);
  });

  it("lets a Deny in the account bound a resource group, and not the other way round", () => {
    const scopes = (account: GrantedPolicy, inGroup: GrantedPolicy): readonly ScopeAccess[] =>
      accessOf(
        summarize([model([principal("role", "r", [account], { resourceGroups: new Map([["rg-1", [inGroup]]]) })])]),
        "role",
        "r",
      ).scopes;
    const [allow, deny] = [policy("allow", {}), policy("deny", { Effect: "Deny" })];
    expect(scopes(deny, allow).map(actionsOf)).toEqual([{}, {}]);
    expect(scopes(allow, deny).map(actionsOf)).toEqual([{ [get]: "allowed" }, {}]);
    expect(scopes(allow, deny)[1]!.resourceGroup).toBe("rg-1");
  });
});

describe("the matrix", () => {
  const classesOf = (scope: ScopeAccess, key: string): Readonly<Record<string, ClassAccess>> =>
    scope.features.find((one) => one.feature === key)!.classes;

  it("tells all, some, conditional and none of the actions of a use", () => {
    const scope = scopeOf(
      { Action: ["agentrun:List*", get, "agentrun:GetAgentRuntimeEndpoint"] },
      { Action: "agentrun:CreateAgentRuntime" },
      { Action: "agentrun:DeleteAgentRuntime", Condition: fromOffice },
      { Action: "agentrun:CreateCredential", Condition: fromOffice },
    );
    expect(classesOf(scope, "agents")["view"]).toEqual({ extent: "all", allowed: 5, conditional: 0, total: 5 });
    expect(classesOf(scope, "agents")["manage"]).toEqual({ extent: "some", allowed: 1, conditional: 1, total: 7 });
    expect(classesOf(scope, "credentials")["manage"]).toMatchObject({ extent: "conditional", conditional: 1 });
    expect(scopeOf({ Action: "agentrun:InvokeRuntime" }).features.map((one) => one.feature)).toEqual(["invocation"]);
    expect(classesOf(scopeOf({ Action: "agentrun:CreateCredential" }), "credentials")["view"]!.extent).toBe("none");
  });

  it("has a use only where the feature has actions for it, and no feature of which nothing is allowed", () => {
    const { features } = scopeOf({ Action: "*" });
    expect(features.every(({ classes }) => Object.values(classes).every(({ extent }) => extent === "all"))).toBe(true);
    for (const { feature: key, classes } of features) expect(Object.keys(classes)).toEqual(feature(key).classes);
    expect(
      scopeOf({ Action: "oss:GetBucketInfo", Resource: "acs:oss:*:*:x" }).features.map((one) => one.title),
    ).not.toContain("Agent management");
  });

  it("counts no secrets and no passing of roles: no use of a feature grants them", () => {
    const scope = scopeOf({ Action: ["agentrun:GetCredential", "agentrun:GetAccessToken", "ram:PassRole"] });
    expect(scope.features).toEqual([]);
    expect(scope.marks.map(({ mark }) => mark)).toEqual(["pass-role", "secrets"]);
  });

  it("groups what is outside the features by RAM code, also what the catalog lacks", () => {
    const scope = scopeOf({ Action: ["ram:AttachPolicyToRole", "foo:*", "Foo:Bar", "agentrun:NotThere"] });
    expect(scope.services.map(({ code, title, actions }) => [code, title, actions.map(({ name }) => name)])).toEqual([
      ["agentrun", "AgentRun", ["agentrun:NotThere"]],
      ["foo", "foo", ["Foo:Bar", "foo:*"]],
      ["ram", "Resource Access Management", ["ram:AttachPolicyToRole"]],
    ]);
  });
});

describe("marks", () => {
  const rows: readonly (readonly [title: string, statement: Partial<StatementJson>, marks: readonly string[]])[] = [
    ["everything", { Action: "*" }, ["administrator", "escalation", "pass-role", "secrets"]],
    // By one of two pages, the token of what is in a workspace is returned there.
    ["every action on one resource", { Action: "*", Resource: runtime("a", "b") }, ["secrets if"]],
    ["everything except", { NotAction: ["ram:*", "resourcemanager:*"] }, ["not-action", "secrets"]],
    ["a way to more", { Action: "ram:CreateAccessKey" }, ["escalation"]],
    ["a way to more that the catalog lacks", { Action: "resourcemanager:Attach*" }, ["escalation"]],
    ["a secret", { Action: "agentrun:Get*" }, ["secrets"]],
    ["a role to any service", { Action: "ram:PassRole" }, ["pass-role"]],
    [
      "a role to a named service",
      { Action: "ram:PassRole", Condition: { StringEquals: { "acs:Service": "fc.aliyuncs.com" } } },
      [],
    ],
    ["a role under another condition", { Action: "ram:PassRole", Condition: fromOffice }, ["pass-role if"]],
    ["reading", { Action: "agentrun:List*" }, []],
  ];
  it.each(rows)("%s", (_, statement, marks) => {
    const found = scopeOf(statement).marks.map(({ mark, access }) => (access === "allowed" ? mark : `${mark} if`));
    expect(found).toEqual(marks);
  });

  it("are not made for what is denied", () => {
    expect(scopeOf({ Action: "ram:*" }, { Effect: "Deny", Action: "ram:*" }).marks).toEqual([]);
  });
});

describe("who", () => {
  const report = summarize([everything()]);

  it("says which policies come through which group", () => {
    const [scope] = accessOf(report, "user", "bob").scopes;
    expect(scope!.policies).toEqual([
      { name: "operate-agents", type: "Custom", known: true, direct: false, groups: ["dev"] },
    ]);
    expect(accessOf(report, "user", "bob").scopes.map((one) => one.resourceGroup)).toEqual([undefined, "rg-acfm1"]);
    expect(accessOf(report, "group", "dev").members).toEqual(["alice", "bob"]);
  });

  it("names a policy that is held in several ways once", () => {
    const shared = policy("shared", {});
    const groups = ["A", "b"].map((name) => principal("group", name, [shared]));
    const user = principal("user", "u", [shared], { groups: ["b", "a", "B"] });
    const { policies, statements } = accessOf(summarize([model([...groups, user])]), "user", "u").scopes[0]!;
    expect(policies).toEqual([{ name: "shared", type: "Custom", known: true, direct: true, groups: ["A", "b"] }]);
    expect(statements).toHaveLength(1);
  });

  it("names policies and groups that are not known as unknown", () => {
    const alice = accessOf(report, "user", "alice");
    expect(alice.unknownGroups).toEqual(["admins"]);
    expect(alice.scopes[0]!.policies).toContainEqual(expect.objectContaining({ name: "somewhere-else", known: false }));
    const only = accessOf(summarize([model([principal("role", "r", [unknownPolicy("p")])])]), "role", "r");
    expect(only.scopes).toHaveLength(1);
  });

  it("tells who may assume a role, and where that is not known", () => {
    expect(accessOf(report, "role", "ci").trust).toEqual([
      { effect: "Allow", kind: "Service", name: "fc.aliyuncs.com", conditions: undefined },
      { effect: "Allow", kind: "RAM", name: "acs:ram::1234567890123456:root", conditions: undefined },
      {
        effect: "Allow",
        kind: "Federated",
        name: "acs:ram::1234567890123456:oidc-provider/github",
        conditions: { StringEquals: { "oidc:aud": ["ci"] } },
      },
    ]);
    expect(accessOf(report, "role", "root-like").trust).toBe("unknown");
    expect(accessOf(report, "user", "bob").trust).toBeUndefined();
  });

  it("lists service-linked roles and policies that are attached to nobody", () => {
    expect(report.stacks[0]!.serviceLinkedRoles).toEqual(["agentrun.fc.aliyuncs.com", "fc.aliyuncs.com"]);
    expect(report.stacks[0]!.unattached.map(({ name, statements }) => [name, statements?.[0]?.actions])).toEqual([
      ["spare", [get]],
    ]);
  });

  it("shows expressions in the place of tokens", () => {
    expect(JSON.stringify(report)).not.toContain("TfToken");
    expect(JSON.stringify(report)).toContain("${expression.0}");
  });
});

it("is the same for the same input in another order", () => {
  const reversed: GrantModel = {
    ...everything(),
    principals: [...everything().principals].reverse().map((one) => ({ ...one, groups: [...one.groups].reverse() })),
    serviceLinkedRoles: [...everything().serviceLinkedRoles].reverse(),
  };
  const other = model([], { stack: "another" });
  expect(summarize([reversed, other])).toEqual(summarize([other, everything()]));
});
