import { readText } from "./arguments";
import { UsageError, cliProblemIds } from "./command";

/** The JSON of a file. */
export function readJsonFile(file: string): unknown {
  try {
    return JSON.parse(readText(file));
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(`${file} is not JSON`, cliProblemIds.file);
  }
}
