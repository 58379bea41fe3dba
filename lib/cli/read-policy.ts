import { PolicyDocument, PolicyError } from "../policy";
import { readText, shownFile } from "./arguments";
import { InputError } from "./command";

/**
 * The identity policy in a file.
 *
 * @throws InputError with everything that RAM would refuse in it, each line with the file's name
 */
export function readPolicy(file: string): PolicyDocument {
  try {
    return PolicyDocument.fromJson(readText(file));
  } catch (error) {
    if (!(error instanceof PolicyError)) throw error;
    throw new InputError(
      error.message
        .split("\n")
        .map((line) => `${shownFile(file)}: ${line}`)
        .join("\n"),
    );
  }
}
