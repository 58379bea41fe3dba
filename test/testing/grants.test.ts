/** The README's example of a user's own test, and what the rest of it does. */
import { TerraformStack, Testing } from "cdktf";
import { CustomPolicy, LeastPrivilege, Role, SystemPolicy, TrustPolicy } from "cdktf-alicloud-agentrun";
import { allow, arn } from "cdktf-alicloud-agentrun/catalog";
import { grantsOf } from "cdktf-alicloud-agentrun/testing";
import "cdktf-alicloud-agentrun/testing/jest";
import { DataAlicloudAccount } from "cdktf-alicloud-agentrun/provider-alicloud/data-alicloud-account";
import { AlicloudProvider } from "cdktf-alicloud-agentrun/provider-alicloud/provider";
import { RamUserGroupAttachment } from "cdktf-alicloud-agentrun/provider-alicloud/ram-user-group-attachment";

function team(): TerraformStack {
  const stack = new TerraformStack(Testing.app(), "team");
  new AlicloudProvider(stack, "alicloud", { region: "cn-hangzhou" });
  new LeastPrivilege(stack, "Dev", {
    features: { agents: "view" },
    within: { workspace: "team-a" },
    attachTo: { groups: ["dev"] },
  });
  return stack;
}

const runtimeIn = (workspace: string): string =>
  arn.agentrun.runtime({ workspace, runtime: "shop", region: "cn-hangzhou", account: "1234567890123456" });

it("developers may look at the runtimes of their workspace, and not delete them", () => {
  const dev = grantsOf(team()).group("dev");
  expect(dev).toAllow("agentrun:GetAgentRuntime", runtimeIn("team-a"));
  expect(dev).toDeny("agentrun:GetAgentRuntime", runtimeIn("team-b"));
  expect(dev).toDeny("agentrun:DeleteAgentRuntime", runtimeIn("team-a"));
});

it("asks a synthesized stack the same as one in memory", () => {
  const json = JSON.parse(Testing.synth(team())) as Readonly<Record<string, unknown>>;
  expect(grantsOf(json).group("DEV").allows("agentrun:GetAgentRuntime", runtimeIn("team-a"))).toBe(true);
  expect(grantsOf(json).principals).toEqual(["group dev"]);
});

it("asks what cdktf synth wrote, over all its stacks", () => {
  const outputFolder = Testing.fullSynth(team());
  expect(grantsOf(outputFolder).group("dev")).toAllow("agentrun:GetAgentRuntime", runtimeIn("team-a"));
});

it("knows conditions, groups, resource groups, system policies and trust", () => {
  const stack = new TerraformStack(Testing.app(), "stack");
  const statement = allow({
    actions: "agentrun:ListTools",
    resources: "*",
    conditions: { Bool: { "acs:MFAPresent": "true" } },
  });
  new CustomPolicy(stack, "Mfa", { document: [statement], attachTo: { groups: ["dev"] } });
  new RamUserGroupAttachment(stack, "Member", { groupName: "dev", userName: "alice" });
  new SystemPolicy(stack, "Invoke", {
    policyName: "AliyunAgentRunInvokeOnlyAccess",
    attachTo: { users: ["alice"], resourceGroup: { id: "rg-1", accountAlias: "1" } },
  });
  new Role(stack, "Run", { roleName: "run", trust: TrustPolicy.forServices("fc.aliyuncs.com") });
  const grants = grantsOf(stack);
  const alice = grants.user("alice");
  expect(alice).toAllow("agentrun:ListTools", "*", { context: { "acs:MFAPresent": "true" } });
  expect(alice).toDeny("agentrun:ListTools");
  expect(alice).toAllow("agentrun:InvokeRuntime", "*", { resourceGroup: "rg-1" });
  expect(alice).toDeny("agentrun:InvokeRuntime");
  expect(grants.role("run").trusts({ kind: "Service", name: "fc.aliyuncs.com" })).toBe(true);
  expect(grants.role("run").trusts({ kind: "Service", name: "ecs.aliyuncs.com" })).toBe(false);
  expect(() => alice.trusts({ kind: "Service", name: "fc.aliyuncs.com" })).toThrow(/user alice has no trust policy/);
});

it("neither allows nor denies what is not known", () => {
  const stack = new TerraformStack(Testing.app(), "stack");
  const account = new DataAlicloudAccount(stack, "account");
  const resources = arn.agentrun.tool({ workspace: "w", tool: "t", account: account.id });
  new CustomPolicy(stack, "P", {
    document: [allow({ actions: "agentrun:GetTool", resources })],
    attachTo: { users: ["u"] },
  });
  const user = grantsOf(stack).user("u");
  const tool = arn.agentrun.tool({ workspace: "w", tool: "t", region: "cn-hangzhou", account: "1" });
  expect([user.allows("agentrun:GetTool", tool), user.denies("agentrun:GetTool", tool)]).toEqual([false, false]);
  expect(user.explain("agentrun:GetTool", tool).decision).toBe("Depends");
  expect(() => {
    expect(user).toAllow("agentrun:GetTool", tool);
  }).toThrow(/user u: Depends of agentrun:GetTool on .*\n.*Statement\[0\] Allow: resource not known/);
});

it.each([
  [
    "a principal that is not there",
    () => grantsOf(team()).user("bob"),
    /no user bob in the stack; there are: group dev/,
  ],
  [
    "a policy that is not known",
    () => unknownPolicy().allows("oss:Get"),
    /user u has the policy Elsewhere, which is neither/,
  ],
  ["a file that is not there", () => grantsOf("no-such-file.json"), /RAM501 no-such-file\.json/],
  ["JSON that is no stack", () => grantsOf({ resource: 1 }), /RAM501/],
])("says what is wrong: %s", (_, ask, message) => {
  expect(ask).toThrow(message);
});

function unknownPolicy() {
  const resource = {
    alicloud_ram_user_policy_attachment: { A: { policy_name: "Elsewhere", policy_type: "Custom", user_name: "u" } },
  };
  return grantsOf({ resource }).user("u");
}

it("says why an expectation failed", () => {
  const dev = grantsOf(team()).group("dev");
  expect(() => {
    expect(dev).toAllow("agentrun:GetAgentRuntime", runtimeIn("team-b"));
  }).toThrow(
    /group dev: ImplicitDeny of agentrun:GetAgentRuntime on acs:[^]*Statement\[\d\] Allow: resource not covered/,
  );
  expect(() => {
    expect(dev).not.toAllow("agentrun:GetAgentRuntime", runtimeIn("team-a"));
  }).toThrow(/group dev: Allow of agentrun:GetAgentRuntime/);
});
