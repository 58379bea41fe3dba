import { review, type ReviewRow } from "../../lib/review";
import { policyGrants } from "../../lib/grants/policy-grants";
import { type Resources, type Short, devPolicy, policyText, stackGrants, trustText } from "./support/stacks";

/** A row in one line: change, who, what, where, when, and how sure. */
function lineOf(row: ReviewRow): string {
  switch (row.kind) {
    case "existence":
      return `${row.change} ${row.what} ${row.name}`;
    case "unknown":
      return `${row.change} ${row.what} ${row.name}`;
    case "trust":
      return `${row.certainty === "possible" ? "possibly " : ""}${row.change} ${row.role} trusts ${row.trusted.name}${when(row.conditions)}${marks(row.risks)}`;
    case "unknown-policy":
      return `${row.change} ${row.principal.kind} ${row.principal.name} policy ${row.policy}${within(row)}`;
    case "permission": {
      const except = row.actionElement === "NotAction" ? "all but " : "";
      const resources = `${row.resourceElement === "NotResource" ? "all but " : ""}${row.resources.join(" ")}`;
      return `${row.certainty === "possible" ? "possibly " : ""}${row.change} ${row.principal.kind} ${row.principal.name} ${except}${row.actions.join(" ")} on ${resources}${within(row)}${when(row.conditions)}${marks(row.risks)}`;
    }
  }
}

function within({ resourceGroup }: { readonly resourceGroup: string | undefined }): string {
  return resourceGroup === undefined ? "" : ` in ${resourceGroup}`;
}

function when(conditions: object | undefined): string {
  return conditions === undefined ? "" : ` if ${JSON.stringify(conditions)}`;
}

function marks(risks: readonly string[]): string {
  return risks.length === 0 ? "" : ` [${risks.join(" ")}]`;
}

const [a, b, ab] = ["acs:oss:*:*:a", "acs:oss:*:*:b", "acs:oss:*:*:*"];
const mfa = { Bool: { "acs:MFAPresent": "true" } };
const office = { IpAddress: { "acs:SourceIp": "10.0.0.0/8" } };
const home = { IpAddress: { "acs:SourceIp": ["10.0.0.0/8", "192.168.0.0/16"] } };
const inMfa = ` if ${JSON.stringify(mfa)}`;

/** Edits of a policy that change nothing, or take away: what a comparison of texts calls broader. */
const equalOrNarrower: readonly (readonly [string, readonly Short[], readonly Short[], readonly string[]])[] = [
  [
    "one of two actions is gone",
    [{ allow: ["oss:Get", "oss:Put"] }],
    [{ allow: "oss:Get" }],
    ["lost group dev oss:Put on *"],
  ],
  ["one statement becomes two", [{ allow: ["oss:Get", "oss:Put"] }], [{ allow: "oss:Get" }, { allow: "oss:Put" }], []],
  ["actions in another order", [{ allow: ["oss:Get", "oss:Put"] }], [{ allow: ["oss:Put", "oss:Get"] }], []],
  ["an action that a wildcard covers is gone", [{ allow: ["oss:*", "oss:Get"] }], [{ allow: "oss:*" }], []],
  [
    "a condition is added",
    [{ allow: "oss:Get" }],
    [{ allow: "oss:Get", if: mfa }],
    ["tightened group dev oss:Get on *"],
  ],
  ["an action in another letter case", [{ allow: "oss:GetObject" }], [{ allow: "OSS:getobject" }], []],
  ["a list of one becomes a text", [{ allow: ["oss:Get"], on: [a] }], [{ allow: "oss:Get", on: a }], []],
  [
    "two statements become one",
    [
      { allow: "oss:Get", on: a },
      { allow: "oss:Get", on: b },
    ],
    [{ allow: "oss:Get", on: [a, b] }],
    [],
  ],
  [
    "values in another order",
    [{ allow: "oss:Get", if: { StringEquals: { k: ["x", "y"] } } }],
    [{ allow: "oss:Get", if: { StringEquals: { K: ["y", "x"] } } }],
    [],
  ],
  ["an empty condition", [{ allow: "oss:Get" }], [{ allow: "oss:Get", if: {} }], []],
  [
    "a condition that was void is gone",
    [{ allow: "oss:Get" }, { allow: "oss:Get", if: mfa }],
    [{ allow: "oss:Get" }],
    [],
  ],
  [
    "a Deny that refuses nothing that is allowed",
    [{ allow: "oss:Get" }],
    [{ allow: "oss:Get" }, { deny: "ecs:*" }],
    [],
  ],
  ["an Allow that is refused anyway", [{ deny: "oss:*" }], [{ deny: "oss:*" }, { allow: "oss:Get" }], []],
  ["NotAction written out is not the same", [{ allow: "ram:*" }, { deny: "ram:*" }], [{ deny: "ram:*" }], []],
  ["two wildcards that mean one", [{ allow: ["oss:G*", "oss:*"] }], [{ allow: "oss:**" }], []],
  [
    "a role's ARN in RAM's other spelling",
    [{ allow: "ram:GetRole", on: "acs:ram:*:1:role/R" }],
    [{ allow: "ram:GetRole", on: "acs:ram::1:role/r" }],
    [],
  ],
  [
    "a range split into halves",
    [{ allow: "oss:Get", if: { IpAddress: { "acs:SourceIp": "10.0.0.0/8" } } }],
    [{ allow: "oss:Get", if: { IpAddress: { "acs:SourceIp": ["10.0.0.0/9", "10.128.0.0/9"] } } }],
    [],
  ],
  [
    "the same range of IPv6 in another spelling",
    [{ allow: "oss:Get", if: { IpAddress: { "acs:SourceIp": "2001:db8::/32" } } }],
    [{ allow: "oss:Get", if: { IpAddress: { "acs:SourceIp": "2001:DB8:0::/32" } } }],
    [],
  ],
  [
    "a range of IPv6 inside the one before",
    [{ allow: "oss:Get", if: { IpAddress: { "acs:SourceIp": "2001:db8::/32" } } }],
    [{ allow: "oss:Get", if: { IpAddress: { "acs:SourceIp": "2001:db8:1::/48" } } }],
    ['tightened group dev oss:Get on * if {"IpAddress":{"acs:SourceIp":"2001:db8::/32"}}'],
  ],
  [
    "a test and its opposite",
    [{ allow: "oss:Get" }],
    [
      { allow: "oss:Get", if: { StringEquals: { k: "x" } } },
      { allow: "oss:Get", if: { StringNotEquals: { k: "x" } } },
    ],
    [],
  ],
];

const words = Array.from("abcdefghijklmnopqrstu", (letter) => `acs:agentrun:*:*:workspaces/*-${letter}-*/tools/*`);

/** Edits of more patterns than can be told apart one by one. */
const manyPatterns: readonly (readonly [string, readonly Short[], readonly Short[], readonly string[]])[] = [
  [
    "one pattern more",
    [{ allow: "agentrun:GetTool", on: words.slice(0, 20) }],
    [{ allow: "agentrun:GetTool", on: words }],
    [`gained group dev agentrun:GetTool on ${words[20] ?? ""}`],
  ],
  [
    "many statements become one",
    words.map((one) => ({ allow: "agentrun:GetTool", on: one })),
    [{ allow: "agentrun:GetTool", on: words }],
    [],
  ],
  [
    "another action on one more pattern",
    words.slice(0, 20).map((one) => ({ allow: "agentrun:GetTool", on: one })),
    [
      ...words.slice(0, 20).map((one) => ({ allow: "agentrun:GetTool", on: one })),
      { allow: "agentrun:ListTools", on: words[20] ?? "" },
    ],
    [`gained group dev agentrun:ListTools on ${words[20] ?? ""}`],
  ],
  [
    "one value of a condition more",
    [{ allow: "oss:Get", if: { StringLike: { k: words.slice(0, 20) } } }],
    [{ allow: "oss:Get", if: { StringLike: { k: words } } }],
    [`loosened group dev oss:Get on * if ${JSON.stringify({ StringLike: { k: words } })}`],
  ],
];

it.each(manyPatterns)("of many patterns: %s", (_, before, after, expected) => {
  const [was, is] = [stackGrants(devPolicy(...before)), stackGrants(devPolicy(...after))];
  expect(review(was, is).rows.map(lineOf)).toEqual(expected);
});

it("what many patterns leave undecided is possible", () => {
  const each = words.slice(0, 16);
  const before = each.map((on) => ({ allow: "agentrun:GetTool", on }));
  const after = each.map((on, index) => ({ allow: [`agentrun:Get${index}`, "agentrun:GetTool"], on }));
  const denied = { deny: "agentrun:GetTool", on: words[20] ?? "" };
  const [was, is] = [stackGrants(devPolicy(...before, denied)), stackGrants(devPolicy(...after))];
  const rows = review(was, is).rows.filter((row) => row.change === "gained" || row.change === "loosened");
  for (const on of each) {
    expect(
      rows.some(
        (row) => row.kind === "permission" && row.resources.includes(on) && row.actions.includes("agentrun:GetTool"),
      ),
    ).toBe(true);
  }
});

/** Edits that let more through, or partly more and partly less. */
const changed: readonly (readonly [string, readonly Short[], readonly Short[], readonly string[]])[] = [
  [
    "an action is added",
    [{ allow: "oss:Get" }],
    [{ allow: ["oss:Get", "oss:Put"] }],
    ["gained group dev oss:Put on *"],
  ],
  [
    "an action becomes a wildcard",
    [{ allow: "oss:GetObject" }],
    [{ allow: "oss:Get*" }],
    ["gained group dev oss:Get* on *"],
  ],
  [
    "a resource is added",
    [{ allow: "oss:Get", on: a }],
    [{ allow: "oss:Get", on: [a, b] }],
    [`gained group dev oss:Get on ${b}`],
  ],
  [
    "a resource becomes a pattern",
    [{ allow: "oss:Get", on: a }],
    [{ allow: "oss:Get", on: ab }],
    [`gained group dev oss:Get on ${ab}`],
  ],
  [
    "a resource becomes everything",
    [{ allow: "oss:Get", on: a }],
    [{ allow: "oss:Get" }],
    ["gained group dev oss:Get on *"],
  ],
  ["a condition is gone", [{ allow: "oss:Get", if: mfa }], [{ allow: "oss:Get" }], ["loosened group dev oss:Get on *"]],
  [
    "a value is added to a condition",
    [{ allow: "oss:Get", if: office }],
    [{ allow: "oss:Get", if: home }],
    [`loosened group dev oss:Get on * if ${JSON.stringify(home)}`],
  ],
  [
    "a value is taken from a negated condition",
    [{ allow: "oss:Get", if: { StringNotEquals: { k: ["x", "y"] } } }],
    [{ allow: "oss:Get", if: { StringNotEquals: { k: "x" } } }],
    ['loosened group dev oss:Get on * if {"StringNotEquals":{"k":"x"}}'],
  ],
  [
    "one condition for another",
    [{ allow: "oss:Get", if: mfa }],
    [{ allow: "oss:Get", if: office }],
    [`loosened group dev oss:Get on * if ${JSON.stringify(office)}`, `tightened group dev oss:Get on *${inMfa}`],
  ],
  [
    "a Deny is gone",
    [{ allow: "oss:*" }, { deny: "oss:Delete" }],
    [{ allow: "oss:*" }],
    ["gained group dev oss:* on *"],
  ],
  [
    "a Deny is added",
    [{ allow: "oss:*" }],
    [{ allow: "oss:*" }, { deny: "oss:Delete" }],
    ["lost group dev oss:* on *"],
  ],
  [
    "a Deny gets a condition",
    [{ allow: "oss:*" }, { deny: "oss:*" }],
    [{ allow: "oss:*" }, { deny: "oss:*", if: mfa }],
    ["gained group dev oss:* on *"],
  ],
  [
    "one action for another",
    [{ allow: "oss:Get" }],
    [{ allow: "oss:Put" }],
    ["gained group dev oss:Put on *", "lost group dev oss:Get on *"],
  ],
  [
    "actions become everything but some",
    [{ allow: "oss:*" }],
    [{ allowNot: "ram:*" }],
    ["gained group dev all but ram:* on * [not-action]"],
  ],
  [
    "fewer exceptions",
    [{ allowNot: ["ram:*", "oss:*"] }],
    [{ allowNot: "ram:*" }],
    ["gained group dev all but ram:* on * [not-action]"],
  ],
  [
    "everything",
    [{ allow: "oss:Get" }],
    [{ allow: "*" }],
    ["gained group dev * on * [administrator escalation secrets delete pass-role]"],
  ],
  [
    "can lead to more permissions",
    [{ allow: "ram:Get*" }],
    [{ allow: ["ram:Get*", "ram:AttachPolicyToUser"] }],
    ["gained group dev ram:AttachPolicyToUser on * [escalation wide-resource]"],
  ],
  [
    "secrets by a wildcard",
    [{ allow: "agentrun:List*" }],
    [{ allow: ["agentrun:List*", "agentrun:Get*"] }],
    ["gained group dev agentrun:Get* on * [secrets]"],
  ],
  [
    "a deletion",
    [{ allow: "agentrun:GetTool", on: "*" }],
    [{ allow: ["agentrun:GetTool", "agentrun:DeleteTool"], on: "*" }],
    ["gained group dev agentrun:DeleteTool on * [delete wide-resource]"],
  ],
  [
    "a role for any service",
    [{ allow: "ram:PassRole", if: { StringEquals: { "acs:Service": "fc.aliyuncs.com" } } }],
    [{ allow: "ram:PassRole" }],
    ["loosened group dev ram:PassRole on * [pass-role wide-resource]"],
  ],
  [
    "a number raised",
    [{ allow: "oss:Get", if: { NumericLessThan: { n: "5" } } }],
    [{ allow: "oss:Get", if: { NumericLessThanEquals: { n: "5" } } }],
    ['loosened group dev oss:Get on * if {"NumericLessThanEquals":{"n":"5"}}'],
  ],
  [
    "a day later",
    [{ allow: "oss:Get", if: { DateLessThan: { "acs:CurrentTime": "2026-01-01T00:00:00Z" } } }],
    [{ allow: "oss:Get", if: { DateLessThan: { "acs:CurrentTime": "2026-01-02T00:00:00Z" } } }],
    ['loosened group dev oss:Get on * if {"DateLessThan":{"acs:CurrentTime":"2026-01-02T00:00:00Z"}}'],
  ],
  [
    "a wider range",
    [{ allow: "oss:Get", if: office }],
    [{ allow: "oss:Get", if: { IpAddress: { "acs:SourceIp": "10.0.0.0/7" } } }],
    ['loosened group dev oss:Get on * if {"IpAddress":{"acs:SourceIp":"10.0.0.0/7"}}'],
  ],
  [
    "a pattern of a value",
    [{ allow: "oss:Get", if: { StringLike: { "oss:Prefix": "a/*" } } }],
    [{ allow: "oss:Get", if: { StringLike: { "oss:Prefix": "a*" } } }],
    ['loosened group dev oss:Get on * if {"StringLike":{"oss:Prefix":"a*"}}'],
  ],
  [
    "letter case ignored",
    [{ allow: "oss:Get", if: { StringEquals: { k: "X" } } }],
    [{ allow: "oss:Get", if: { StringEqualsIgnoreCase: { k: "x" } } }],
    ['loosened group dev oss:Get on * if {"StringEqualsIgnoreCase":{"k":"x"}}'],
  ],
  [
    "a workspace more",
    [{ allow: "agentrun:GetTool", on: "acs:agentrun:*:*:workspaces/w/tools/*" }],
    [{ allow: "agentrun:GetTool", on: "acs:agentrun:*:*:workspaces/*/tools/*" }],
    ["gained group dev agentrun:GetTool on acs:agentrun:*:*:workspaces/*/tools/*"],
  ],
];

it.each([...equalOrNarrower, ...changed])("%s", (_, before, after, expected) => {
  const [was, is] = [stackGrants(devPolicy(...before)), stackGrants(devPolicy(...after))];
  expect(review(was, is).rows.map(lineOf)).toEqual(expected);
});

it.each(equalOrNarrower)("never called broader: %s", (_, before, after) => {
  const [was, is] = [stackGrants(devPolicy(...before)), stackGrants(devPolicy(...after))];
  expect(["unchanged", "narrowed"]).toContain(review(was, is).verdict);
});

it.each([...equalOrNarrower, ...changed])("the other way round mirrors: %s", (_, before, after) => {
  const [was, is] = [stackGrants(devPolicy(...before)), stackGrants(devPolicy(...after))];
  const mirror: Readonly<Record<string, string>> = {
    gained: "lost",
    lost: "gained",
    loosened: "tightened",
    tightened: "loosened",
  };
  const mirrored = review(is, was, { complete: true }).rows.map((row) =>
    lineOf({ ...row, change: mirror[row.change] ?? row.change } as ReviewRow),
  );
  expect(mirrored.sort()).toEqual(review(was, is, { complete: true }).rows.map(lineOf).sort());
});

const serviceLinked: Resources = {
  alicloud_resource_manager_service_linked_role: { L: { service_name: "fc.aliyuncs.com" } },
};
const read = devPolicy({ allow: "oss:Get" });
/** Resources by the names of their models. */
type Models = readonly (readonly [stack: string, Resources])[];
const named = (name: string, resources: Resources) =>
  stackGrants(resources).map((model) => ({ ...model, stack: name, file: `stacks/${name}/cdk.tf.json` }));
const role = (trust: string): Resources => ({
  alicloud_ram_role: { R: { role_name: "Runtime", assume_role_policy_document: trust } },
});
const on = (kind: string, name: string, more: object = {}): Resources => ({
  [`alicloud_ram_${kind}_policy_attachment`]: {
    A: { policy_name: "p", policy_type: "Custom", [`${kind}_name`]: name, ...more },
  },
});
const policyP = (...statements: readonly Short[]): Resources => ({
  alicloud_ram_policy: { P: { policy_name: "p", policy_document: policyText(...statements) } },
});
const scoped = (principalType: string, name: string, id: string): Resources => ({
  alicloud_resource_manager_policy_attachment: {
    A: {
      policy_name: "p",
      policy_type: "Custom",
      principal_type: principalType,
      principal_name: name,
      resource_group_id: id,
    },
  },
});
const system = (name: string): Resources => ({
  alicloud_ram_user_policy_attachment: { A: { policy_name: name, policy_type: "System", user_name: "u" } },
});
const fc = trustText({ Service: "fc.aliyuncs.com" });
const account = "acs:ram::1234567890123456";

// Each row: what it shows, the resources before and after, and the rows of the report.
it.each<readonly [string, Resources, Resources, readonly string[]]>([
  [
    "a policy under another name",
    read,
    {
      ...devPolicy({ allow: "oss:Get" }),
      alicloud_ram_policy: { P: { policy_name: "q", policy_document: policyText({ allow: "oss:Get" }) } },
    },
    [],
  ],
  [
    "a policy in two",
    devPolicy({ allow: ["oss:Get", "oss:Put"] }),
    {
      alicloud_ram_policy: {
        P: { policy_name: "p", policy_document: policyText({ allow: "oss:Get" }) },
        Q: { policy_name: "q", policy_document: policyText({ allow: "oss:Put" }) },
      },
      alicloud_ram_group_policy_attachment: {
        A: { policy_name: "p", policy_type: "Custom", group_name: "dev" },
        B: { policy_name: "q", policy_type: "Custom", group_name: "Dev" },
      },
    },
    [],
  ],
  [
    "the policy of administrators",
    {},
    system("AdministratorAccess"),
    ["gained user u * on * [administrator escalation secrets delete pass-role]"],
  ],
  [
    "a policy for an administrator",
    { ...policyP({ allow: "oss:*" }), ...system("AdministratorAccess") },
    {
      ...policyP({ allow: "oss:*" }),
      alicloud_ram_user_policy_attachment: {
        ...system("AdministratorAccess")["alicloud_ram_user_policy_attachment"],
        B: { policy_name: "p", policy_type: "Custom", user_name: "u" },
      },
    },
    [],
  ],
  ["a policy that nobody has", {}, policyP({ allow: "*" }), []],
  [
    "a policy that nobody has, changed",
    policyP({ allow: "oss:Get" }),
    policyP({ allow: "oss:*" }),
    ["gained policy p oss:* on *"],
  ],
  [
    "a policy attached",
    policyP({ allow: "oss:Get" }),
    { ...policyP({ allow: "oss:Get" }), ...on("user", "u") },
    ["gained user u oss:Get on *"],
  ],
  [
    "a policy detached",
    { ...policyP({ allow: "oss:Get" }), ...on("role", "r") },
    policyP({ allow: "oss:Get" }),
    ["lost role r oss:Get on *"],
  ],
  [
    "from one user to another",
    { ...policyP({ allow: "oss:Get" }), ...on("user", "u") },
    { ...policyP({ allow: "oss:Get" }), ...on("user", "v") },
    ["gained user v oss:Get on *", "lost user u oss:Get on *"],
  ],
  [
    "a user named in another letter case",
    { ...policyP({ allow: "oss:Get" }), ...on("user", "U") },
    { ...policyP({ allow: "oss:Get" }), ...on("user", "u") },
    [],
  ],
  ["a policy whose document is not in the stack", {}, on("user", "u"), ["gained user u policy p"]],
  ["the same before and after", on("user", "u"), on("user", "u"), []],
  ["a system policy", {}, system("AliyunAgentRunInvokeOnlyAccess"), ["gained user u agentrun:Invoke* on *"]],
  [
    "a system policy for another",
    system("AliyunAgentRunReadOnlyAccess"),
    system("AliyunAgentRunInvokeOnlyAccess"),
    ["gained user u agentrun:Invoke* on *", "lost user u agentrun:Get* agentrun:List* on * [secrets]"],
  ],
  ["a system policy that is not known", {}, system("AliyunNoSuchAccess"), ["gained user u policy AliyunNoSuchAccess"]],
  [
    "a custom policy equal to a system policy",
    system("AliyunAgentRunInvokeOnlyAccess"),
    { ...policyP({ allow: "agentrun:Invoke*" }), ...on("user", "u") },
    [],
  ],
  [
    "in a resource group",
    policyP({ allow: "oss:Get" }),
    { ...policyP({ allow: "oss:Get" }), ...scoped("IMSUser", "u@1.onaliyun.com", "rg-1") },
    ["gained user u oss:Get on * in rg-1"],
  ],
  [
    "from a resource group to the account",
    { ...policyP({ allow: "oss:Get" }), ...scoped("IMSGroup", "g@group.1.onaliyun.com", "rg-1") },
    { ...policyP({ allow: "oss:Get" }), ...on("group", "g") },
    ["gained group g oss:Get on *"],
  ],
  [
    "from the account to a resource group",
    { ...policyP({ allow: "oss:Get" }), ...on("role", "r") },
    { ...policyP({ allow: "oss:Get" }), ...scoped("ServiceRole", "r@role.1.onaliyunservice.com", "rg-1") },
    ["lost role r oss:Get on *"],
  ],
  [
    "from one resource group to another",
    { ...policyP({ allow: "oss:Get" }), ...scoped("IMSUser", "u", "rg-1") },
    { ...policyP({ allow: "oss:Get" }), ...scoped("IMSUser", "u", "rg-2") },
    ["gained user u oss:Get on * in rg-2", "lost user u oss:Get on * in rg-1"],
  ],
  [
    "a user, a group, a role",
    {},
    { alicloud_ram_user: { U: { name: "u" } }, alicloud_ram_group: { G: { group_name: "g" } } },
    ["added group g", "added user u"],
  ],
  [
    "a service-linked role",
    {},
    serviceLinked,
    ["gained AliyunServiceRoleForFC trusts fc.aliyuncs.com", "added service-linked role fc.aliyuncs.com"],
  ],
  [
    "a service-linked role of a service that only Terraform knows",
    {},
    { alicloud_resource_manager_service_linked_role: { L: { service_name: "${var.service}" } } },
    [
      "possibly gained service-linked role of ${var.service} trusts ${var.service}",
      "added service-linked role ${var.service}",
    ],
  ],
  [
    "a service-linked role goes",
    { alicloud_resource_manager_service_linked_role: { L: { service_name: "fc.aliyuncs.com", custom_suffix: "x" } } },
    {},
    [
      "removed service-linked role fc.aliyuncs.com x",
      "lost service-linked role of fc.aliyuncs.com x trusts fc.aliyuncs.com",
    ],
  ],
  ["a role that a service may assume", {}, role(fc), ["gained Runtime trusts fc.aliyuncs.com", "added role Runtime"]],
  ["a role goes", role(fc), {}, ["removed role Runtime", "lost Runtime trusts fc.aliyuncs.com"]],
  [
    "trust in another service",
    role(fc),
    role(trustText({ Service: ["fc.aliyuncs.com", "ecs.aliyuncs.com"] })),
    ["gained Runtime trusts ecs.aliyuncs.com"],
  ],
  [
    "trust written as two statements",
    role(trustText({ Service: ["fc.aliyuncs.com", "ecs.aliyuncs.com"] })),
    role(trustText({ Service: "ecs.aliyuncs.com" }, { Service: "fc.aliyuncs.com" })),
    [],
  ],
  [
    "trust in a whole account",
    role(fc),
    role(trustText({ Service: "fc.aliyuncs.com", RAM: `${account}:root` })),
    [`gained Runtime trusts ${account}:root [other-account]`],
  ],
  [
    "trust from an account to one user",
    role(trustText({ RAM: `${account}:root` })),
    role(trustText({ RAM: `${account}:user/u` })),
    [`lost Runtime trusts ${account}:root [other-account]`],
  ],
  [
    "trust from one user to the account",
    role(trustText({ RAM: `${account}:user/u` })),
    role(trustText({ RAM: `${account}:root` })),
    [`gained Runtime trusts ${account}:root [other-account]`],
  ],
  [
    "trust under a condition",
    role(trustText({ RAM: `${account}:root` })),
    role(trustText({ RAM: `${account}:root`, if: { StringEquals: { "sts:ExternalId": "x" } } })),
    [`tightened Runtime trusts ${account}:root [other-account]`],
  ],
  [
    "trust without its condition",
    role(trustText({ Federated: `${account}:oidc-provider/i`, if: { StringEquals: { "oidc:aud": "x" } } })),
    role(trustText({ Federated: `${account}:oidc-provider/i` })),
    [`loosened Runtime trusts ${account}:oidc-provider/i`],
  ],
  [
    "a Deny in the trust goes",
    role(trustText({ RAM: `${account}:root` }, { deny: { RAM: `${account}:user/u` } })),
    role(trustText({ RAM: `${account}:root` })),
    [`loosened Runtime trusts ${account}:root [other-account]`],
  ],
  [
    "an unknown value, the same",
    devPolicy({ allow: "oss:Get", on: "acs:oss:*:${var.a}:b" }),
    devPolicy({ allow: ["oss:Get"], on: ["acs:oss:*:${var.a}:b"] }),
    [],
  ],
  [
    "an unknown value, another one",
    devPolicy({ allow: "oss:Get", on: "acs:oss:*:${var.a}:b" }),
    devPolicy({ allow: "oss:Get", on: "acs:oss:*:${var.b}:b" }),
    [
      "possibly gained group dev oss:Get on acs:oss:*:${var.b}:b",
      "possibly lost group dev oss:Get on acs:oss:*:${var.a}:b",
    ],
  ],
  [
    "an unknown value in something new",
    devPolicy({ allow: "oss:Get" }),
    devPolicy({ allow: "oss:Get" }, { allow: "ecs:Get", on: "acs:ecs:*:${var.a}:b" }),
    ["gained group dev ecs:Get on acs:ecs:*:${var.a}:b"],
  ],
  [
    "a gain that a Deny of something unknown may refuse",
    devPolicy({ deny: "oss:Put", on: "acs:oss:*:${var.a}:b" }),
    devPolicy({ deny: "oss:Put", on: "acs:oss:*:${var.a}:b" }, { allow: "oss:Put", on: b }),
    [`possibly gained group dev oss:Put on ${b}`],
  ],
  [
    "a gain of more than a Deny of something unknown may refuse",
    devPolicy({ deny: "oss:Put", on: "acs:oss:*:${var.a}:b" }),
    devPolicy({ deny: "oss:Put", on: "acs:oss:*:${var.a}:b" }, { allow: "oss:Put", on: ab }),
    [`gained group dev oss:Put on ${ab}`],
  ],
  [
    "a gain that something unknown may have allowed before",
    devPolicy({ allow: "oss:Put", on: "acs:oss:*:${var.a}:b" }),
    devPolicy({ allow: "oss:Put", on: b }),
    [`possibly gained group dev oss:Put on ${b}`],
  ],
  [
    "a gain of one who had an unknown policy all along",
    { ...policyP({ allow: "oss:Get" }), ...system("AliyunNoSuchAccess") },
    {
      ...policyP({ allow: "oss:Get" }),
      alicloud_ram_user_policy_attachment: {
        ...system("AliyunNoSuchAccess")["alicloud_ram_user_policy_attachment"],
        B: { policy_name: "p", policy_type: "Custom", user_name: "u" },
      },
    },
    ["possibly gained user u oss:Get on *"],
  ],
  [
    "an unknown value that a wildcard covers",
    devPolicy({ allow: "oss:Get", on: ab }),
    devPolicy({ allow: "oss:Get", on: "acs:oss:*:${var.a}:b" }),
    [`lost group dev oss:Get on ${ab}`],
  ],
  [
    "a condition that cannot be read",
    devPolicy({ allow: "oss:Get", if: { DateLessThan: { "acs:CurrentTime": "tomorrow" } } }),
    devPolicy({ allow: "oss:Get", if: { DateLessThan: { "acs:CurrentTime": "tomorrow" } } }, { allow: "oss:Put" }),
    ["gained group dev oss:Put on *"],
  ],
  [
    "by the old names of arguments",
    { alicloud_ram_policy: { P: { name: "p", document: policyText({ allow: "oss:Get" }) } }, ...on("group", "dev") },
    read,
    [],
  ],
])("%s", (_, before, after, expected) => {
  expect(review(stackGrants(before), stackGrants(after)).rows.map(lineOf)).toEqual(expected);
});

it("a user has what its groups have, and says through which", () => {
  const inGroup: Resources = { alicloud_ram_user_group_attachment: { M: { user_name: "u", group_name: "dev" } } };
  const rows = review(stackGrants(read), stackGrants({ ...read, ...inGroup })).rows;
  // Others may have attached more to the group.
  const joined = "gained membership of u in dev";
  expect(rows.map(lineOf)).toEqual([joined, "gained user u oss:Get on *", "added membership u in dev"]);
  expect(rows[1]).toMatchObject({ policies: ["p (through group dev)"] });
});

it.each<readonly [string, string, Resources, Resources, readonly string[], readonly string[]]>([
  ["stack to stack", "moves", read, read, ["gained group dev oss:Get on *", "lost group dev oss:Get on *"], []],
  [
    "stack to stack as a service-linked role",
    "moves",
    serviceLinked,
    serviceLinked,
    [
      "gained AliyunServiceRoleForFC trusts fc.aliyuncs.com",
      "added service-linked role fc.aliyuncs.com",
      "removed service-linked role fc.aliyuncs.com",
      "lost AliyunServiceRoleForFC trusts fc.aliyuncs.com",
    ],
    [],
  ],
])("what moves from %s is a change unless all stacks are one account", (_, __, before, after, apart, together) => {
  const was = [...stackGrants(before, "one"), ...stackGrants({}, "two")];
  const is = [...stackGrants({}, "one"), ...stackGrants(after, "two")];
  expect(review(was, is).rows.map(lineOf)).toEqual(apart);
  expect(review(was, is, { oneAccount: true }).rows.map(lineOf)).toEqual(together);
});

it("what one stack allowed and another no longer refuses is a gain of both together", () => {
  const refusing = devPolicy({ deny: "oss:Delete" });
  const was = [...stackGrants(devPolicy({ allow: "oss:*" }), "one"), ...stackGrants(refusing, "two")];
  const is = [...stackGrants(devPolicy({ allow: "oss:*" }), "one"), ...stackGrants({}, "two")];
  const report = review(was, is);
  expect(report.rows.map((row) => `${row.stack}: ${lineOf(row)}`)).toEqual([
    "all stacks together: gained group dev oss:* on *",
    "two: possibly loosened group dev oss:Delete on *",
  ]);
  expect(report.verdict).toBe("broadened");
});

it.each<readonly [string, Models, Models, readonly string[]]>([
  [
    "the only stack, of two aliases",
    [
      ["x (a)", read],
      ["x (b)", read],
    ],
    [
      ["y (a)", read],
      ["y (b)", read],
    ],
    [],
  ],
  [
    "the only stack, of two aliases, and changed",
    [
      ["x (a)", read],
      ["x (b)", read],
    ],
    [
      ["y (a)", read],
      ["y (b)", devPolicy({ allow: ["oss:Get", "oss:Put"] })],
    ],
    ["y (b): gained group dev oss:Put on *"],
  ],
  [
    "the only stack, which loses something and gains something else",
    [["x", read]],
    [["y", devPolicy({ allow: "oss:Put" })]],
    ["y: gained group dev oss:Put on *", "x: lost group dev oss:Get on *"],
  ],
  [
    "the only stack, of two aliases, one of which loses something",
    [
      ["x (a)", read],
      ["x (b)", read],
    ],
    [
      ["y (a)", read],
      ["y (b)", {}],
    ],
    ["x (b): lost group dev oss:Get on *"],
  ],
  [
    "one of several",
    [
      ["x", read],
      ["z", {}],
    ],
    [
      ["y", read],
      ["z", {}],
    ],
    ["y: added stack y (formerly x)"],
  ],
  [
    "one of several, and changed",
    [
      ["x", read],
      ["z", {}],
    ],
    [
      ["y", devPolicy({ allow: "oss:Put" })],
      ["z", {}],
    ],
    ["y: gained group dev oss:Put on *", "x: lost group dev oss:Get on *"],
  ],
  [
    "one of two that are alike",
    [
      ["x", read],
      ["w", read],
      ["z", {}],
    ],
    [
      ["y", read],
      ["z", {}],
    ],
    ["y: gained group dev oss:Get on *", "w: lost group dev oss:Get on *", "x: lost group dev oss:Get on *"],
  ],
])("a stack under another name: %s", (_, before, after, expected) => {
  const [was, is] = [before, after].map((models) => models.flatMap(([name, one]) => named(name, one)));
  expect(review(was ?? [], is ?? []).rows.map((row) => `${row.stack}: ${lineOf(row)}`)).toEqual(expected);
});

it("a file of a policy folder under another name is the same where its content is", () => {
  const folder = (...files: readonly (readonly [string, string])[]) => [
    policyGrants({
      kind: "policies",
      name: "f",
      isFolder: true,
      policies: files.map(([file, action]) => ({
        place: file,
        file,
        kind: "identity",
        text: policyText({ allow: action }),
      })),
    }),
  ];
  expect(review(folder(["a.json", "oss:Get"]), folder(["b.json", "oss:Get"])).rows).toEqual([]);
  expect(review(folder(["a.policy", "oss:Get"]), folder(["b.policy", "oss:Get"])).rows).toEqual([]);
  expect(review(folder(["a.json", "oss:Get"]), folder(["b.json", "oss:Put"])).rows.map(lineOf)).toEqual([
    "gained policy b oss:Put on *",
    "lost policy a oss:Get on *",
  ]);
});

it("trust in one's own account is no trust in another", () => {
  const [was, is] = [
    stackGrants(role(fc)),
    stackGrants(role(trustText({ Service: "fc.aliyuncs.com", RAM: `${account}:root` }))),
  ];
  expect(review(was, is, { accountId: "1234567890123456" }).rows.map(lineOf)).toEqual([
    `gained Runtime trusts ${account}:root`,
  ]);
});

it("a gain of stacks together is told beside a smaller one of a single stack", () => {
  const one = { ...devPolicy({ allow: "oss:Get" }, { allow: "oss:Delete", on: a }) };
  const was = [
    ...stackGrants(devPolicy({ allow: "oss:Get" }), "one"),
    ...stackGrants(devPolicy({ deny: "oss:Delete" }), "two"),
    ...stackGrants(devPolicy({ allow: "oss:Delete" }), "three"),
  ];
  const is = [...stackGrants(one, "one"), ...stackGrants(devPolicy({ allow: "oss:Delete" }), "three")];
  expect(review(was, is).rows.map((row) => `${row.stack}: ${lineOf(row)}`)).toContain(
    "all stacks together: gained group dev oss:Delete on *",
  );
});
