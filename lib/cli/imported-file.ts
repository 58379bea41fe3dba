import {
  type ImportedPage,
  formatImportProblem,
  importPage,
  importProblemIds,
  knownCorrections,
} from "../catalog/import";
import { shownFile } from "./arguments";
import type { Output } from "./command";

const shownProblems = 50;

/** Reads an authorization page from the text of a file, and prints its problems. */
export function readPage(text: string, file: string, code: string, output: Output): ImportedPage | undefined {
  const { page, problems } = importPage(text, code, knownCorrections());
  const name = shownFile(file);
  for (const problem of problems.slice(0, shownProblems)) output.err(`${name}: ${formatImportProblem(problem)}`);
  if (problems.length > shownProblems) output.err(`and ${problems.length - shownProblems} more`);
  if (problems.some(({ id }) => id === importProblemIds.staleCorrection)) {
    output.err("the corrections are in lib/catalog/data/corrections.json of the library");
  }
  return page;
}
