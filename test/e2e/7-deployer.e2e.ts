import { type App, TerraformStack } from "cdktf";
import { TrustPolicy } from "../../lib";
import { defaultAccountId } from "../../lib/emulator";
import { RamGroup } from "../../lib/provider-alicloud/ram-group";
import { RamPolicy } from "../../lib/provider-alicloud/ram-policy";
import { RamRole } from "../../lib/provider-alicloud/ram-role";
import { RamUser } from "../../lib/provider-alicloud/ram-user";
import { AlicloudProvider } from "../../lib/provider-alicloud/provider";
import type { HandCall } from "./support/by-hand";
import { addStack, deployedStacks, deployerDocument, madeBefore } from "./support/deployed-stacks";
import { assumeDeployer, deployerDocuments, makeDeployer } from "./support/deployer";
import { proveMinimal } from "./support/prove-minimal";
import { scenario } from "./support/scenario";
import { expectSuccess } from "./support/stage";
import { synthesize } from "./support/synthesize";

// Resource groups are in a file that runs in parallel, because the provider waits long for them.
for (const name of Object.keys(deployedStacks).filter((one) => one !== "resource-group")) {
  scenario(`7 ${name}: the deployer's policy is enough, and without any one of its actions a real run fails`, (stage) =>
    proveMinimal(stage, name, deployerDocument(name)),
  );
}

scenario(
  "7 principals: the deployer's policy is enough on a role, for a session of it",
  async (stage) => {
    await stage.byHand(madeBefore);
    const { accessKeyId, securityToken } = await assumeDeployer(stage.emulator, deployerDocument("principals"));
    const synthesized = synthesize((app) => {
      addStack(app, "principals", "first");
    });
    const workspace = stage.workspace(synthesized.get("principals")!);
    workspace.use(stage.emulator.address, accessKeyId, securityToken);
    expectSuccess(await workspace.apply());
    expectSuccess(await workspace.planExitCode());
    expectSuccess(await workspace.destroy());
    const callers = stage.emulator.calls.filter(({ origin }) => origin === "http").map(({ principal }) => principal);
    expect(new Set(callers)).toEqual(new Set(["role/deployer/pipeline"]));
  },
  { enforce: true },
);

/** Objects that RAM does not delete while others depend on them. */
function forced(app: App): void {
  const stack = new TerraformStack(app, "forced");
  new AlicloudProvider(stack, "alicloud", { region: "cn-hangzhou" });
  const force = true;
  new RamGroup(stack, "Group", { groupName: "g", force });
  new RamUser(stack, "User", { name: "u", force });
  const trust = TrustPolicy.forServices("fc.aliyuncs.com").toText();
  new RamRole(stack, "Role", { roleName: "r", assumeRolePolicyDocument: trust, force });
  const document = { Version: "1", Statement: [{ Effect: "Allow", Action: "oss:GetObject", Resource: "*" }] };
  new RamPolicy(stack, "Policy", { policyName: "p", policyDocument: JSON.stringify(document), force });
}

const own = { PolicyName: "p", PolicyType: "Custom" };
const hanging: readonly HandCall[] = [
  { action: "CreateAccessKey", parameters: { UserName: "u" } },
  { action: "AddUserToGroup", parameters: { UserName: "u", GroupName: "g" } },
  { action: "AttachPolicyToUser", parameters: { UserName: "u", ...own } },
  { action: "AttachPolicyToGroup", parameters: { GroupName: "g", ...own } },
  { action: "AttachPolicyToRole", parameters: { RoleName: "r", ...own } },
  {
    action: "AttachPolicyToUser",
    parameters: { UserName: "u", PolicyName: "AliyunOSSReadOnlyAccess", PolicyType: "System" },
  },
];

scenario(
  "7 forced: the deployer's policy is enough to delete also what was added by hand",
  async (stage) => {
    const document = deployerDocuments(forced, defaultAccountId).get("forced")!;
    const workspace = stage.workspace(synthesize(forced).get("forced")!);
    workspace.use(stage.emulator.address, await makeDeployer(stage.emulator, document));
    expectSuccess(await workspace.apply());
    await stage.byHand(hanging);
    expectSuccess(await workspace.destroy());
    const calls = stage.emulator.calls.filter(({ origin }) => origin === "http");
    expect(calls.filter(({ code }) => code === "NoPermission")).toEqual([]);
    const { users, groups, roles, policies } = stage.emulator.state;
    const left = [users, groups, roles, policies].flat().map(({ name }) => name);
    expect(left.filter((name) => ["u", "g", "r", "p"].includes(name))).toEqual([]);
  },
  { enforce: true },
);
