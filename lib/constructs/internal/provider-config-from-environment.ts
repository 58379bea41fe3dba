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

/** The provider settings for the emulator, or empty. */
export type EmulatorProviderConfig = Partial<ProviderSettings>;

/**
 * Directs a stack to the emulator at the address in `AGENTRUN_RAM_EMULATOR`. Empty without that variable, so that the
 * same stack deploys to the account. Spread it last, because its keys, which no real account knows, must take
 * precedence. `AGENTRUN_RAM_EMULATOR_ACCOUNT` and `AGENTRUN_RAM_EMULATOR_ACCESS_KEY` set an account and an access key
 * other than the emulator's defaults. Credentials of the shell are never read, and never written into the stack.
 *
 * @throws PolicyError RAM324 for a variable with an invalid or empty value, because the stack would otherwise be
 * deployed to the account
 * @example
 * new AlicloudProvider(this, "alicloud", { region: "cn-hangzhou", ...providerConfigFromEnvironment() });
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
      "do not set a key of a real account, because stacks contain it",
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

/** A variable that has an effect only with the address. Whoever sets it means the emulator, not the account. */
function alone(name: string, value: string | undefined): readonly Problem[] {
  if (value === undefined) return [];
  return [
    {
      id: constructProblemIds.emulatorVariable,
      path: name,
      found: `it is set, but ${emulatorVariables.address} is not`,
      allowed: `together with ${emulatorVariables.address}`,
      fix: "set both for the emulator; unset both to deploy to the account",
    },
  ];
}
