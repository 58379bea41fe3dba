/** Environment variables that lead stacks to the emulator. They hold nothing that a real account knows. */
export const emulatorVariables = {
  /** Where it is: `host:port`. */
  address: "AGENTRUN_RAM_EMULATOR",
  /** The id of its account, where it is not the default one. */
  account: "AGENTRUN_RAM_EMULATOR_ACCOUNT",
  /** Id of the access key to use, which matters where the emulator enforces policies. */
  accessKey: "AGENTRUN_RAM_EMULATOR_ACCESS_KEY",
} as const;
