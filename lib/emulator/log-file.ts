import { closeSync, openSync, writeSync } from "node:fs";
import type { LoggedCall } from "./call-log";
import { EmulatorError } from "./emulator-error";
import { emulatorProblemIds } from "./problem-ids";

/** A file that calls are added to. */
export interface LogFile {
  readonly add: (call: LoggedCall) => void;
  readonly close: () => void;
}

/**
 * Opens a file for calls, one line of JSON each, added to what it holds. Lines are written at once: a killed emulator
 * leaves all of them.
 *
 * @param failed told once where calls can no longer be written; the emulator goes on without
 * @throws EmulatorError for a file that cannot be written
 */
export function openLogFile(file: string, failed: (message: string) => void): LogFile {
  let descriptor: number | undefined;
  try {
    descriptor = openSync(file, "a", 0o600);
  } catch (error) {
    throw new EmulatorError(`cannot write the log ${file}: ${(error as Error).message}`, emulatorProblemIds.logFile);
  }
  const close = (): void => {
    if (descriptor !== undefined) closeSync(descriptor);
    descriptor = undefined;
  };
  const add = (call: LoggedCall): void => {
    if (descriptor === undefined) return;
    try {
      writeSync(descriptor, `${JSON.stringify(call)}\n`);
    } catch (error) {
      close();
      failed(`the log ${file} ends here: ${(error as Error).message}`);
    }
  };
  return { add, close };
}
