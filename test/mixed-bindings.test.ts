import { TerraformProvider, TerraformResource, TerraformStack, Testing } from "cdktf";
import { CustomPolicy, InvokeAccess, PolicyStatement, Role, TrustPolicy } from "../lib";
import type { Synthesized } from "./constructs/support";

// Classes as `cdktf get` makes them in a user's project: other copies than this library's, of the same provider.
class AlicloudProvider extends TerraformProvider {
  constructor(
    scope: TerraformStack,
    id: string,
    private readonly config: { readonly region: string; readonly alias?: string },
  ) {
    super(scope, id, {
      terraformResourceType: "alicloud",
      terraformGeneratorMetadata: { providerName: "alicloud", providerVersionConstraint: "~> 1.289" },
      terraformProviderSource: "aliyun/alicloud",
    });
  }
  override get alias(): string | undefined {
    return this.config.alias;
  }
  protected override synthesizeAttributes(): Record<string, unknown> {
    return { ...this.config };
  }
}

class RamGroup extends TerraformResource {
  constructor(scope: TerraformStack, id: string, groupName: string) {
    super(scope, id, {
      terraformResourceType: "alicloud_ram_group",
      terraformGeneratorMetadata: { providerName: "alicloud", providerVersionConstraint: "~> 1.289" },
    });
    this.name = groupName;
  }
  private readonly name: string;
  get groupName(): string {
    return this.getStringAttribute("group_name");
  }
  protected override synthesizeAttributes(): Record<string, unknown> {
    return { group_name: this.name };
  }
}

it("works beside a provider and resources of other bindings, under the provider's alias", () => {
  const stack = new TerraformStack(Testing.app(), "mixed");
  new AlicloudProvider(stack, "default", { region: "cn-hangzhou" });
  const provider = new AlicloudProvider(stack, "audit", { region: "cn-shanghai", alias: "audit" });
  const group = new RamGroup(stack, "Team", "team");
  const role = new Role(stack, "Runtime", {
    roleName: "runtime",
    trust: TrustPolicy.forServices("fc.aliyuncs.com"),
    provider,
  });
  const statement = PolicyStatement.allow({ actions: "agentrun:GetAgentRuntime", resources: "*" });
  new CustomPolicy(stack, "Own", { document: [statement], attachTo: { groups: [group.groupName] }, provider });
  new InvokeAccess(stack, "Invoke", { attachTo: { roles: [role], groups: [group.groupName] }, provider });

  const { provider: providers, resource = {} } = JSON.parse(Testing.synth(stack, true)) as Synthesized;

  expect(providers).toEqual({
    alicloud: [{ region: "cn-hangzhou" }, { region: "cn-shanghai", alias: "audit" }],
  });
  const { Team, ...ours } = Object.assign({}, ...Object.values(resource)) as Record<string, Record<string, unknown>>;
  expect(Team).toMatchObject({ group_name: "team" });
  expect(Object.keys(ours)).toHaveLength(5);
  for (const argumentsOf of Object.values(ours)) expect(argumentsOf["provider"]).toBe("alicloud.audit");
  const attachments = Object.values(resource["alicloud_ram_group_policy_attachment"] ?? {});
  expect(attachments).toHaveLength(2);
  for (const { group_name } of attachments) expect(group_name).toBe("${alicloud_ram_group.Team.group_name}");
});
