import { types } from "node:util";
import { PolicyError, formatProblem } from "../policy/problem";
import { CommandError, cliProblemIds } from "./command";

/** An error that ended a command, on a line as {@link formatProblem} writes it, without a stack trace. */
export function failureText(error: unknown): string {
  if (isForPeople(error)) return error.message;
  if (isSystemError(error)) return systemErrorText(error);
  return unexpectedText(error);
}

/** Recognizes unreadable inputs by the name of the error, because the help does not load its class. */
function isForPeople(error: unknown): error is Error {
  if (error instanceof CommandError || error instanceof PolicyError) return true;
  return types.isNativeError(error) && error.name === "UnreadableStackError";
}

export function outputFailureText(error: NodeJS.ErrnoException): string {
  return formatProblem({
    id: cliProblemIds.output,
    path: "standard output",
    found: `cannot be written: ${reasonOf(error)}`,
    fix: "make room for the output, or write it elsewhere",
  });
}

function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return types.isNativeError(error) && "syscall" in error && "code" in error;
}

function systemErrorText(error: NodeJS.ErrnoException): string {
  return formatProblem({
    id: cliProblemIds.file,
    path: error.path ?? "",
    found: `cannot ${error.syscall ?? "use"} ${error.path === undefined ? "a file" : "it"}: ${reasonOf(error)}`,
    fix: "name another file or folder, or change its permissions",
  });
}

/** Takes the reason from a message of Node such as `EACCES: permission denied, open '/x'`. */
function reasonOf({ message, code = "" }: NodeJS.ErrnoException): string {
  const [, reason = message] = /^\w+: (.+?)(?:, \w+.*)?$/.exec(message) ?? [];
  return `${reason} (${code})`;
}

function unexpectedText(error: unknown): string {
  const { message, stack } = types.isNativeError(error) ? error : { message: String(error), stack: undefined };
  const [line = ""] = message.split("\n");
  const isTraced = process.env["AGENTRUN_RAM_DEBUG"] === "1";
  const fix = "report it with the command that you ran";
  const text = formatProblem({
    id: cliProblemIds.unexpected,
    path: "",
    found: `unexpected error: ${line}`,
    fix: isTraced ? fix : `${fix}; AGENTRUN_RAM_DEBUG=1 shows the stack trace`,
  });
  return isTraced ? `${text}\n${stack ?? ""}` : text;
}
