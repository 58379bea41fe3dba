import { App, type TerraformStack, TerraformVariable, Testing, TerraformStack as Stack } from "cdktf";
import { Construct } from "constructs";
import { Arn, CustomPolicy, DevsCustomRole, PolicyStatement, Role, TrustPolicy } from "../../lib";
import { DataAlicloudAccount } from "../../lib/provider-alicloud/data-alicloud-account";
import { AlicloudProvider } from "../../lib/provider-alicloud/provider";
import { RamGroup } from "../../lib/provider-alicloud/ram-group";
import { type Synthesized, newStack, only, synth } from "./support";

const read = PolicyStatement.allow({ actions: "agentrun:GetAgentRuntime", resources: "*" });

function documentOf(build: (stack: TerraformStack) => readonly PolicyStatement[]): string {
  const { resource = {} } = synth((stack) => {
    new CustomPolicy(stack, "P", { document: build(stack) });
  });
  return only(resource, "alicloud_ram_policy")["policy_document"] as string;
}

describe("documents", () => {
  it("are the same bytes whatever the order of actions, resources and conditions", () => {
    const one = documentOf(() => [
      PolicyStatement.allow({
        actions: ["b:B", "a:A", "b:B"],
        resources: ["acs:x:*:*:b", "acs:x:*:*:a"],
        conditions: { StringLike: { "acs:z": "1", "acs:y": ["3", "2"] }, Bool: { "acs:MFAPresent": "true" } },
      }),
    ]);
    const other = documentOf(() => [
      PolicyStatement.allow({
        actions: ["a:A", "b:B"],
        resources: ["acs:x:*:*:a", "acs:x:*:*:b"],
        conditions: { Bool: { "acs:MFAPresent": ["true"] }, StringLike: { "acs:y": ["2", "3"], "acs:z": ["1"] } },
      }),
    ]);
    expect(one).toBe(other);
    expect(one).toBe(
      '{"Version":"1","Statement":[{"Effect":"Allow","Action":["a:A","b:B"],"Resource":["acs:x:*:*:a","acs:x:*:*:b"],' +
        '"Condition":{"Bool":{"acs:MFAPresent":["true"]},"StringLike":{"acs:y":["2","3"],"acs:z":["1"]}}}]}',
    );
  });

  it("keep tokens, sorted by what they stand for and not by when they were made", () => {
    const build = (firstToken: "a" | "b") => (stack: TerraformStack) => {
      const variables = firstToken === "a" ? ["a", "b"] : ["b", "a"];
      const tokens = variables.map((name) => new TerraformVariable(stack, name, {}).stringValue).sort();
      return [
        PolicyStatement.allow({ actions: "agentrun:Get*", resources: tokens.map((id) => `acs:agentrun:*:${id}:*`) }),
      ];
    };
    expect(documentOf(build("a"))).toBe(documentOf(build("b")));
    expect(documentOf(build("a"))).toContain('["acs:agentrun:*:${var.a}:*","acs:agentrun:*:${var.b}:*"]');
  });

  it("drop a token that is there twice, and keep literal text that looks like an expression literal", () => {
    const text = documentOf((stack) => {
      const account = new DataAlicloudAccount(stack, "account");
      const arn = Arn.of({ service: "agentrun", account: account.id, resource: "workspaces/${team}/%{x}" });
      return [PolicyStatement.allow({ actions: "agentrun:Get*", resources: [arn.toString(), arn.toString()] })];
    });
    expect(text).toContain(
      '"Resource":["acs:agentrun:*:${data.alicloud_account.account.id}:workspaces/$${team}/%%{x}"]',
    );
  });

  it("carry a reference into another stack", () => {
    const app = new App({ outdir: Testing.app().outdir });
    const [one, two] = ["one", "two"].map((name) => {
      const stack = new Stack(app, name);
      new AlicloudProvider(stack, "alicloud", { region: "cn-hangzhou" });
      return stack;
    }) as [Stack, Stack];
    const role = new Role(one, "R", { trust: TrustPolicy.forServices("fc.aliyuncs.com"), roleName: "r" });
    new CustomPolicy(two, "P", {
      document: [PolicyStatement.allow({ actions: "ram:PassRole", resources: role.arn })],
      attachTo: { roles: [role] },
    });
    two.prepareStack();
    const { resource = {} } = JSON.parse(Testing.synth(two, true)) as Synthesized;
    expect(only(resource, "alicloud_ram_policy")["policy_document"]).toMatch(
      /"Resource":\["\$\{data\.terraform_remote_state\.[^}]+\}"\]/,
    );
  });
});

describe("names", () => {
  it("are derived from the path: stable, valid and different", () => {
    const names = ["A", "b_c", "b-c", "ü", "x".repeat(200)].map((id) => {
      const { resource = {} } = synth((stack) => {
        const group = new Construct(stack, "very.long-group");
        new CustomPolicy(group, id, { document: [read] });
        new Role(group, `${id}-role`, { trust: TrustPolicy.forServices("fc.aliyuncs.com") });
      });
      return [only(resource, "alicloud_ram_policy")["policy_name"], only(resource, "alicloud_ram_role")["role_name"]];
    }) as [string, string][];
    expect(names[0]).toEqual(["test-very-long-group-A-e811cd9e", "test-very-long-group-A-role-7444e6a4"]);
    for (const [policyName, roleName] of names) {
      expect(policyName).toMatch(/^[A-Za-z0-9-]{1,128}$/);
      expect(roleName).toMatch(/^[A-Za-z0-9-]{1,64}$/);
    }
    expect(new Set(names.flat()).size).toBe(10);
  });
});

describe("attachments", () => {
  const attachTo = (groups: readonly string[]) => (stack: TerraformStack) => {
    new CustomPolicy(stack, "P", { document: [read], attachTo: { groups } });
  };

  it("of one principal do not change when another comes or goes", () => {
    const type = "alicloud_ram_group_policy_attachment";
    const before = synth(attachTo(["a", "b"])).resource?.[type] ?? {};
    const after = synth(attachTo(["c", "b"])).resource?.[type] ?? {};
    const common = Object.keys(after).filter((id) => id in before);
    expect(common.map((id) => after[id]?.["group_name"])).toEqual(["b"]);
  });

  it("refer to the policy and to the principal's resource", () => {
    const { resource = {} } = synth((stack) => {
      const group = new RamGroup(stack, "G", { groupName: "g" });
      const role = new Role(stack, "R", { trust: TrustPolicy.forServices("fc.aliyuncs.com") });
      new CustomPolicy(stack, "P", { document: [read], attachTo: { groups: [group], roles: [role] } });
    });
    expect(only(resource, "alicloud_ram_group_policy_attachment")).toMatchObject({
      group_name: "${alicloud_ram_group.G.group_name}",
      policy_name: expect.stringMatching(/^\$\{alicloud_ram_policy\.P_Policy_[0-9A-F]+\.policy_name\}$/) as string,
    });
    expect(only(resource, "alicloud_ram_role_policy_attachment")["role_name"]).toMatch(
      /^\$\{alicloud_ram_role\.R_Role_[0-9A-F]+\.role_name\}$/,
    );
  });
});

describe("what is handed on", () => {
  it("reaches every resource: provider alias and dependsOn", () => {
    const stack = newStack();
    const provider = new AlicloudProvider(stack, "other", { alias: "other", region: "cn-beijing" });
    const group = new RamGroup(stack, "G", { groupName: "g" });
    const options = { provider, dependsOn: [group] };
    new CustomPolicy(stack, "P", { document: [read], attachTo: { users: ["u"] }, ...options });
    new DevsCustomRole(stack, "R", { mode: "import", ...options });
    const json = JSON.parse(Testing.synth(stack, true)) as {
      resource: Record<string, Record<string, Record<string, unknown>>>;
      import: readonly Record<string, unknown>[];
    };
    const made = Object.entries(json.resource)
      .filter(([type]) => type !== "alicloud_ram_group")
      .flatMap(([, byName]) => Object.values(byName));
    expect(made).toHaveLength(5);
    for (const resource of made) {
      expect(resource).toMatchObject({ provider: "alicloud.other", depends_on: ["alicloud_ram_group.G"] });
    }
    expect(json.import.map((block) => block["provider"])).toEqual(Array(3).fill("alicloud.other"));
  });

  it("never holds force, a data source for documents, or an empty description", () => {
    const { resource = {}, data } = synth((stack) => {
      new CustomPolicy(stack, "P", { document: [read] });
      new DevsCustomRole(stack, "R");
    });
    expect(JSON.stringify(resource)).not.toMatch(/"force"|"description":""/);
    expect(data).toBeUndefined();
  });
});
