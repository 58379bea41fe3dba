import { readFileText, standardInput } from "../terraform/read-file";
import { UsageError, cliProblemIds } from "./command";

/** The text of a file, or of standard input for `-`. */
export function readText(file: string): string {
  const text = readFileText(file);
  if ("problem" in text) throw new UsageError(`cannot read ${shownFile(file)}: ${text.problem}`, cliProblemIds.file);
  return text.value;
}

/** The name of a file in messages. */
export function shownFile(file: string): string {
  return file === standardInput ? "standard input" : file;
}
