import { parseJson } from "../terraform/read-file";
import { readText, shownFile } from "./arguments";
import { UsageError, cliProblemIds } from "./command";

/** The JSON of a file, or of standard input for `-`. */
export function readJsonFile(file: string): unknown {
  const json = parseJson(readText(file));
  if ("problem" in json) throw new UsageError(`${shownFile(file)} is ${json.problem}`, cliProblemIds.file);
  return json.value;
}
