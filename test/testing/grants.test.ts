/** An example of a user's own test, as the page on testing has it, and what the rest of it does. */
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
  expect(dev).toAllow("agentrun:GetAgentRuntime", arn.agentrun.runtime({ workspace: "team-a", runtime: "*" }));
  expect(dev).toDeny("agentrun:GetAgentRuntime", arn.agentrun.runtime({ workspace: "team-b", runtime: "*" }));
  expect(dev).toDeny("agentrun:DeleteAgentRuntime");
});

it("only developers may look at runtimes", () => {
  const names = grantsOf(team())
    .whoCan("agentrun:GetAgentRuntime")
    .map(({ kind, name, decision }) => `${kind} ${name}: ${decision}`);
  expect(names).toEqual(["group dev: Allow"]);
});

it("asks a synthesized stack the same as one in memory", () => {
  const json = JSON.parse(Testing.synth(team())) as Readonly<Record<string, unknown>>;
  expect(grantsOf(json).group("DEV").allows("agentrun:GetAgentRuntime", runtimeIn("team-a"))).toBe(true);
  expect(grantsOf(json).principals).toEqual(["group dev"]);
  expect(grantsOf(`\ufeff\n${Testing.synth(team())}`).principals).toEqual(["group dev"]);
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
  expect(alice).toDeny("agentrun:ListTools", "*", { context: { "acs:MFAPresent": null } });
  expect(alice).toDeny("agentrun:ListTools", "*", { world: "closed" });
  expect(alice).toAllow("agentrun:InvokeRuntime", "*", { resourceGroup: "rg-1" });
  expect(alice).toDeny("agentrun:InvokeRuntime", "*", { resourceGroup: null });
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
  ["an empty stack", () => grantsOf({}), /RAM501 stack: neither a stack, a plan/],
  ["the text of an empty stack", () => grantsOf("{}"), /RAM501 stack: neither a stack, a plan/],
  ["text that only begins as JSON", () => grantsOf('{ "resource"'), /RAM501 stack: not JSON/],
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

const attachment = (group: string, policy: string, more: object = {}) => ({
  group_name: group,
  policy_name: policy,
  policy_type: "Custom",
  ...more,
});

const policy = (name: string, effect: string, action: string) => ({
  policy_name: name,
  policy_document: JSON.stringify({ Version: "1", Statement: [{ Effect: effect, Action: action, Resource: "*" }] }),
});

/** A user in a group that has something of its own under two aliases of the provider, for all and in a resource group. */
function inTwoModels() {
  const inGroup = {
    principal_type: "IMSGroup",
    resource_group_id: "rg-1",
    principal_name: "dev",
    policy_type: "Custom",
  };
  return {
    resource: {
      alicloud_ram_policy: {
        A: policy("a", "Allow", "oss:Get"),
        B: { ...policy("b", "Allow", "oss:Put"), provider: "alicloud.b" },
      },
      alicloud_ram_group_policy_attachment: {
        A: attachment("dev", "a"),
        B: { ...attachment("dev", "b"), provider: "alicloud.b" },
      },
      alicloud_ram_user_group_attachment: { M: { group_name: "dev", user_name: "alice" } },
      alicloud_resource_manager_policy_attachment: {
        A: { ...inGroup, policy_name: "a" },
        B: { ...inGroup, policy_name: "b", provider: "alicloud.b" },
      },
      alicloud_ram_role: {
        A: { role_name: "run", assume_role_policy_document: trust("fc.aliyuncs.com") },
        B: { role_name: "run", assume_role_policy_document: trust("ecs.aliyuncs.com"), provider: "alicloud.b" },
      },
    },
  };
}

function trust(service: string): string {
  const statement = { Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: [service] } };
  return JSON.stringify({ Version: "1", Statement: [statement] });
}

it.each(["user alice", "group dev"])("what %s has in several models counts together", (who) => {
  const [kind, name] = who.split(" ") as ["user" | "group", string];
  const principal = grantsOf(inTwoModels())[kind](name);
  expect(
    ["oss:Get", "oss:Put", "oss:List"].map((action) => principal.denies(action, "*", { resourceGroup: null })),
  ).toEqual([false, false, true]);
});

it("what is for one resource group in several models counts together", () => {
  const { alicloud_ram_group_policy_attachment: _, ...resource } = inTwoModels().resource;
  const alice = grantsOf({ resource }).user("alice");
  const decisions = (resourceGroup: string) =>
    ["oss:Get", "oss:Put", "oss:List"].map((action) => alice.allows(action, "*", { resourceGroup }));
  expect(decisions("rg-1")).toEqual([true, true, false]);
  expect(decisions("rg-2")).toEqual([false, false, false]);
  expect(alice.describe("oss:Put", "*", { resourceGroup: "rg-1" })).toMatch(
    / b \(through group dev\) Statement\[0\] Allow/,
  );
});

it("whom any of a role's trust policies trusts may assume it", () => {
  const run = grantsOf(inTwoModels()).role("run");
  const services = ["fc.aliyuncs.com", "ecs.aliyuncs.com", "oss.aliyuncs.com"];
  expect(services.map((name) => run.trusts({ kind: "Service", name }))).toEqual([true, true, false]);
});

describe("a user in a group about which the stack says nothing", () => {
  const alice = () =>
    grantsOf({
      resource: {
        alicloud_ram_policy: { P: policy("p", "Allow", "oss:Get"), D: policy("d", "Deny", "oss:Put") },
        alicloud_ram_user_policy_attachment: {
          P: { user_name: "alice", policy_name: "p", policy_type: "Custom" },
          D: { user_name: "alice", policy_name: "d", policy_type: "Custom" },
        },
        alicloud_ram_user_group_attachment: { M: { group_name: "admins", user_name: "alice" } },
      },
    }).user("alice");
  const why = /user alice is in the group admins, about which the stack says nothing: it is not known whether it may/;

  it.each(["oss:Get", "oss:List"])("neither may nor may not %s", (action) => {
    expect(() => {
      expect(alice()).toAllow(action);
    }).toThrow(why);
    expect(() => {
      expect(alice()).toDeny(action);
    }).toThrow(why);
    expect(() => {
      expect(alice()).not.toDeny(action);
    }).toThrow(why);
  });

  it("may not what is denied whatever the group has", () => {
    expect(alice()).toDeny("oss:Put");
  });
});

describe("what only Terraform knows", () => {
  const grantTo = (user: string, name: string) => ({ user_name: user, policy_name: name, policy_type: "Custom" });
  const grants = () =>
    grantsOf({
      variable: { who: { type: "string" }, admins: { type: "list(string)" } },
      resource: {
        alicloud_ram_policy: {
          P: policy("p", "Allow", "oss:Get"),
          Q: policy("q", "Allow", "oss:Put"),
          R: policy("r", "Deny", "oss:List"),
          S: policy("s", "Allow", "oss:List"),
        },
        alicloud_ram_user: { A: { name: "alice" }, B: { name: "bob" } },
        alicloud_ram_user_policy_attachment: { W: grantTo("a${var.who}", "p"), S: grantTo("bob", "s") },
        alicloud_ram_group_policy_attachment: { D: attachment("dev", "q"), T: attachment("${var.who}-team", "r") },
        alicloud_ram_user_group_attachment: { T: { group_name: "web-team", user_name: "bob" } },
        alicloud_ram_group: { T: { group_name: "web-team" } },
        alicloud_ram_group_membership: { M: { group_name: "dev", user_names: "${var.admins}" } },
      },
    });

  it.each([
    [
      "alice",
      "oss:Get",
      /user alice may have what the user a\$\{var\.who\} has, whose name only Terraform knows: it is not known whether/,
    ],
    [
      "alice",
      "oss:Put",
      /user alice may be in the group dev, whose members only Terraform knows: it is not known whether/,
    ],
    ["bob", "oss:Put", /user bob may be in the group dev/],
    ["bob", "oss:List", /user bob may have what the group \$\{var\.who\}-team has/],
  ])("may give %s %s", (name, action, message) => {
    expect(() => {
      expect(grants().user(name)).toDeny(action);
    }).toThrow(message);
  });

  it.each([
    ["bob", "oss:Get"],
    ["alice", "oss:List"],
  ])("gives %s in no case %s", (name, action) => {
    expect(grants().user(name)).toDeny(action);
  });
});

it.each([
  ["totally bad action", "*", /no request has the action "totally bad action"/],
  ["oss:Get*", "*", /no request has the action "oss:Get\*"/],
  ["*", "*", /no request has the action "\*"/],
  ["Get", "*", /no request has the action "Get"/],
  ["oss:Get", "not an arn", /no request has the resource "not an arn"/],
  ["oss:Get", "", /no request has the resource ""/],
])("%s on %s is no request, and no test of one passes", (action, resource, message) => {
  const dev = grantsOf(team()).group("dev");
  expect(() => {
    expect(dev).toDeny(action, resource);
  }).toThrow(message);
  expect(() => {
    expect(dev).not.toAllow(action, resource);
  }).toThrow(message);
});

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
