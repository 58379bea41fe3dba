import { constants } from "node:os";

/** Requests to end that come this soon after the first are the same one: package managers hand it on once more. */
const sameMilliseconds = 500;

/**
 * Waits for Ctrl-C or another request to end. A second one ends the process at once, whatever it is still at, with the
 * exit code that shells give.
 */
export async function untilStopped(): Promise<void> {
  let first: number | undefined;
  await new Promise<void>((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
      process.on(signal, () => {
        first ??= performance.now();
        if (performance.now() - first > sameMilliseconds) process.exit(128 + constants.signals[signal]);
        resolve();
      });
    }
  });
}
