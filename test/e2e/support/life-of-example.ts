import { examples, registerExamples } from "../../../examples/stacks";
import { defaultAccountId } from "../../../lib/emulator";
import { makeImported, makeNamedPrincipals } from "./by-hand";
import { deployerDocuments, makeDeployer } from "./deployer";
import type { Engine } from "./engine";
import { withResourceGroups } from "./resource-groups";
import { type Stage, changesIn, contentOf, expectFailure, expectSuccess } from "./stage";
import { protectedOf, withoutImports } from "./stack-json";
import { synthesize } from "./synthesize";
import type { Workspace } from "./workspace";

const synthesized = synthesize(registerExamples);
const deployers = deployerDocuments(registerExamples, defaultAccountId);

export const exampleNames = Object.keys(examples);

/**
 * Applies an example, plans it again, and destroys it, as a deployer with exactly the permissions of
 * `TerraformDeployerPolicy`.
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

  const kept = protectedOf(text);
  await deployAndDestroy(stage, workspace, kept, () => {
    // OpenTofu also applies import blocks when it destroys, and would adopt the objects again.
    workspace.write(withoutImports(text));
  });
  const left = contentOf(emulator.state).filter((one) => !empty.includes(one));
  expect(left).toHaveLength(kept.length);
  for (const one of left) expect(one).toMatch(/^role AliyunServiceRoleFor/);
  expect(contentOf(emulator.state)).toEqual(expect.arrayContaining([...empty]));
  expect(emulator.calls.filter(({ code }) => code === "NoPermission")).toEqual([]);
}

/**
 * Applies a workspace, expects an empty second plan, and destroys it after removing protected resources from its state.
 */
export async function deployAndDestroy(
  stage: Stage,
  workspace: Workspace,
  kept: readonly string[],
  beforeDestroy: () => void = () => undefined,
): Promise<void> {
  const before = contentOf(stage.emulator.state);
  expectSuccess(await workspace.apply());
  expect(contentOf(stage.emulator.state)).not.toEqual(before);
  const planned = await stage.callsDuring(async () => {
    expectSuccess(await workspace.planExitCode());
  });
  expect(changesIn(planned)).toEqual([]);
  if (kept.length > 0) {
    // Protected service-linked roles block the destruction of the whole stack until they are removed from its state.
    const refused = await stage.callsDuring(async () => {
      expectFailure(await workspace.destroy());
    });
    expect(changesIn(refused)).toEqual([]);
    expectSuccess(await workspace.engine("state", "rm", ...kept));
    beforeDestroy();
  }
  expectSuccess(await workspace.destroy());
}
