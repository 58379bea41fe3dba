import type { Emulator } from "./emulator";
import { childEnvironment } from "../emulator-link";

/** What programs use an emulator with. */
export interface EnvironmentOptions {
  /** Id of the key that stacks use. @default - the account's own */
  readonly accessKeyId?: string;
  /** What to start from. @default process.env */
  readonly from?: Readonly<Record<string, string | undefined>>;
}

/**
 * The environment for a program that deploys to an emulator: stacks that use `providerConfigFromEnvironment` reach it,
 * and credentials of a real account are left out. Do not wait for the program synchronously where the emulator runs in
 * the same process: it could not answer.
 */
export function environmentFor(
  { address, accountId, rootAccessKeyId }: Pick<Emulator, "address" | "accountId" | "rootAccessKeyId">,
  { accessKeyId = rootAccessKeyId, from = process.env }: EnvironmentOptions = {},
): Record<string, string | undefined> {
  return childEnvironment(from, { address, accountId, accessKeyId });
}
