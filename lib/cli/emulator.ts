import { parseArguments } from "./arguments";
import { choice } from "./choice";
import { type Command, UsageError } from "./command";

/** Runs the emulator: until it is told to stop, or as long as a command takes. */
export const emulatorCommand: Command = {
  name: "emulator",
  usage:
    "[--port <number>] [--state <file>] [--account <id>] [--faults <file>] [--system-policies <file>] [--log <file>] [--enforce] [--print provider] [-- <command> ...]",
  summary:
    "a local RAM endpoint on 127.0.0.1, to deploy to without an account. Prints its address and what to set; with a command, runs it so that it reaches the emulator and no account. --port is a free one by default; --state keeps the account in a file; --faults has calls go wrong; --system-policies adds system policies that the catalog lacks; --log writes calls as lines of JSON; --enforce refuses calls that RAM would refuse (the key emulator-root may do everything, CreateAccessKey makes those of users, AGENTRUN_RAM_EMULATOR_ACCESS_KEY says which one stacks use); --print provider prints the provider's block",
  run(args, output) {
    const end = [...args, "--"].indexOf("--");
    const command = args.slice(end + 1);
    const { values, positionals } = parseArguments({
      args: args.slice(0, end),
      allowPositionals: true,
      options: {
        port: { type: "string" },
        state: { type: "string" },
        account: { type: "string" },
        faults: { type: "string" },
        "system-policies": { type: "string" },
        log: { type: "string" },
        enforce: { type: "boolean" },
        print: { type: "string" },
      },
    });
    const [unexpected] = positionals;
    if (unexpected !== undefined) throw new UsageError(`unexpected ${unexpected}; a command to run stands behind --`);
    if (command.length === 0 && end < args.length) throw new UsageError("no command behind --");
    if (values.print !== undefined) choice("print", ["provider"], values.print);
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- no other command needs the emulator
    const { emulate } = require("./emulate") as typeof import("./emulate");
    const { "system-policies": systemPolicies, ...more } = values;
    return emulate({ ...more, systemPolicies, print: values.print !== undefined, command }, output);
  },
};
