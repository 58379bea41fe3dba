import { types } from "node:util";
import { PolicyError } from "../policy/problem";
import { InputError, UsageError, cliProblemIds } from "./command";

/** The message for an error that ended a command, with its id and without a stack trace. */
export function failureText(error: unknown): string {
  if (error instanceof InputError || error instanceof PolicyError) return error.message;
  if (error instanceof UsageError) return `${error.id}: ${error.message}`;
  if (isSystemError(error)) return `${cliProblemIds.file}: ${systemErrorText(error)}`;
  return unexpectedText(error);
}

export function outputFailureText(error: NodeJS.ErrnoException): string {
  return `${cliProblemIds.output}: cannot write to standard output: ${reasonOf(error)}`;
}

function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return types.isNativeError(error) && "syscall" in error && "code" in error;
}

function systemErrorText(error: NodeJS.ErrnoException): string {
  return `cannot ${error.syscall ?? "use"} ${error.path ?? "a file"}: ${reasonOf(error)}`;
}

/** Takes the reason from a message of Node such as `EACCES: permission denied, open '/x'`. */
function reasonOf({ message, code = "" }: NodeJS.ErrnoException): string {
  const [, reason = message] = /^\w+: (.+?)(?:, \w+.*)?$/.exec(message) ?? [];
  return `${reason} (${code})`;
}

function unexpectedText(error: unknown): string {
  const { message, stack } = types.isNativeError(error) ? error : { message: String(error), stack: undefined };
  const [line = ""] = message.split("\n");
  const text = `${cliProblemIds.unexpected}: unexpected error: ${line}. Please report it with the command that you ran`;
  if (process.env["AGENTRUN_RAM_DEBUG"] !== "1") return `${text}; AGENTRUN_RAM_DEBUG=1 shows the stack trace`;
  return `${text}\n${stack ?? ""}`;
}
