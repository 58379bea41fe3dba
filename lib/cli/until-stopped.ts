import { constants } from "node:os";

/** Signals within this time count as one, because package managers forward a signal a second time. */
const sameMilliseconds = 500;

/** Waits for Ctrl-C or another signal. A second signal ends the process at once, with the exit code of shells. */
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
