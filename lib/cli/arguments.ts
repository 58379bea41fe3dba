import { readFileSync, statSync } from "node:fs";
import { withoutMark } from "../terraform/file-without-bom";
import { UsageError, cliProblemIds } from "./command";

/** The message of whatever was thrown. */
function messageOf(error: unknown): string {
  return typeof error === "object" && error !== null && "message" in error ? String(error.message) : String(error);
}

/** Pages are tens of kilobytes; far larger files are something else. */
const maxPageBytes = 20_000_000;

/** The text of a file. */
export function readText(file: string): string {
  try {
    const { size } = statSync(file);
    if (size > maxPageBytes)
      throw new UsageError(`${file} has ${size} bytes; at most ${maxPageBytes} are read`, cliProblemIds.file);
    return withoutMark(readFileSync(file, "utf8"));
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(`cannot read ${file}: ${messageOf(error)}`, cliProblemIds.file);
  }
}

/** The text of a file, or of standard input for `-`. */
export function readInputText(file: string): string {
  if (file !== "-") return readText(file);
  try {
    return withoutMark(readFileSync(0, "utf8"));
  } catch (error) {
    throw new UsageError(`cannot read standard input: ${messageOf(error)}`, cliProblemIds.file);
  }
}
