import { PolicyError } from "../policy";
import { adoptCommand } from "./adopt";
import { catalogCheck } from "./catalog-check";
import { catalogImport } from "./catalog-import";
import { catalogShow } from "./catalog-show";
import { type Command, type CommandResult, type ExitCode, type Output, UsageError, exitCodes } from "./command";
import { emulatorCommand } from "./emulator";
import { evaluateCommand } from "./evaluate";
import { expandCommand } from "./expand";
import { explainDeniedCommand } from "./explain-denied";
import { leastPrivilegeCommand } from "./least-privilege";
import { lintCommand } from "./lint";
import { minimizeCommand } from "./minimize";
import { reviewCommand } from "./review";
import { splitCommand } from "./split";
import { summaryCommand } from "./summary";
import { validateCommand } from "./validate";

const commands: readonly Command[] = [
  reviewCommand,
  summaryCommand,
  lintCommand,
  adoptCommand,
  explainDeniedCommand,
  leastPrivilegeCommand,
  validateCommand,
  evaluateCommand,
  minimizeCommand,
  splitCommand,
  expandCommand,
  emulatorCommand,
  catalogShow,
  catalogCheck,
  catalogImport,
];

/** Runs the CLI with these arguments. Errors that a user can make are printed, never thrown. */
export function run(args: readonly string[], output: Output): CommandResult {
  const own = args.slice(0, [...args, "--"].indexOf("--")); // what follows is another program's
  if (args.length === 0 || own.includes("--help") || own.includes("-h")) {
    output.out(help());
    return args.length === 0 ? exitCodes.usage : exitCodes.ok;
  }
  const refused = (error: unknown): ExitCode => {
    if (!(error instanceof UsageError || error instanceof PolicyError)) throw error;
    output.err(error.message);
    return exitCodes.usage;
  };
  const command = commands.find(({ name }) => name.split(" ").every((word, index) => args[index] === word));
  try {
    if (command === undefined) throw new UsageError(`no such command: ${args.join(" ")}\n\n${help()}`);
    const result = command.run(args.slice(command.name.split(" ").length), output);
    return typeof result === "number" ? result : result.catch(refused);
  } catch (error) {
    return refused(error);
  }
}

function help(): string {
  const lines = commands.flatMap(({ name, usage, summary }) => [`  agentrun-ram ${name} ${usage}`, `      ${summary}`]);
  return `RAM policies for AgentRun.\n\n${lines.join("\n")}\n\nExit codes: 0 nothing to object, 1 a call that is wrong or a file that cannot be read, 2 something found; evaluate of a single request tells the decision: 0 allow, 3 explicit deny, 4 implicit deny, 5 depends; emulator with a command has the command's.`;
}
