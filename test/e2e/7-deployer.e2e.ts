import type { App } from "cdktf";
import { defaultAccountId } from "../../lib/emulator";
import { addStack, deployedStacks, madeBefore } from "./support/deployed-stacks";
import { assumeDeployer, deployerDocuments } from "./support/deployer";
import { proveMinimal } from "./support/prove-minimal";
import { scenario } from "./support/scenario";
import { expectSuccess } from "./support/stage";
import { synthesize } from "./support/synthesize";

// The provider waits for resource groups, so that they have a file of their own, which runs beside this one.
for (const name of Object.keys(deployedStacks).filter((one) => one !== "resource-group")) {
  scenario(`7 ${name}: the deployer's policy is enough, and without any one of its actions a real run fails`, (stage) =>
    proveMinimal(stage, name),
  );
}

scenario(
  "7 principals: the deployer's policy is enough on a role, for a session of it",
  async (stage) => {
    const add = (app: App) => {
      addStack(app, "principals", "first");
    };
    await stage.byHand(madeBefore);
    const document = deployerDocuments(add, defaultAccountId).get("principals")!;
    const { accessKeyId, securityToken } = await assumeDeployer(stage.emulator, document);
    const workspace = stage.workspace(synthesize(add).get("principals")!);
    workspace.use(stage.emulator.address, accessKeyId, securityToken);
    expectSuccess(await workspace.apply());
    expectSuccess(await workspace.planExitCode());
    expectSuccess(await workspace.destroy());
    const callers = stage.emulator.calls.filter(({ origin }) => origin === "http").map(({ principal }) => principal);
    expect(new Set(callers)).toEqual(new Set(["role/deployer/pipeline"]));
  },
  { enforce: true },
);
