import { registerExamples } from "../../examples/stacks";
import { AgentRunFoundation } from "../../lib";
import type { LoggedCall } from "../../lib/emulator";
import { adopt, listingOf } from "./support/adopt";
import { makeAll, makeNamedPrincipals } from "./support/by-hand";
import { engine, run } from "./support/engine";
import { withResourceGroups } from "./support/resource-groups";
import { scenario } from "./support/scenario";
import { type Stage, changesIn, contentOf, expectSuccess } from "./support/stage";
import { synthesize, synthesizeStack } from "./support/synthesize";
import type { PlannedChange, Workspace } from "./support/workspace";

const accountId = "1234567890123456";

function foundation(mode: "create" | "existing" | "import"): string {
  return synthesizeStack((stack) => {
    new AgentRunFoundation(stack, "Foundation", {
      mode,
      ...(mode === "existing" ? { accountId } : {}),
      agentRunDefaultRole: true,
    });
  });
}

/** Adopting existing objects creates and replaces nothing. */
function expectNothingNew(changes: readonly PlannedChange[]): void {
  const news = changes.filter(({ actions }) => actions.some((action) => action === "create" || action === "delete"));
  expect(news).toEqual([]);
}

/** Applies, and expects that nothing is created or removed, and that the next plan is empty. */
async function expectTakenOver(stage: Stage, workspace: Workspace): Promise<readonly LoggedCall[]> {
  const before = contentOf(stage.emulator.state);
  const calls = await stage.callsDuring(async () => {
    expectSuccess(await workspace.apply());
  });
  expect(changesIn(calls).filter((action) => /^(Create(?!PolicyVersion)|Delete|Attach|Detach)/.test(action))).toEqual(
    [],
  );
  expect(contentOf(stage.emulator.state)).toEqual(before);
  expectSuccess(await workspace.planExitCode());
  return calls;
}

scenario("3 roles in mode existing: nothing to do", async (stage) => {
  await makeAll(stage.emulator, foundation("create"));
  const workspace = stage.workspace(foundation("existing"));
  expect(await workspace.plannedChanges()).toEqual([]);
  expect(await expectTakenOver(stage, workspace)).toEqual([]);
});

scenario("3 roles in mode import: taken over", async (stage) => {
  const text = foundation("import");
  await makeAll(stage.emulator, text);
  const workspace = stage.workspace(text);
  const changes = await workspace.plannedChanges();
  expectNothingNew(changes);
  expect(changes.length).toBeGreaterThan(6);
  for (const { importing } of changes) expect(importing).toBe(true);
  await expectTakenOver(stage, workspace);
});

for (const [name, synthesized] of synthesize(registerExamples)) {
  scenario(`3 ${name}: all there already, adopted by the blocks of agentrun-ram adopt`, async (stage) => {
    const { emulator } = stage;
    await stage.byHand(makeNamedPrincipals(synthesized));
    const text = await withResourceGroups(synthesized, emulator);
    await makeAll(emulator, text);
    const workspace = stage.workspace(text);
    const { code, err } = adopt(workspace, await listingOf(emulator), "--write");
    expect({ code, err: err.replace(/^imported already: .*\n/gm, "") }).toEqual({ code: 0, err: "" });
    expectNothingNew(await workspace.plannedChanges());
    await expectTakenOver(stage, workspace);
  });
}

scenario("3 without a listing, and with the commands of agentrun-ram adopt", async (stage) => {
  const text = foundation("create");
  await makeAll(stage.emulator, text);
  const workspace = stage.workspace(text);
  expectSuccess(await workspace.engine("validate"));
  const { code, out } = adopt(workspace, undefined, "--format", "commands");
  expect(code).toBe(0);
  const commands = out.replace(/^terraform /gm, `${engine().executable} `);
  expect(commands).toContain("import");
  expectSuccess(await run("sh", ["-ec", commands], workspace.folder));
  expectNothingNew(await workspace.plannedChanges());
  await expectTakenOver(stage, workspace);
});
