import {
  type ProviderSettings,
  accessKeyPrefix,
  defaultAccountId,
  emulatorVariables,
  providerSettings,
  rootAccessKeyId,
} from "../../emulator-link";
import { PolicyError, type Problem, quote } from "../../policy";
import { constructProblemIds } from "./problem-ids";

/** What the provider needs for the emulator, or nothing. */
export type EmulatorProviderConfig = Partial<ProviderSettings>;

/**
 * Leads a stack to the emulator where `AGENTRUN_RAM_EMULATOR` says where one is, and is empty otherwise, so that the same
 * stack deploys to the account:
 *
 * ```ts
 * new AlicloudProvider(this, "alicloud", { region: "cn-hangzhou", ...providerConfigFromEnvironment() });
 * ```
 *
 * Put it last: its keys, which no real account knows, have to win. `AGENTRUN_RAM_EMULATOR_ACCOUNT` and
 * `AGENTRUN_RAM_EMULATOR_ACCESS_KEY` name an account and a key other than the emulator's defaults. Credentials of the
 * shell are never read, and never written into the stack.
 *
 * @throws PolicyError RAM324 for a variable that says nothing usable, an empty one included: the stack would be deployed
 * to the account instead
 */
export function providerConfigFromEnvironment(): EmulatorProviderConfig {
  const address = process.env[emulatorVariables.address];
  const accountId = process.env[emulatorVariables.account];
  const accessKeyId = process.env[emulatorVariables.accessKey];
  const problems = [
    ...check(emulatorVariables.address, address, isAddress, "host:port, such as 127.0.0.1:4566"),
    ...check(emulatorVariables.account, accountId, (text) => /^\d+$/.test(text), "the digits of an account id"),
    ...check(
      emulatorVariables.accessKey,
      accessKeyId,
      (text) => text.startsWith(accessKeyPrefix),
      `an access key of the emulator, which begins with ${accessKeyPrefix}`,
      "never name a key of a real account here, stacks show it",
    ),
    ...(address === undefined ? alone(emulatorVariables.account, accountId) : []),
    ...(address === undefined ? alone(emulatorVariables.accessKey, accessKeyId) : []),
  ];
  if (problems.length > 0) throw new PolicyError(problems);
  if (address === undefined) return {};
  return providerSettings({
    address,
    accountId: accountId ?? defaultAccountId,
    accessKeyId: accessKeyId ?? rootAccessKeyId,
  });
}

function isAddress(text: string): boolean {
  const port = Number(/^[A-Za-z0-9][A-Za-z0-9.-]*:(\d{1,5})$/.exec(text)?.[1]);
  return port >= 1 && port <= 65_535;
}

function check(
  name: string,
  value: string | undefined,
  isRight: (text: string) => boolean,
  allowed: string,
  hint = "unset it to deploy to the account",
): readonly Problem[] {
  if (value === undefined || isRight(value)) return [];
  const fix = `set it as agentrun-ram emulator prints it; ${hint}`;
  return [{ id: constructProblemIds.emulatorVariable, path: name, found: quote(value), allowed, fix }];
}

/** A variable that is only heeded beside the address: who sets it means the emulator, not the account. */
function alone(name: string, value: string | undefined): readonly Problem[] {
  if (value === undefined) return [];
  return [
    {
      id: constructProblemIds.emulatorVariable,
      path: name,
      found: `it is set, and ${emulatorVariables.address} is not`,
      allowed: `together with ${emulatorVariables.address}`,
      fix: "set both for the emulator; unset both to deploy to the account",
    },
  ];
}
