import type { TerraformStack } from "cdktf";
import {
  AgentRuntime,
  type AgentRuntimeProps,
  CustomPolicy,
  FlowExecutionRole,
  FunctionComputeServiceLinkedRole,
  type Grantee,
  InvokeAccess,
  PolicyDocument,
  PolicyStatement,
  Principal,
  ReadOnlyAccess,
  Role,
  TerraformDeployerPolicy,
  TrustPolicy,
} from "../../lib";
import { RamGroup } from "../../lib/provider-alicloud/ram-group";
import { RamRole } from "../../lib/provider-alicloud/ram-role";
import { RamUser } from "../../lib/provider-alicloud/ram-user";
import { AlicloudProvider } from "../../lib/provider-alicloud/provider";
import { idsThrownBy, untyped } from "../policy/support";
import { newStack, problemIdsOf, resourcesOf, warningIdsOf } from "./support";

const shop: AgentRuntimeProps = { workspace: "team-a", runtime: "shop" };
const trust = TrustPolicy.forServices("fc.aliyuncs.com");
const user = Principal.fromUserName("backend");

/** The statements of every policy that a stack makes, by its name. */
function documentsOf(build: (stack: TerraformStack) => void): Readonly<Record<string, unknown>> {
  const policies = Object.values(resourcesOf(build).resource?.["alicloud_ram_policy"] ?? {});
  return Object.fromEntries(
    policies.map((policy) => {
      const { Statement } = JSON.parse(String(policy["policy_document"])) as { readonly Statement: unknown };
      return [String(policy["policy_name"]).replace(/-[0-9a-f]{8}$/, ""), Statement];
    }),
  );
}

const invokeShop = {
  Effect: "Allow",
  Action: ["agentrun:InvokeRuntime"],
  Resource: [
    "acs:agentrun:*:*:workspaces/team-a/runtimes/shop",
    "acs:agentrun:*:*:workspaces/team-a/runtimes/shop/runtime-endpoints/*",
  ],
};

it("puts all that a principal is granted in a stack into one policy", () => {
  const documents = documentsOf((s) => {
    const runtime = new AgentRuntime(s, "Shop", shop);
    runtime.grantInvoke(user);
    runtime.grantInvoke(user);
    runtime.grantInvoke(Principal.fromGroupName("backend"));
    new AgentRuntime(s, "Till", { ...shop, runtime: "till", region: "cn-hangzhou" }).grantRead(user);
  });
  expect(documents).toEqual({
    "test-AgentRunGrants-user-backend": [
      invokeShop,
      {
        Effect: "Allow",
        Action: ["agentrun:GetAgentRuntime"],
        Resource: ["acs:agentrun:cn-hangzhou:*:workspaces/team-a/runtimes/till"],
      },
      {
        Effect: "Allow",
        Action: ["agentrun:GetAgentRuntimeEndpoint"],
        Resource: ["acs:agentrun:cn-hangzhou:*:workspaces/team-a/runtimes/till/runtime-endpoints/*"],
      },
    ],
    "test-AgentRunGrants-group-backend": [invokeShop],
  });
});

it("takes principals by name in attachTo too", () => {
  const { resource = {} } = resourcesOf((s) => {
    new InvokeAccess(s, "I", {
      attachTo: { users: [user], groups: [Principal.fromGroupName("g")], roles: [Principal.fromRoleName("r")] },
    });
  });
  const names = ["user", "group", "role"].flatMap((kind) =>
    Object.values(resource[`alicloud_ram_${kind}_policy_attachment`] ?? {}).map((one) => one[`${kind}_name`]),
  );
  expect(names).toEqual(["backend", "g", "r"]);
});

it("adds conditions to one grant, and refuses a second on the same operator and key", () => {
  const office = { IpAddress: { "acs:SourceIp": ["203.0.113.0/24"] }, Bool: { "acs:SecureTransport": "true" } };
  const documents = documentsOf((s) => {
    const runtime = new AgentRuntime(s, "Shop", shop);
    const grant = runtime.grantInvoke(user).when(office);
    runtime.grantInvoke(user).when({ Bool: { "acs:MFAPresent": "true" } });
    expect(idsThrownBy(() => grant.when({ Bool: { "acs:securetransport": "false" } }))).toEqual(["RAM112"]);
    expect(grant.statements.map(({ conditions }) => conditions)).toEqual([office]);
    expect(grant.policy.document.statements).toHaveLength(2);
  });
  expect(documents["test-AgentRunGrants-user-backend"]).toEqual([
    { ...invokeShop, Condition: { ...office, Bool: { "acs:SecureTransport": ["true"] } } },
    { ...invokeShop, Condition: { Bool: { "acs:MFAPresent": ["true"] } } },
  ]);
});

it("grants to constructs and resources, by reference", () => {
  const { resource = {} } = resourcesOf((s) => {
    const runtime = new AgentRuntime(s, "Shop", shop);
    runtime.grantInvoke(new FlowExecutionRole(s, "Flows"));
    runtime.grantInvoke(new RamUser(s, "User", { name: "alice" }));
    runtime.grantInvoke(new RamGroup(s, "Group", { groupName: "team" }));
    runtime.grantInvoke(new RamRole(s, "Role", { roleName: "r", assumeRolePolicyDocument: trust.toText() }));
  });
  const attached = ["user", "group", "role"].flatMap((kind) =>
    Object.values(resource[`alicloud_ram_${kind}_policy_attachment`] ?? {})
      .filter((one) => one["policy_type"] === "Custom")
      .map((one) => String(one[`${kind}_name`])),
  );
  expect(attached.map((name) => name.replace(/_[0-9A-F]{8}/, ""))).toEqual([
    "${alicloud_ram_user.User.name}",
    "${alicloud_ram_group.Group.group_name}",
    "${alicloud_ram_role.Flows_Role.role_name}",
    "${alicloud_ram_role.Role.role_name}",
  ]);
});

it("lets principals assume and pass a role", () => {
  const documents = documentsOf((s) => {
    const role = new Role(s, "R", { mode: "existing", roleName: "runtime", accountId: "1234567890123456" });
    role.grantAssumeRole(user);
    role.grantPassRole(user, "fc.aliyuncs.com", "agentrun.fc.aliyuncs.com");
  });
  const resource = ["acs:ram::1234567890123456:role/runtime"];
  expect(documents["test-AgentRunGrants-user-backend"]).toEqual([
    { Effect: "Allow", Action: ["sts:AssumeRole"], Resource: resource },
    {
      Effect: "Allow",
      Action: ["ram:PassRole"],
      Resource: resource,
      Condition: { StringEquals: { "acs:Service": ["agentrun.fc.aliyuncs.com", "fc.aliyuncs.com"] } },
    },
  ]);
});

it("names a role of the stack by reference, and needs the account of one that exists", () => {
  const managed = documentsOf((s) => {
    new Role(s, "R", { trust }).grantAssumeRole(user);
  });
  expect(JSON.stringify(managed)).toMatch(/\$\{alicloud_ram_role\.R_Role_\w+\.arn\}/);
  const existing = (s: TerraformStack) => new Role(s, "R", { mode: "existing", roleName: "r" }).grantAssumeRole(user);
  expect(problemIdsOf(existing)).toEqual(["RAM309 test/R"]);
});

it("keeps the grants through different providers apart", () => {
  const documents = documentsOf((s) => {
    const provider = new AlicloudProvider(s, "other", { alias: "other", region: "cn-hangzhou" });
    new AgentRuntime(s, "Shop", shop).grantInvoke(user);
    new AgentRuntime(s, "Other", { ...shop, provider }).grantInvoke(user);
  });
  expect(Object.keys(documents).sort()).toEqual([
    "test-AgentRunGrants-other-user-backend",
    "test-AgentRunGrants-user-backend",
  ]);
});

const wrongGrantees: readonly (readonly [string, (stack: TerraformStack) => unknown, string])[] = [
  ["a name without a kind", () => "backend", "RAM326"],
  ["nothing", () => undefined, "RAM326"],
  ["an object without a name", () => ({}), "RAM326"],
  ["a name that is none", () => ({ roleName: 5 }), "RAM326"],
  ["a policy", (s) => new CustomPolicy(s, "P", { document: [PolicyStatement.allow({ actions: "a:A", resources: "*" })] }), "RAM326"], // prettier-ignore
  ["a runtime", (s) => new AgentRuntime(s, "X", shop), "RAM326"],
  ["a service-linked role", (s) => new FunctionComputeServiceLinkedRole(s, "L"), "RAM303"],
];

it.each(wrongGrantees)("refuses to grant to %s", (_, grantee, id) => {
  const stack = newStack();
  const runtime = new AgentRuntime(stack, "Shop", shop);
  const wrong = grantee(stack) as Grantee;
  expect(idsThrownBy(() => runtime.grantInvoke(wrong))).toEqual([id]);
  expect(() => runtime.grantRead(wrong)).toThrow(/test\/Shop grantee/);
});

it("refuses to pass a role to no service", () => {
  const role = new FlowExecutionRole(newStack(), "R");
  const noServices: readonly [string] = untyped([]);
  expect(idsThrownBy(() => role.grantPassRole(user, untyped(undefined)))).toEqual(["RAM109"]);
  expect(idsThrownBy(() => role.grantPassRole(user, ...noServices))).toEqual(["RAM108"]);
});

it("reports names that no ARN can have, grants that do not fit, and names of principals", () => {
  const wrong = { workspace: "a/b", runtime: "" };
  expect(problemIdsOf((s) => new AgentRuntime(s, "Shop", wrong).grantInvoke(user))).toEqual([
    "RAM315 test/Shop",
    "RAM315 test/Shop",
  ]);
  const many = (s: TerraformStack) => {
    for (let index = 0; index < 80; index += 1) {
      new AgentRuntime(s, `R${index}`, { ...shop, runtime: `runtime-${index}` }).grantInvoke(user);
    }
  };
  expect(problemIdsOf(many)).toEqual(["RAM119 test/AgentRunGrants/user-backend"]);
  const noUser = Principal.fromUserName("a b");
  expect(problemIdsOf((s) => new AgentRuntime(s, "Shop", shop).grantInvoke(noUser))).toEqual([
    "RAM202 test/AgentRunGrants/user-a b",
  ]);
});

it("warns of the scope that no page confirms, where something may be invoked only", () => {
  expect(warningIdsOf((s) => new AgentRuntime(s, "Shop", shop).grantInvoke(user))).toEqual(["RAM314 test/Shop"]);
  expect(warningIdsOf((s) => new AgentRuntime(s, "Shop", shop).grantRead(user))).toEqual([]);
});

it("gives the statements of every policy that has a document", () => {
  const stack = newStack();
  const statements = [PolicyStatement.allow({ actions: "oss:GetObject", resources: "*" })];
  const policy = new CustomPolicy(stack, "P", { document: statements });
  expect(policy.statements).toEqual(statements);
  expect(new TerraformDeployerPolicy(stack, "D").statements.length).toBeGreaterThan(0);
  expect(new InvokeAccess(stack, "I").statements).toBeUndefined();
  const read = new ReadOnlyAccess(stack, "R", { as: "custom" });
  expect(read.statements).toEqual(read.document?.statements);
  const both = PolicyDocument.merge(policy.document, new PolicyDocument(read.statements ?? []));
  expect(both.statements).toEqual([...statements, ...(read.statements ?? [])]);
});
