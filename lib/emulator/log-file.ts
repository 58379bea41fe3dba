import { closeSync, constants, fstatSync, openSync, writeSync } from "node:fs";
import { checkRegular, writablePath } from "../files";
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
    descriptor = openRegular(file);
  } catch (error) {
    const found = `the log cannot be written: ${(error as Error).message}`;
    throw new EmulatorError([{ place: file, found }], emulatorProblemIds.logFile);
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
      const found = `the log cannot be written any more: ${(error as Error).message}`;
      failed(new EmulatorError([{ place: file, found }], emulatorProblemIds.logFile).message);
    }
  };
  return { add, close };
}

/** Checks the open file too, because the path may change in between. Opening a named pipe would block. */
function openRegular(file: string): number {
  const flags = constants.O_WRONLY | constants.O_APPEND | constants.O_CREAT | constants.O_NONBLOCK;
  const descriptor = openSync(writablePath(file), flags, 0o600);
  try {
    checkRegular(fstatSync(descriptor));
    return descriptor;
  } catch (error) {
    closeSync(descriptor);
    throw error;
  }
}
