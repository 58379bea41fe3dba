import { isTooLargeToRead } from "../grants/policy-size";
import { PolicyDocument, PolicyError, maxPolicyBytes } from "../policy";
import { UnreadableStackError } from "../terraform/unreadable-stack-error";
import { readText, shownFile } from "./arguments";
import { InputError, problemLines } from "./command";
import { jsonIn } from "./json-file";

/**
 * Reads identity policies.
 *
 * @throws InputError with all that RAM would refuse; each line starts with the name of the file
 */
export function readPolicies(files: readonly string[]): readonly PolicyDocument[] {
  return eachFile(files, (file) => {
    const text = readPolicyText(file);
    try {
      return PolicyDocument.fromJson(text);
    } catch (error) {
      if (!(error instanceof PolicyError)) throw error;
      throw new InputError(problemLines(error.problems, shownFile(file)));
    }
  });
}

/** The text of a file with a policy. @throws InputError RAM501 for a file that is not JSON, or is too large */
export function readPolicyText(file: string): string {
  const text = readText(file);
  checkPolicySize(text, shownFile(file));
  jsonIn(text, shownFile(file));
  return text;
}

/** @throws InputError RAM501 for a policy that is too large for the command line */
export function checkPolicySize(text: string, name: string): void {
  if (!isTooLargeToRead(text)) return;
  const ram = `RAM takes ${maxPolicyBytes.toLocaleString("en")} bytes`;
  throw new InputError(
    new UnreadableStackError(name, `a policy of more than 1 MB, which no command reads; ${ram}`).message,
  );
}

/** What `read` gives for each file. @throws InputError with the problems of all files */
export function eachFile<Result>(files: readonly string[], read: (file: string) => Result): readonly Result[] {
  const results: Result[] = [];
  const problems: string[] = [];
  for (const file of files) {
    try {
      results.push(read(file));
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      problems.push(error.message);
    }
  }
  if (problems.length > 0) throw new InputError(problems.join("\n"));
  return results;
}
