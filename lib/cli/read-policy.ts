import { PolicyDocument, PolicyError } from "../policy";
import { readText, shownFile } from "./arguments";
import { InputError, problemLines } from "./command";

/**
 * Reads an identity policy.
 *
 * @throws InputError with all that RAM would refuse; each line starts with the name of the file
 */
export function readPolicy(file: string): PolicyDocument {
  try {
    return PolicyDocument.fromJson(readText(file));
  } catch (error) {
    if (!(error instanceof PolicyError)) throw error;
    throw new InputError(problemLines(error.problems, shownFile(file)));
  }
}
