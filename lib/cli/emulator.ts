import { declareCommand } from "./declaration";

/** Runs the emulator until it is stopped, or until a given command ends. */
export const emulatorCommand = declareCommand({
  description:
    "Runs a local RAM endpoint on 127.0.0.1, to deploy without an account. Prints its address and the variables to set. With a command after --, runs it against the emulator, never against an account.",
  options: {
    port: { value: "number", about: "the port to listen on; default: a free port" },
    state: { value: "file", about: "keep the state of the account in this file", path: "write" },
    account: { value: "id", about: "the id of the account" },
    faults: { value: "file", about: "make calls fail as the rules in this file say", path: "read" },
    "system-policies": { value: "file", about: "add system policies that the catalog lacks", path: "read" },
    log: { value: "file", about: "log calls to this file, one line of JSON each", path: "write" },
    enforce: {
      about:
        "refuse calls that policies do not allow. Stacks use the access key in AGENTRUN_RAM_EMULATOR_ACCESS_KEY: by default emulator-root, which may do everything, or a user's key from CreateAccessKey",
    },
    print: { value: "what", about: "print the provider block", choices: ["provider"] },
  },
  runsProgram: true,
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
