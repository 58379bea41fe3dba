import { addStack, deployedStacks, deployerDocument, madeBefore } from "./support/deployed-stacks";
import { assumeDeployer } from "./support/deployer";
import { proveMinimal } from "./support/prove-minimal";
import { scenario } from "./support/scenario";
import { expectSuccess } from "./support/stage";
import { synthesize } from "./support/synthesize";

// The provider waits for resource groups, so that they have a file of their own, which runs beside this one.
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
