import { registerExamples } from "../../examples/stacks";
import { defaultAccountId } from "../../lib/emulator";
import { makeImported, makeNamedPrincipals } from "./support/by-hand";
import { deployerDocuments, makeDeployer } from "./support/deployer";
import { withResourceGroups } from "./support/resource-groups";
import { scenario } from "./support/scenario";
import { type Stage, changesIn, contentOf, expectFailure, expectSuccess } from "./support/stage";
import { protectedOf } from "./support/stack-json";
import { synthesize } from "./support/synthesize";

const deployers = deployerDocuments(registerExamples, defaultAccountId);

for (const [name, synthesized] of synthesize(registerExamples)) {
  const body = async (stage: Stage) => {
    const { emulator } = stage;
    // Whoever deploys may do what our policy for deployers says, and no more.
    const key = await makeDeployer(emulator, deployers.get(name)!);
    await stage.byHand(makeNamedPrincipals(synthesized));
    const empty = contentOf(emulator.state);
    await stage.byHand(makeImported(synthesized, emulator.accountId));
    const text = await withResourceGroups(synthesized, emulator);
    const workspace = stage.workspace(text);
    workspace.use(emulator.address, key);

    expectSuccess(await workspace.apply());
    expect(contentOf(emulator.state)).not.toEqual(empty);
    const planned = await stage.callsDuring(async () => {
      expectSuccess(await workspace.planExitCode());
    });
    expect(changesIn(planned)).toEqual([]);

    const kept = protectedOf(text);
    if (kept.length > 0) {
      // What protects service-linked roles protects all of the stack, until they are out of its state.
      const refused = await stage.callsDuring(async () => {
        expectFailure(await workspace.destroy());
      });
      expect(changesIn(refused)).toEqual([]);
      expectSuccess(await workspace.engine("state", "rm", ...kept));
    }
    expectSuccess(await workspace.destroy());
    const left = contentOf(emulator.state).filter((one) => !empty.includes(one));
    expect(left).toHaveLength(kept.length);
    for (const one of left) expect(one).toMatch(/^role AliyunServiceRoleFor/);
    expect(contentOf(emulator.state)).toEqual(expect.arrayContaining([...empty]));
    expect(emulator.calls.filter(({ code }) => code === "NoPermission")).toEqual([]);
  };
  scenario(`1 ${name}: apply, empty plan, destroy, by a deployer`, body, { enforce: true });
}
