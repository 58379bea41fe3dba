import { spawn } from "node:child_process";
import { constants } from "node:os";
import { formatProblem } from "../policy/problem";
import { type Output, cliProblemIds } from "./command";

/** Exit codes as in shells. If a signal ended the program, the code is 128 plus its number. */
const codes = { notFound: 127, notRunnable: 126, signal: 128 } as const;

/** Runs a program with the standard streams of this process, forwards signals to it, and returns its exit code. */
export async function runProgram(
  program: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  { err }: Output,
): Promise<number> {
  const child = spawn(program, args, { stdio: "inherit", env });
  const stop = (signal: NodeJS.Signals): void => {
    // The terminal sends Ctrl-C to the program too, and many programs quit at once on a second one.
    if (signal !== "SIGINT" || !isInTerminal()) child.kill(signal);
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, stop);
  try {
    return await new Promise<number>((resolve) => {
      child.on("error", (error: NodeJS.ErrnoException) => {
        const isMissing = error.code === "ENOENT";
        err(
          formatProblem({
            id: cliProblemIds.call,
            path: program,
            found: isMissing ? "there is no such program" : `it cannot be run: ${error.message}`,
            fix: "write after -- a program that can be run",
          }),
        );
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
