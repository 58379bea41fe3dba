import type { Emulator } from "./emulator";
import { childEnvironment } from "../emulator-link";

/** Options of `environmentFor`. */
export interface EnvironmentOptions {
  /** Id of the access key that stacks use. @default - the key of the account itself */
  readonly accessKeyId?: string;
  /** The environment to extend. @default process.env */
  readonly from?: Readonly<Record<string, string | undefined>>;
}

/**
 * The environment for a program that deploys to an emulator. Stacks that use `providerConfigFromEnvironment` are deployed
 * to the emulator, and credentials of real accounts are removed. If the emulator runs in this process, do not start the
 * program synchronously (`execFileSync`): the emulator could not respond.
 * @example
 * import { execFile } from "node:child_process";
 * import { promisify } from "node:util";
 *
 * const emulator = await startEmulator();
 * await promisify(execFile)("cdktf", ["deploy", "--auto-approve"], { env: environmentFor(emulator) });
 * await emulator.close();
 */
export function environmentFor(
  { address, accountId, rootAccessKeyId }: Pick<Emulator, "address" | "accountId" | "rootAccessKeyId">,
  { accessKeyId = rootAccessKeyId, from = process.env }: EnvironmentOptions = {},
): Record<string, string | undefined> {
  return childEnvironment(from, { address, accountId, accessKeyId });
}
