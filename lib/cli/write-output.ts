import { existsSync, lstatSync, readFileSync } from "node:fs";
import { UnwritablePathError, replaceFile, writablePath } from "../files";
import { UsageError, cliProblemIds } from "./command";

/** How a file is written. */
export interface WriteOptions {
  /** Whether a file is replaced whatever it holds. */
  readonly force: boolean;
  /** Whether this command wrote a text that is unchanged since. Such a file is replaced. */
  readonly isOwn: (text: string) => boolean;
}

/** A file that a command makes. */
export interface OutputFile {
  readonly file: string;
  readonly text: string;
}

/**
 * Writes the files that a command makes: each completely or not at all, and none if one of them must not be written.
 *
 * @throws UsageError RAM902 for a file that somebody else wrote, and for anything but a regular file
 */
export function writeOutputs(files: readonly OutputFile[], options: WriteOptions): void {
  for (const { file } of files) checkOutput(file, options);
  for (const { file, text } of files) replaceFile(file, text);
}

function checkOutput(file: string, { force, isOwn }: WriteOptions): void {
  if (lstatSync(file, { throwIfNoEntry: false })?.isSymbolicLink() === true) {
    throw notWritten(file, "it is a link", "name the file itself");
  }
  const target = targetOf(file);
  if (force || !existsSync(target) || isOwn(readFileSync(target, "utf8"))) return;
  throw notWritten(
    file,
    "this command did not write it, or it was changed since",
    "name another file, or replace it with --force",
  );
}

function targetOf(file: string): string {
  try {
    return writablePath(file);
  } catch (error) {
    throw error instanceof UnwritablePathError ? notWritten(file, error.message, "name another file") : error;
  }
}

function notWritten(file: string, why: string, fix: string): UsageError {
  return new UsageError(`cannot be written: ${why}`, { id: cliProblemIds.file, where: file, fix });
}
