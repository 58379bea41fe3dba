import { declareCommand } from "./declaration";

/** Runs the emulator: until it is told to stop, or as long as a command takes. */
export const emulatorCommand = declareCommand({
  description:
    "Runs a local RAM endpoint on 127.0.0.1, to deploy to without an account. Prints its address and what to set. With a command behind --, runs the command so that it reaches the emulator and no account.",
  options: {
    port: { value: "number", about: "the port to listen on; a free one by default" },
    state: { value: "file", about: "keep the account in this file", path: "write" },
    account: { value: "id", about: "the id of the account" },
    faults: { value: "file", about: "make calls fail as the file says", path: "read" },
    "system-policies": { value: "file", about: "add system policies that the catalog lacks", path: "read" },
    log: { value: "file", about: "write calls to this file, one line of JSON each", path: "write" },
    enforce: {
      about:
        "refuse calls that RAM would refuse. The key emulator-root may do everything, CreateAccessKey makes keys of users, and AGENTRUN_RAM_EMULATOR_ACCESS_KEY says which key stacks use",
    },
    print: { value: "what", about: "print the provider's block", choices: ["provider"] },
  },
  runsProgram: true,
  exits: { 0: "the emulator was told to stop; with a command the exit code is the command's" },
  examples: [
    "agentrun-ram emulator --port 4566 --state ram.state",
    "agentrun-ram emulator -- npx cdktf deploy team --auto-approve --skip-provider-lock",
  ],
  run({ options, program }, output) {
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- the help does not need the emulator
    const { emulate } = require("./emulate") as typeof import("./emulate");
    const { "system-policies": systemPolicies, print, ...more } = options;
    return emulate({ ...more, systemPolicies, print: print !== undefined, command: program }, output);
  },
});
