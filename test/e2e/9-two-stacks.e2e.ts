import { TerraformStack } from "cdktf";
import { CustomPolicy, FunctionComputeServiceLinkedRole, PolicyStatement, Role, TrustPolicy } from "../../lib";
import { AlicloudProvider } from "../../lib/provider-alicloud/provider";
import { scenario } from "./support/scenario";
import { changesIn, contentOf, expectSuccess } from "./support/stage";
import { synthesize } from "./support/synthesize";

const accountId = "1234567890123456";

/** An app in which one stack creates what the other one uses as existing. */
function twoStacks(): ReadonlyMap<string, string> {
  return synthesize((app) => {
    const base = new TerraformStack(app, "base");
    new AlicloudProvider(base, "alicloud", { region: "cn-hangzhou" });
    new FunctionComputeServiceLinkedRole(base, "FunctionCompute", { protectFromDestroy: false });
    new Role(base, "Runner", { roleName: "runner", trust: TrustPolicy.forServices("fc.aliyuncs.com") });

    const team = new TerraformStack(app, "team");
    new AlicloudProvider(team, "alicloud", { region: "cn-hangzhou" });
    const functions = new FunctionComputeServiceLinkedRole(team, "FunctionCompute", { mode: "existing", accountId });
    const runner = new Role(team, "Runner", { mode: "existing", roleName: "runner", accountId });
    new CustomPolicy(team, "Run", {
      policyName: "run",
      document: [
        PolicyStatement.allow({
          actions: "ram:PassRole",
          resources: [runner.arn, functions.arn],
          conditions: { StringEquals: { "acs:Service": "fc.aliyuncs.com" } },
        }),
      ],
      attachTo: { roles: [runner] },
    });
  });
}

scenario("9 two stacks share a service-linked role and a role", async (stage) => {
  const stacks = twoStacks();
  const base = stage.workspace(stacks.get("base")!);
  const team = stage.workspace(stacks.get("team")!);
  const shared = ["role AliyunServiceRoleForFC", "role runner"];
  expectSuccess(await base.apply());
  expect(contentOf(stage.emulator.state)).toEqual(shared);
  const applied = await stage.callsDuring(async () => {
    expectSuccess(await team.apply());
  });
  expect(changesIn(applied)).toEqual(["CreatePolicy", "AttachPolicyToRole"]);
  const document = stage.emulator.state.policies[0]?.versions[0]?.document;
  for (const name of ["runner", "aliyunservicerolefor"])
    expect(document).toContain(`acs:ram::${accountId}:role/${name}`);

  for (const workspace of [base, team]) {
    const planned = await stage.callsDuring(async () => {
      expectSuccess(await workspace.planExitCode());
    });
    expect(changesIn(planned)).toEqual([]);
  }
  expectSuccess(await team.destroy());
  expect(contentOf(stage.emulator.state)).toEqual(shared);
  expectSuccess(await base.destroy());
  expect(contentOf(stage.emulator.state)).toEqual([]);
});
