import { readFileText, standardInput } from "../terraform/read-file";
import { UsageError, cliProblemIds } from "./command";

/** The text of a file, or of standard input for `-`. */
export function readText(file: string): string {
  const text = readFileText(file);
  if ("problem" in text)
    throw new UsageError(`cannot be read: ${text.problem}`, {
      id: cliProblemIds.file,
      where: shownFile(file),
      fix: correctFile,
    });
  return text.value;
}

/** What helps where the content of a file is wrong. */
export const correctFile = "correct it, or name another file";

/** The name of a file in messages. */
export function shownFile(file: string): string {
  return file === standardInput ? "standard input" : file;
}
