import { parseJson } from "../terraform/read-file";
import { correctFile, readText, shownFile } from "./arguments";
import { UsageError, cliProblemIds } from "./command";

/** The JSON of a file, or of standard input for `-`. */
export function readJsonFile(file: string): unknown {
  const json = parseJson(readText(file));
  if ("problem" in json)
    throw new UsageError(json.problem, { id: cliProblemIds.file, where: shownFile(file), fix: correctFile });
  return json.value;
}
