import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { type Emulator, startEmulator } from "../../../lib/emulator";
import type { PolicyDocument } from "../../../lib/policy";
import { deployerNames } from "./deployer";
import type { Run } from "./engine";
import type { Stage } from "./stage";
import type { Workspace } from "./workspace";

/** Something that a deployer does to a stack. */
export interface Step {
  readonly name: string;
  readonly run: (workspace: Workspace) => Promise<Run>;
}

/** A step that ran once, with the states of the account and the engine before it, from which it can be repeated. */
export interface RecordedStep extends Step {
  /** APIs that were called. */
  readonly actions: ReadonlySet<string>;
  readonly folder: string;
}

const stateFile = "account.json";
const workFolder = "work";

/** Runs steps in an account with its state in a file, and keeps the states before each step. */
export class StepRecorder {
  private readonly folder = mkdtempSync(path.join(tmpdir(), "agentrun-e2e-steps-"));
  public readonly stateFile = path.join(this.folder, stateFile);

  public async take(emulator: Emulator, workspace: Workspace, step: Step): Promise<RecordedStep> {
    const folder = path.join(this.folder, step.name);
    cpSync(workspace.folder, path.join(folder, workFolder), { recursive: true, verbatimSymlinks: true });
    cpSync(this.stateFile, path.join(folder, stateFile));
    const first = emulator.calls.length;
    const { code, output } = await step.run(workspace);
    if (code !== 0) throw new Error(`${step.name}: exit code ${code}\n${output}`);
    const actions = new Set(emulator.calls.slice(first).map(({ action }) => action));
    return { ...step, actions, folder };
  }

  public remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** The result of a step for a deployer with fewer permissions. */
export interface Retake {
  readonly failed: boolean;
  readonly refused: readonly string[];
}

/** Repeats a recorded step from its starting state, as a deployer with another document. */
export async function retake(
  stage: Stage,
  step: RecordedStep,
  workspace: Workspace,
  document: PolicyDocument,
  key: string,
): Promise<Retake> {
  const file = path.join(step.folder, `again-${stateFile}`);
  cpSync(path.join(step.folder, stateFile), file);
  const emulator = await startEmulator({ enforce: true, stateFile: file });
  try {
    await emulator.call("CreatePolicyVersion", {
      PolicyName: deployerNames.policy,
      PolicyDocument: document.toText(),
      SetAsDefault: "true",
    });
    workspace.restore(path.join(step.folder, workFolder));
    workspace.use(emulator.address, key);
    const { code } = await step.run(workspace);
    const refused = emulator.calls.filter((call) => call.code === "NoPermission").map(({ action }) => action);
    return { failed: code !== 0, refused };
  } finally {
    stage.count(emulator);
    await emulator.close();
  }
}
