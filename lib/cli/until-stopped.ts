/**
 * Waits for Ctrl-C or another request to end. Further ones are heeded no more: they come twice where a package manager
 * hands them on, and ending takes no time.
 */
export async function untilStopped(): Promise<void> {
  await new Promise<void>((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
      process.on(signal, () => {
        resolve();
      });
    }
  });
}
