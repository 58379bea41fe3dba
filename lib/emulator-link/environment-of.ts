import { defaultAccountId, rootAccessKeyId } from "./known-ids";
import type { EmulatorPlace } from "./provider-settings";
import { emulatorVariables } from "./variables";

/** The variables that make stacks use an emulator. Variables with their default value are left out. */
export function environmentOf({ address, accountId, accessKeyId }: EmulatorPlace): Readonly<Record<string, string>> {
  return {
    [emulatorVariables.address]: address,
    ...(accountId === defaultAccountId ? {} : { [emulatorVariables.account]: accountId }),
    ...(accessKeyId === rootAccessKeyId ? {} : { [emulatorVariables.accessKey]: accessKeyId }),
  };
}
