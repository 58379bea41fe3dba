/** Environment variables that make stacks use an emulator. None contains a credential of a real account. */
export const emulatorVariables = {
  /** Address of the emulator, `host:port`. */
  address: "AGENTRUN_RAM_EMULATOR",
  /** Id of its account, if it is not the default. */
  account: "AGENTRUN_RAM_EMULATOR_ACCOUNT",
  /** Id of the access key that stacks use. It matters if the emulator enforces permissions. */
  accessKey: "AGENTRUN_RAM_EMULATOR_ACCESS_KEY",
} as const;
