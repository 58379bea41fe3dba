import { readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import { type Listing, adopt, adoptableTypes, readListing } from "../../lib/adopt";
import type { Resource } from "../../lib/terraform/resource";
import { stackOf } from "../../lib/terraform/synthesized-stack";

const root = path.join(__dirname, "..", "..");

/** Resources as a stack has them: `<type without alicloud_>.<name>` to arguments. */
function stack(resources: Readonly<Record<string, object>>, rest: object = {}) {
  const byType: Record<string, Record<string, object>> = {};
  for (const [key, body] of Object.entries(resources)) {
    const [type = "", name = ""] = key.split(".");
    (byType[`alicloud_${type}`] ??= {})[name] = body;
  }
  return stackOf("s", "s/cdk.tf.json", { resource: byType, ...rest });
}

function listing(json: unknown): Listing {
  return readListing(JSON.stringify(json), "listing.json");
}

const policyP = { policy_name: "P1", policy_document: "{}" };
const roleR = { role_name: "r-1", assume_role_policy_document: "{}" };

// Ids as the provider's code makes them (81c43b672), written by hand.
const known: readonly (readonly [title: string, resources: Readonly<Record<string, object>>, ids: object])[] = [
  ["policy", { "ram_policy.x": policyP }, { "ram_policy.x": "P1" }],
  ["policy by its deprecated argument", { "ram_policy.x": { name: "P1" } }, { "ram_policy.x": "P1" }],
  ["role", { "ram_role.x": roleR }, { "ram_role.x": "r-1" }],
  ["group", { "ram_group.x": { group_name: "dev" } }, { "ram_group.x": "dev" }],
  [
    "one for each of literal names",
    { "ram_group.x": { for_each: '${toset(["dev", "ops"])}', group_name: "team-${each.value}" } },
    { 'ram_group.x["dev"]': "team-dev", 'ram_group.x["ops"]': "team-ops" },
  ],
  [
    "attachments by reference",
    {
      "ram_policy.p": policyP,
      "ram_role.r": roleR,
      "ram_role_policy_attachment.x": {
        policy_name: "${alicloud_ram_policy.p.policy_name}",
        policy_type: "Custom",
        role_name: "${alicloud_ram_role.r.role_name}",
      },
      "ram_user_policy_attachment.x": { policy_name: "AliyunRAMFullAccess", policy_type: "System", user_name: "a.b_c" },
      "ram_group_policy_attachment.x": {
        policy_name: "${alicloud_ram_policy.p.id}",
        policy_type: "Custom",
        group_name: "dev",
      },
    },
    {
      "ram_policy.p": "P1",
      "ram_role.r": "r-1",
      "ram_role_policy_attachment.x": "role:P1:Custom:r-1",
      "ram_user_policy_attachment.x": "user:AliyunRAMFullAccess:System:a.b_c",
      "ram_group_policy_attachment.x": "group:P1:Custom:dev",
    },
  ],
  [
    "attachment in a resource group",
    {
      "resource_manager_policy_attachment.x": {
        policy_name: "P1",
        policy_type: "Custom",
        principal_name: "alice@123.onaliyun.com",
        principal_type: "IMSUser",
        resource_group_id: "rg-1",
      },
    },
    { "resource_manager_policy_attachment.x": "P1:Custom:alice@123.onaliyun.com:IMSUser:rg-1" },
  ],
  [
    "service-linked roles of known services",
    {
      "resource_manager_service_linked_role.a": { service_name: "agentrun.fc.aliyuncs.com" },
      "resource_manager_service_linked_role.b": { service_name: "fc.aliyuncs.com" },
      "resource_manager_service_linked_role.c": { service_name: "fc.aliyuncs.com", custom_suffix: "two" },
    },
    {
      "resource_manager_service_linked_role.a": "agentrun.fc.aliyuncs.com:AliyunServiceRoleForAgentRun",
      "resource_manager_service_linked_role.b": "fc.aliyuncs.com:AliyunServiceRoleForFC",
      "resource_manager_service_linked_role.c": "fc.aliyuncs.com:AliyunServiceRoleForFC_two",
    },
  ],
  [
    "memberships",
    {
      "ram_user_group_attachment.x": { group_name: "dev", user_name: "alice" },
      "ram_group_membership.x": { group_name: "dev", user_names: ["alice"] },
    },
    { "ram_user_group_attachment.x": "dev:alice", "ram_group_membership.x": "dev" },
  ],
  [
    "control policy on a folder",
    { "resource_manager_control_policy_attachment.x": { policy_id: "cp-1", target_id: "fd-1" } },
    { "resource_manager_control_policy_attachment.x": "cp-1:fd-1" },
  ],
];

it.each(known)("without a listing: %s", (_, resources, ids) => {
  const { imports, notes } = adopt(stack(resources));
  expect(notes).toEqual([]);
  expect(Object.fromEntries(imports.map(({ to, id }) => [to.replace("alicloud_", ""), id]))).toEqual(ids);
});

it.each([
  ["a user", { "ram_user.x": { name: "alice" } }, /id is assigned by the account.*ListUsers/],
  [
    "a resource group",
    { "resource_manager_resource_group.x": { resource_group_name: "a", display_name: "A" } },
    /ListResourceGroups/,
  ],
  ["a control policy", { "resource_manager_control_policy.x": { control_policy_name: "a" } }, /ListControlPolicies/],
  [
    "a service whose role the catalog lacks",
    { "resource_manager_service_linked_role.x": { service_name: "ess.aliyuncs.com" } },
    /GetRole/,
  ],
  [
    "a name that only Terraform knows",
    { "ram_policy.x": { policy_name: "${var.name}" } },
    /policy_name is known only to Terraform: \$\{var.name\}/,
  ],
  ["a name that Terraform makes up", { "ram_role.x": {} }, /role_name is not set/],
  [
    "any number of resources",
    { "ram_policy.x": { ...policyP, count: "${var.n}" } },
    /the number of instances that \$\{var\.n\} creates is known only to Terraform/,
  ],
  ["another type", { "vpc.x": { vpc_name: "v" } }, /adopt does not support the type alicloud_vpc/],
  [
    "the id of a resource group of the stack",
    {
      "resource_manager_policy_attachment.x": {
        policy_name: "P1",
        policy_type: "Custom",
        principal_name: "r@role.1.onaliyunservice.com",
        principal_type: "ServiceRole",
        resource_group_id: "${alicloud_resource_manager_resource_group.g.id}",
      },
      "resource_manager_resource_group.g": { resource_group_name: "g", display_name: "G" },
    },
    /alicloud_resource_manager_resource_group\.g: give --listing with the response to ListResourceGroups/,
  ],
])("says what is not known without a listing: %s", (_, resources, text) => {
  const { imports, notes } = adopt(stack(resources));
  expect(imports).toEqual([]);
  expect(notes.map((note) => note.kind)).toEqual(notes.map(() => "unknown"));
  expect(notes.map((note) => note.text).join("\n")).toMatch(text);
});

const account = {
  ListPolicies: { Policies: { Policy: [{ PolicyName: "P1", PolicyType: "Custom" }] }, IsTruncated: false },
  ListRoles: { Roles: { Role: [{ RoleName: "r-1" }] }, IsTruncated: false },
  ListUsers: { Users: { User: [{ UserName: "alice", UserId: "2001" }] }, IsTruncated: false },
  ListGroups: { Groups: { Group: [{ GroupName: "dev" }] }, IsTruncated: false },
  ListResourceGroups: { ResourceGroups: { ResourceGroup: [{ Name: "team", Id: "rg-7" }] }, TotalCount: 1 },
  ListControlPolicies: {
    ControlPolicies: { ControlPolicy: [{ PolicyName: "Guard", PolicyId: "cp-7" }] },
    TotalCount: 1,
  },
  ListControlPolicyAttachmentsForTarget: {
    "fd-1": { ControlPolicyAttachments: { ControlPolicyAttachment: [{ PolicyId: "cp-7", PolicyName: "Guard" }] } },
  },
  ListPolicyAttachments: {
    PolicyAttachments: {
      PolicyAttachment: [
        {
          PolicyName: "P1",
          PolicyType: "Custom",
          PrincipalName: "r-1@role.1234567890123456.onaliyunservice.com",
          PrincipalType: "ServiceRole",
          ResourceGroupId: "1234567890123456",
        },
        {
          PolicyName: "P1",
          PolicyType: "Custom",
          PrincipalName: "alice@shop.onaliyun.com",
          PrincipalType: "IMSUser",
          ResourceGroupId: "rg-7",
        },
      ],
    },
    TotalCount: 2,
  },
};

const onRole = (policy: string, role: string) => ({ policy_name: policy, policy_type: "Custom", role_name: role });
const inGroup = (group: string) => ({
  policy_name: "P1",
  policy_type: "Custom",
  principal_name: "alice@shop.onaliyun.com",
  principal_type: "IMSUser",
  resource_group_id: group,
});

/** What becomes of the resource `x`: its id, or the kind of its note. */
function fate(resources: Readonly<Record<string, object>>, of: object): string {
  const { imports, notes } = adopt(stack(resources), listing(of));
  const id = imports.find(({ to }) => to.endsWith(".x"))?.id;
  const kind = notes.find(({ address }) => address.endsWith(".x"))?.kind;
  return [id, kind].filter((one) => one !== undefined).join(", ");
}

it.each<readonly [string, Readonly<Record<string, object>>, string]>([
  ["a policy that is there", { "ram_policy.x": policyP }, "P1"],
  ["a policy in another case", { "ram_policy.x": { policy_name: "p1" } }, "P1, other case"],
  ["a policy that is not there", { "ram_policy.x": { policy_name: "P2" } }, "missing"],
  ["a role in another case", { "ram_role.x": { role_name: "R-1" } }, "r-1, other case"],
  ["a user by its id", { "ram_user.x": { name: "alice" } }, "2001, kept"],
  ["a user in another case", { "ram_user.x": { name: "Alice" } }, "2001, other case"],
  ["a group that is not there", { "ram_group.x": { group_name: "ops" } }, "missing"],
  ["a resource group by its id", { "resource_manager_resource_group.x": { resource_group_name: "team" } }, "rg-7"],
  ["a control policy by its id", { "resource_manager_control_policy.x": { control_policy_name: "Guard" } }, "cp-7"],
  ["an attachment in the account", { "ram_role_policy_attachment.x": onRole("P1", "r-1") }, "role:P1:Custom:r-1"],
  [
    "an attachment in another case",
    { "ram_role_policy_attachment.x": onRole("p1", "R-1") },
    "role:P1:Custom:r-1, other case",
  ],
  ["an attachment that is not there", { "ram_role_policy_attachment.x": onRole("P9", "r-1") }, "missing"],
  ["an attachment to a role that is not there", { "ram_role_policy_attachment.x": onRole("P1", "r-9") }, "missing"],
  [
    "an attachment in a resource group of the stack",
    {
      "resource_manager_resource_group.g": { resource_group_name: "team" },
      "resource_manager_policy_attachment.x": inGroup("${alicloud_resource_manager_resource_group.g.id}"),
    },
    "P1:Custom:alice@shop.onaliyun.com:IMSUser:rg-7",
  ],
  [
    "an attachment in a resource group that is not there",
    {
      "resource_manager_resource_group.g": { resource_group_name: "other" },
      "resource_manager_policy_attachment.x": inGroup("${alicloud_resource_manager_resource_group.g.id}"),
    },
    "missing",
  ],
  [
    "a control policy of the stack on a folder",
    {
      "resource_manager_control_policy.c": { control_policy_name: "Guard" },
      "resource_manager_control_policy_attachment.x": {
        policy_id: "${alicloud_resource_manager_control_policy.c.id}",
        target_id: "fd-1",
      },
    },
    "cp-7:fd-1",
  ],
  [
    "a control policy on a folder that nobody asked about",
    { "resource_manager_control_policy_attachment.x": { policy_id: "cp-7", target_id: "fd-2" } },
    "unknown",
  ],
  ["a membership that nobody asked about", { "ram_user_group_attachment.x": { group_name: "dev", user_name: "alice" } }, "unknown"], // prettier-ignore
  ["a membership of a user who is not there", { "ram_user_group_attachment.x": { group_name: "dev", user_name: "bob" } }, "missing"], // prettier-ignore
])("with a listing: %s", (_, resources, expected) => {
  expect(fate(resources, account)).toBe(expected);
});

const rolesPolicies = {
  ListRoles: { Roles: { Role: [{ RoleName: "r-1" }] } },
  ListPoliciesForRole: {
    "R-1": {
      Policies: {
        Policy: [
          { PolicyName: "AliyunFnFFullAccess", PolicyType: "System" },
          { PolicyName: "P1", PolicyType: "Custom" },
        ],
      },
    },
  },
};
const everywhere = {
  PolicyAttachments: {
    PolicyAttachment: [
      { ...inGroup("rg-7"), PolicyName: "P1", PolicyType: "Custom", ResourceGroupId: "rg-7" },
      { PolicyName: "AliyunFnFFullAccess", PolicyType: "System", ResourceGroupId: "123" },
    ].map((one) => ({ ...one, PrincipalName: "r-1@role.123.onaliyunservice.com", PrincipalType: "ServiceRole" })),
  },
};

it.each<readonly [string, Readonly<Record<string, object>>, object, string | undefined]>([
  ["all", { "ram_role.x": roleR }, rolesPolicies, "AliyunFnFFullAccess (System), P1 (Custom)"],
  [
    "but for those of the stack",
    { "ram_role.x": roleR, "ram_role_policy_attachment.p": onRole("p1", "r-1") },
    rolesPolicies,
    "AliyunFnFFullAccess (System)",
  ],
  ["in resource groups too", { "ram_role.x": roleR }, everywhere, "P1 (Custom) in rg-7, AliyunFnFFullAccess (System)"],
  ["each once", { "ram_role.x": roleR }, { ...rolesPolicies, ...everywhere }, "AliyunFnFFullAccess (System), P1 (Custom), P1 (Custom) in rg-7"], // prettier-ignore
  ["none of other roles", { "ram_role.x": { role_name: "r-2" } }, rolesPolicies, undefined],
  ["none of users of the name", { "ram_user.x": { name: "r-1" } }, rolesPolicies, undefined],
])("names what the account attaches to the principals of a stack: %s", (_, resources, of, expected) => {
  const { notes } = adopt(stack(resources), listing(of));
  const kept = notes.find(({ kind }) => kind === "kept");
  expect(kept?.text.replace(/^the account also attaches (.*) to the role r-1;.*$/, "$1")).toBe(expected);
});

it("names what the account attaches to a role with an import block", () => {
  const blocks = { import: [{ to: "alicloud_ram_role.x", id: "r-1" }] };
  const { notes } = adopt(stack({ "ram_role.x": roleR }, blocks), listing(rolesPolicies));
  expect(notes.map(({ kind }) => kind)).toEqual(["imported", "kept"]);
});

it.each<readonly [string, object, string]>([
  ["nobody asked for roles", { ListUsers: account.ListUsers }, "unknown"],
  ["there is more to come", { ListRoles: { Roles: { Role: [{ RoleName: "r-2" }] }, IsTruncated: true } }, "unknown"],
  ["it is on a later page", { ListRoles: [{ Roles: { Role: [] }, IsTruncated: true }, account.ListRoles] }, "r-1"],
  ["it is alone", { GetRole: { Role: { RoleName: "r-1" } } }, "r-1"],
  ["another is alone", { GetRole: { Role: { RoleName: "r-2" } } }, "unknown"],
])("a listing is believed as far as it goes: %s", (_, of, expected) => {
  expect(fate({ "ram_role.x": roleR }, of)).toBe(expected);
});

it("a service-linked role is found by whom it trusts, where the catalog does not know its name", () => {
  const trust = { Version: "1", Statement: [{ Effect: "Allow", Principal: { Service: ["ess.aliyuncs.com"] } }] };
  const role = (name: string) => ({ RoleName: name, AssumeRolePolicyDocument: JSON.stringify(trust) });
  const ess = { "resource_manager_service_linked_role.x": { service_name: "ess.aliyuncs.com" } };
  const of = (...names: readonly string[]) => ({ GetRole: names.map((name) => ({ Role: role(name) })) });
  expect(fate(ess, of("AliyunServiceRoleForAutoScaling"))).toBe("ess.aliyuncs.com:AliyunServiceRoleForAutoScaling");
  expect(fate(ess, of("own-role"))).toBe("unknown");
  expect(fate(ess, of("AliyunServiceRoleForA", "AliyunServiceRoleForB"))).toBe("unknown");
});

it("leaves out what has an import block", () => {
  const imported = stack({ "ram_policy.x": policyP }, { import: [{ to: "alicloud_ram_policy.x", id: "P1" }] });
  expect(adopt(imported)).toMatchObject({ imports: [], notes: [{ kind: "imported" }] });
});

it("names the provider where it is not the default one, and leaves other providers alone", () => {
  const two = stackOf("s", "s", {
    resource: {
      alicloud_ram_policy: { x: { ...policyP, provider: "alicloud.other" } },
      aws_iam_role: { x: { name: "r" } },
    },
  });
  expect(adopt(two)).toEqual({
    imports: [{ to: "alicloud_ram_policy.x", id: "P1", providerAlias: "other" }],
    notes: [],
  });
});

it("knows every resource of the provider's schema that the package has", () => {
  const schema = JSON.parse(readFileSync(path.join(root, "schema/alicloud.json"), "utf8")) as {
    provider_schemas: Readonly<Record<string, { resource_schemas: object }>>;
  };
  const types = Object.values(schema.provider_schemas).flatMap((provider) => Object.keys(provider.resource_schemas));
  expect([...adoptableTypes].sort()).toEqual(types.sort());
});

describe("over all examples", () => {
  const golden = path.join(root, "test/examples/golden");
  const stacks = readdirSync(golden).map((file) => {
    const json = JSON.parse(readFileSync(path.join(golden, file), "utf8")) as Readonly<Record<string, unknown>>;
    return [file, stackOf(file, file, json)] as const;
  });

  it.each(stacks)("%s: every resource has an id, or a reason why not", (_, example) => {
    const { imports, notes } = adopt(example, undefined, "123");
    const answered = new Set([...imports.map(({ to }) => to), ...notes.map(({ address }) => address)]);
    expect(example.resources.map(({ address }) => address).filter((address) => !answered.has(address))).toEqual([]);
    const unknown = example.resources.filter(hasAssignedId).map(({ address }) => address);
    expect(
      notes
        .filter(({ kind }) => kind === "unknown")
        .map(({ address }) => address)
        .sort(),
    ).toEqual(unknown.sort());
    expect(imports.filter(({ id }) => /[$%]\{|undefined/.test(id))).toEqual([]);
  });

  // An account that has resource groups of the stack is among the rows above.
  const withoutGroups = stacks.filter(([, { resources }]) =>
    resources.every(({ type }) => type !== "alicloud_resource_manager_resource_group"),
  );

  it.each(withoutGroups)(
    "%s: an account that has all of it gives the same imports, an empty one none",
    (_, example) => {
      const users = example.resources.filter(({ type }) => type === "alicloud_ram_user");
      const named = users.map(({ address, arguments: { name } }) => [address, String(name)] as const);
      const { imports } = adopt(example, undefined, "123");
      const full = adopt(example, listing(accountWith([...imports.map(({ id, to }) => [to, id] as const), ...named])));
      expect(full.notes.filter(({ kind }) => kind !== "imported")).toEqual([]);
      expect(full.imports.filter(({ to }) => !to.startsWith("alicloud_ram_user."))).toEqual(imports);
      const empty = adopt(example, listing(accountWith([])));
      expect(empty.imports).toEqual([]);
      expect(empty.notes.filter(({ kind }) => kind === "unknown")).toEqual([]);
    },
  );
});

/** Whether only the account knows the id of a resource, or of the resource group that it is in. */
function hasAssignedId({ type, arguments: { resource_group_id: group } }: Resource): boolean {
  if (["alicloud_ram_user", "alicloud_resource_manager_resource_group"].includes(type)) return true;
  return type === "alicloud_resource_manager_policy_attachment" && String(group).includes("${");
}

/** Answers of an account that has just these objects. */
function accountWith(objects: readonly (readonly [address: string, id: string])[]) {
  const idsOf = (type: string) =>
    objects.flatMap(([address, id]) => (address.startsWith(`alicloud_${type}.`) ? [id] : []));
  const attachments = (["user", "group", "role"] as const).flatMap((kind) =>
    idsOf(`ram_${kind}_policy_attachment`).map((id) => {
      const [, PolicyName, PolicyType, name = ""] = id.split(":");
      const PrincipalType = { user: "IMSUser", group: "IMSGroup", role: "ServiceRole" }[kind];
      return { PolicyName, PolicyType, PrincipalName: `${name}@x.com`, PrincipalType, ResourceGroupId: "123" };
    }),
  );
  const scoped = idsOf("resource_manager_policy_attachment").map((id) => {
    const [PolicyName, PolicyType, PrincipalName, PrincipalType, ResourceGroupId] = id.split(":");
    return { PolicyName, PolicyType, PrincipalName, PrincipalType, ResourceGroupId };
  });
  const linked = idsOf("resource_manager_service_linked_role").map((id) => id.split(":")[1]);
  return [
    { AccountId: "123", PrincipalId: "9", Arn: "acs:ram::123:user/who" },
    { Policies: { Policy: idsOf("ram_policy").map((PolicyName) => ({ PolicyName, PolicyType: "Custom" })) } },
    { Roles: { Role: [...idsOf("ram_role"), ...linked].map((RoleName) => ({ RoleName })) } },
    { Users: { User: idsOf("ram_user").map((UserName) => ({ UserName, UserId: "2001" })) } },
    { Groups: { Group: idsOf("ram_group").map((GroupName) => ({ GroupName })) } },
    { PolicyAttachments: { PolicyAttachment: [...attachments, ...scoped] } },
  ];
}
