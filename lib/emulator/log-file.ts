import { closeSync, openSync, writeSync } from "node:fs";
import type { LoggedCall } from "./call-log";
import { EmulatorError } from "./emulator-error";
import { emulatorProblemIds } from "./problem-ids";

/** A log file that is open for appending. */
export interface LogFile {
  readonly add: (call: LoggedCall) => void;
  readonly close: () => void;
}

/**
 * Opens a log file and appends each call as one line of JSON. Lines are written synchronously, so that none is lost when
 * the emulator is killed.
 *
 * @param failed called once if writing fails. The emulator continues without the log.
 * @throws EmulatorError if the file cannot be opened
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
      failed(`cannot write the log ${file} any more: ${(error as Error).message}`);
    }
  };
  return { add, close };
}
