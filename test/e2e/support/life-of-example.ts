import { examples, registerExamples } from "../../../examples/stacks";
import { defaultAccountId } from "../../../lib/emulator";
import { makeImported, makeNamedPrincipals } from "./by-hand";
import { deployerDocuments, makeDeployer } from "./deployer";
import type { Engine } from "./engine";
import { withResourceGroups } from "./resource-groups";
import { type Stage, changesIn, contentOf, expectFailure, expectSuccess } from "./stage";
import { protectedOf, withoutImports } from "./stack-json";
import { synthesize } from "./synthesize";

const synthesized = synthesize(registerExamples);
const deployers = deployerDocuments(registerExamples, defaultAccountId);

export const exampleNames = Object.keys(examples);

/**
 * Applies an example, plans it again, and destroys it, by a deployer who may do what our policy for deployers says, and
 * no more.
 */
export async function liveThrough(stage: Stage, name: string, engine?: Engine): Promise<void> {
  const { emulator } = stage;
  const example = synthesized.get(name)!;
  const key = await makeDeployer(emulator, deployers.get(name)!);
  await stage.byHand(makeNamedPrincipals(example));
  const empty = contentOf(emulator.state);
  await makeImported(emulator, example);
  const text = await withResourceGroups(example, emulator);
  const workspace = stage.workspace(text, engine);
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
    // OpenTofu carries out import blocks when it destroys, too, and would take them over again.
    workspace.write(withoutImports(text));
  }
  expectSuccess(await workspace.destroy());
  const left = contentOf(emulator.state).filter((one) => !empty.includes(one));
  expect(left).toHaveLength(kept.length);
  for (const one of left) expect(one).toMatch(/^role AliyunServiceRoleFor/);
  expect(contentOf(emulator.state)).toEqual(expect.arrayContaining([...empty]));
  expect(emulator.calls.filter(({ code }) => code === "NoPermission")).toEqual([]);
}
