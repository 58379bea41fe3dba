import { parseJson } from "../terraform/read-file";
import { UnreadableStackError } from "../terraform/unreadable-stack-error";
import { readText, shownFile } from "./arguments";
import { InputError } from "./command";

/**
 * The JSON of a file, or of standard input for `-`.
 *
 * @throws InputError RAM501 for a file that is not JSON
 */
export function readJsonFile(file: string): unknown {
  return jsonIn(readText(file), shownFile(file));
}

/**
 * Parses JSON. All commands use it, so they report invalid JSON alike.
 *
 * @param name the file, for messages
 * @throws InputError RAM501 for a text that is not JSON
 */
export function jsonIn(text: string, name: string): unknown {
  const json = parseJson(text);
  if ("problem" in json) throw new InputError(new UnreadableStackError(name, json.problem).message);
  return json.value;
}
