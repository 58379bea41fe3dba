import type { Emulator, EmulatorState, LoggedCall } from "../../../lib/emulator";
import type { HandCall } from "./by-hand";
import type { Engine, Run } from "./engine";
import { type Deployed, Workspace } from "./workspace";

/** An emulated account, and the folders from which stacks are deployed to it. */
export class Stage {
  private readonly workspaces: Workspace[] = [];
  private readonly others: Emulator[] = [];
  private counted = 0;

  public constructor(public readonly emulator: Emulator) {}

  /** A folder for what is deployed; its provider signs with the account's own key. */
  public workspace(deployed: Deployed, engine?: Engine): Workspace {
    const workspace = new Workspace(this.emulator.address, deployed, this.emulator.rootAccessKeyId, engine);
    this.workspaces.push(workspace);
    return workspace;
  }

  /** Includes another emulator in the count, and closes it together with this one. */
  public adopt(emulator: Emulator): Emulator {
    this.others.push(emulator);
    return emulator;
  }

  /** Counts the calls of an emulator that is closed elsewhere. */
  public count({ calls }: Emulator): void {
    this.counted += calls.filter(({ origin }) => origin === "http").length;
  }

  /** Makes a change outside of the engine, as in the console. */
  public async byHand(calls: readonly HandCall[]): Promise<void> {
    for (const { action, parameters } of calls) await this.emulator.call(action, parameters);
  }

  /** Calls of the provider while a function runs. */
  public async callsDuring(something: () => Promise<unknown>): Promise<readonly LoggedCall[]> {
    const last = Math.max(0, ...this.emulator.calls.map(({ number }) => number));
    await something();
    return this.emulator.calls.filter(({ number, origin }) => number > last && origin === "http");
  }

  public get httpCalls(): number {
    return [this.emulator, ...this.others].reduce(
      (sum, { calls }) => sum + calls.filter(({ origin }) => origin === "http").length,
      this.counted,
    );
  }

  public async close(): Promise<void> {
    for (const workspace of this.workspaces) workspace.remove();
    await Promise.all([this.emulator, ...this.others].map((emulator) => emulator.close()));
  }
}

/** The content of the account by kind and name, without values that differ between runs. */
export function contentOf(state: EmulatorState): readonly string[] {
  return [
    ...state.users.map(({ name }) => `user ${name}`),
    ...state.groups.map(({ name }) => `group ${name}`),
    ...state.roles.map(({ name }) => `role ${name}`),
    ...state.policies.map(({ name }) => `policy ${name}`),
    ...state.attachments.map(
      ({ policyName, principalKind, principalName, resourceGroupId = "account" }) =>
        `${policyName} on ${principalKind} ${principalName} in ${resourceGroupId}`,
    ),
  ].sort();
}

/** Calls that change something, in the order of their responses. */
export function changesIn(calls: readonly LoggedCall[]): readonly string[] {
  return calls.map(({ action }) => action).filter((action) => !/^(Get|List)/.test(action));
}

/** Fails with the output of the engine, which an expectation of an exit code would not show. */
export function expectSuccess({ code, output }: Run): void {
  if (code !== 0) throw new Error(`exit code ${code}\n${output}`);
}

export function expectFailure({ code, output }: Run): void {
  if (code === 0) throw new Error(`expected a failure\n${output}`);
}
