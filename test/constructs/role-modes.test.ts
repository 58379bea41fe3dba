import { Testing } from "cdktf";
import {
  AgentRunFoundation,
  AgentRunServiceLinkedRole,
  CustomPolicy,
  DevsCustomRole,
  FunctionComputeServiceLinkedRole,
  PolicyStatement,
  Role,
  SystemPolicy,
  TrustPolicy,
} from "../../lib";
import { DataAlicloudAccount } from "../../lib/provider-alicloud/data-alicloud-account";
import { newStack, only, synth } from "./support";

const account = "1234567890123456";
const read = PolicyStatement.allow({ actions: "agentrun:GetAgentRuntime", resources: "*" });

describe("existing", () => {
  it("creates nothing and gives name and ARN", () => {
    const { resource, ...rest } = synth((stack) => {
      const role = new DevsCustomRole(stack, "R", { mode: "existing", accountId: account });
      expect(role.resource).toBeUndefined();
      expect(role.roleName).toBe("AliyunDevsCustomRole");
      expect(role.arn).toBe(`acs:ram::${account}:role/AliyunDevsCustomRole`);
    });
    expect(resource).toBeUndefined();
    expect(rest.import).toBeUndefined();
  });

  it("writes a service-linked role's ARN in lower case, as RAM does", () => {
    synth((stack) => {
      const role = new AgentRunServiceLinkedRole(stack, "L", { mode: "existing", accountId: account });
      expect(role.arn).toBe(`acs:ram::${account}:role/aliyunserviceroleforagentrun`);
    });
  });

  it("takes the account from a data source", () => {
    const { resource = {} } = synth((stack) => {
      const accountId = new DataAlicloudAccount(stack, "account").id;
      const role = new Role(stack, "R", { mode: "existing", roleName: "r", accountId });
      new CustomPolicy(stack, "P", {
        document: [PolicyStatement.allow({ actions: "sts:AssumeRole", resources: role.arn })],
      });
    });
    expect(only(resource, "alicloud_ram_policy")["policy_document"]).toContain(
      '"acs:ram::${data.alicloud_account.account.id}:role/r"',
    );
  });

  it("can still be given policies", () => {
    const { resource = {} } = synth((stack) => {
      const role = new Role(stack, "R", { mode: "existing", roleName: "r" });
      new SystemPolicy(stack, "S", { policyName: "AliyunFnFReadOnlyAccess", attachTo: { roles: [role] } });
      role.attachPolicy("AliyunFCInvocationAccess");
    });
    const attachments = Object.values(resource["alicloud_ram_role_policy_attachment"] ?? {});
    expect(attachments.map((a) => [a["role_name"], a["policy_name"]])).toEqual([
      ["r", "AliyunFCInvocationAccess"],
      ["r", "AliyunFnFReadOnlyAccess"],
    ]);
  });
});

describe("import", () => {
  it("takes over the role and its system policies, and creates what this stack makes", () => {
    const { resource = {}, import: imports } = synth((stack) => {
      const own = new CustomPolicy(stack, "P", { document: [read] });
      const role = new Role(stack, "R", {
        mode: "import",
        roleName: "r",
        trust: TrustPolicy.forServices("fc.aliyuncs.com"),
        policies: ["AliyunFnFReadOnlyAccess", own],
      });
      role.attachPolicy("AliyunFCInvocationAccess");
    });
    expect(imports?.map(({ id }) => id)).toEqual(["r", "role:AliyunFnFReadOnlyAccess:System:r"]);
    expect(Object.keys(resource["alicloud_ram_role_policy_attachment"] ?? {})).toHaveLength(3);
    for (const block of imports ?? []) {
      const [type = "", name = ""] = block.to.split(".");
      expect(resource[type]).toHaveProperty([name]);
    }
  });

  it("ignores what is never read back of a service-linked role", () => {
    const { resource = {}, import: imports } = synth((stack) => {
      new FunctionComputeServiceLinkedRole(stack, "L", { mode: "import" });
    });
    expect(imports?.map(({ id }) => id)).toEqual(["fc.aliyuncs.com:AliyunServiceRoleForFC"]);
    expect(only(resource, "alicloud_resource_manager_service_linked_role")["lifecycle"]).toEqual({
      prevent_destroy: true,
      ignore_changes: ["custom_suffix", "description"],
    });
  });

  it("is part of HCL output too", () => {
    const stack = newStack();
    new DevsCustomRole(stack, "R", { mode: "import", policies: [] });
    expect(Testing.synthHcl(stack)).toMatch(
      /import \{\s+to\s+= alicloud_ram_role\.R_Role_[0-9A-F]+\s+id\s+= "AliyunDevsCustomRole"\s+\}/,
    );
  });

  it("follows an overridden logical id and a provider alias", () => {
    const stack = newStack();
    const role = new DevsCustomRole(stack, "R", { mode: "import", policies: [] });
    role.resource?.overrideLogicalId("adopted");
    const { import: imports } = JSON.parse(Testing.synth(stack, true)) as { import: unknown };
    expect(imports).toEqual([{ id: "AliyunDevsCustomRole", to: "alicloud_ram_role.adopted" }]);
  });
});

describe("the foundation", () => {
  const parts = (foundation: AgentRunFoundation): readonly string[] =>
    foundation.node.children.map(({ node }) => node.id).sort();

  it("makes the four documented parts, and each can be switched off", () => {
    synth((stack) => {
      const four = [
        "AgentRunServiceLinkedRole",
        "DevsCustomRole",
        "DevsDefaultRole",
        "FunctionComputeServiceLinkedRole",
      ];
      expect(parts(new AgentRunFoundation(stack, "All", { mode: "existing" }))).toEqual(four);
      for (const part of four) {
        const option = part.charAt(0).toLowerCase() + part.slice(1);
        const without = new AgentRunFoundation(stack, `No${part}`, { mode: "existing", [option]: false });
        expect(parts(without)).toEqual(four.filter((other) => other !== part));
      }
    });
  });

  it("gives its mode and account to all parts that are not told otherwise", () => {
    synth((stack) => {
      const foundation = new AgentRunFoundation(stack, "F", {
        mode: "existing",
        accountId: account,
        devsDefaultRole: { mode: "create", description: "mine" },
      });
      expect(foundation.devsCustomRole?.arn).toBe(`acs:ram::${account}:role/AliyunDevsCustomRole`);
      expect(foundation.devsCustomRole?.resource).toBeUndefined();
      expect(foundation.devsDefaultRole?.resource?.descriptionInput).toBe("mine");
    });
  });
});
