import { spawn } from "node:child_process";
import { constants } from "node:os";
import type { Output } from "./command";

/** As shells have it: a program that is not there, or that cannot be run, and 128 for the number of a signal. */
const codes = { notFound: 127, notRunnable: 126, signal: 128 } as const;

/**
 * Runs a program with this process's input and outputs, and gives its exit code. Requests to end are handed on, and the
 * program decides what comes of them.
 */
export async function runProgram(
  program: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  { err }: Output,
): Promise<number> {
  const child = spawn(program, args, { stdio: "inherit", env });
  const stop = (signal: NodeJS.Signals): void => {
    // The terminal has told the program of Ctrl-C itself, and many take a second one for the wish to end at once.
    if (signal !== "SIGINT" || !isInTerminal()) child.kill(signal);
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, stop);
  try {
    return await new Promise<number>((resolve) => {
      child.on("error", (error: NodeJS.ErrnoException) => {
        const isMissing = error.code === "ENOENT";
        err(`cannot run ${program}: ${isMissing ? "there is no such program" : error.message}`);
        resolve(isMissing ? codes.notFound : codes.notRunnable);
      });
      child.on("exit", (code, signal) => {
        resolve(code ?? codes.signal + (signal === null ? 0 : constants.signals[signal]));
      });
    });
  } finally {
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.off(signal, stop);
  }
}

function isInTerminal(): boolean {
  return [process.stdin, process.stdout, process.stderr].some(({ isTTY }) => isTTY);
}
