import { type Emulator, type EmulatorOptions, type LoggedCall, startEmulator } from "../../../lib/emulator";
import { PolicyDocument, PolicyStatement } from "../../../lib/policy";
import { addStack, madeBefore } from "./deployed-stacks";
import { makeDeployer } from "./deployer";
import { type RecordedStep, type Step, StepRecorder, retake } from "./recorded-steps";
import { withResourceGroups } from "./resource-groups";
import type { Stage } from "./stage";
import { synthesize } from "./synthesize";

/**
 * Applies, changes and destroys one of the stacks as a deployer with exactly the permissions of a policy; then, for every
 * action of that policy, as one without that action. Only a step that calls the action is repeated, from its starting state,
 * so that most actions take one run of the engine.
 */
export async function proveMinimal(stage: Stage, name: string, document: PolicyDocument): Promise<void> {
  const recorder = new StepRecorder();
  try {
    const { emulator, key, steps } = await takeSteps(stage, name, document, recorder, { enforce: true });
    expect(emulator.calls.filter(({ code }) => code === "NoPermission")).toEqual([]);

    const unneeded: string[] = [];
    for (const action of actionsOf(document)) {
      const lacking = without(document, action);
      if (!(await fails(stage, steps, action, lacking, key))) unneeded.push(action);
    }
    expect(unneeded).toEqual([]);
  } finally {
    recorder.remove();
  }
}

/**
 * Applies, changes and destroys one of the stacks in an account that permits everything, and logs the calls.
 *
 * @param log a file in which the engine and the provider log theirs
 */
export async function recordLife(stage: Stage, name: string, log?: string): Promise<readonly LoggedCall[]> {
  const recorder = new StepRecorder();
  try {
    const { emulator } = await takeSteps(stage, name, anything, recorder, {}, log);
    return emulator.calls.filter(({ origin }) => origin === "http");
  } finally {
    recorder.remove();
  }
}

const anything = new PolicyDocument([PolicyStatement.allow({ actions: "*", resources: "*" })]);

async function takeSteps(
  stage: Stage,
  name: string,
  document: PolicyDocument,
  recorder: StepRecorder,
  options: EmulatorOptions,
  log?: string,
): Promise<{ readonly emulator: Emulator; readonly key: string; readonly steps: readonly RecordedStep[] }> {
  const emulator = stage.adopt(await startEmulator({ ...options, stateFile: recorder.stateFile }));
  for (const { action, parameters } of madeBefore) await emulator.call(action, parameters);
  const key = await makeDeployer(emulator, document);
  const workspace = stage.workspace("{}");
  workspace.use(emulator.address, key);
  if (log !== undefined) workspace.logTo(log);
  const steps: RecordedStep[] = [];
  for (const step of await stepsOf(name, emulator)) steps.push(await recorder.take(emulator, workspace, step));
  return { emulator, key, steps };
}

async function stepsOf(name: string, emulator: Emulator): Promise<readonly Step[]> {
  const synthesized = synthesize((app) => {
    addStack(app, name, "first");
  }).get(name)!;
  const first = await withResourceGroups(synthesized, emulator);
  const changed = synthesize((app) => {
    addStack(app, name, "second");
  }).get(name)!;
  const id = emulator.state.resourceGroups.find(({ name: one }) => one === "rg-tests")?.id;
  const second = id === undefined ? changed : changed.replaceAll('"rg-tests"', `"${id}"`);
  return [
    {
      name: "apply",
      run: (workspace) => {
        workspace.write(first);
        return workspace.apply();
      },
    },
    {
      name: "change",
      run: (workspace) => {
        workspace.write(second);
        return workspace.apply();
      },
    },
    { name: "destroy", run: (workspace) => workspace.destroy() },
  ];
}

/** Whether RAM refuses a step. Tries the steps that called the API of the action first, then the others. */
async function fails(
  stage: Stage,
  steps: readonly RecordedStep[],
  action: string,
  document: PolicyDocument,
  key: string,
): Promise<boolean> {
  const api = action.slice(action.indexOf(":") + 1);
  const calling = steps.filter(({ actions }) => actions.has(api));
  for (const step of [...calling, ...steps.filter((one) => !calling.includes(one)).reverse()]) {
    const { failed, refused } = await retake(stage, step, stage.workspace("{}"), document, key);
    if (failed && refused.length > 0) return true;
  }
  return false;
}

function actionsOf(document: PolicyDocument): readonly string[] {
  const { Statement } = document.toJson();
  return [...new Set(Statement.flatMap(({ Action = [] }) => Action))].sort();
}

/** A document without an action; never without any statement, which RAM would refuse. */
function without(document: PolicyDocument, action: string): PolicyDocument {
  const { Version, Statement } = document.toJson();
  const left = Statement.map((statement) => ({
    ...statement,
    Action: [statement.Action ?? []].flat().filter((one) => one !== action),
  })).filter(({ Action }) => Action.length > 0);
  const nothing = { Effect: "Allow", Action: ["oss:GetObject"], Resource: ["*"] };
  return PolicyDocument.fromJson({ Version, Statement: left.length > 0 ? left : [nothing] });
}
