import {
  type ImportedPage,
  formatImportProblem,
  importPage,
  importProblemIds,
  knownCorrections,
} from "../catalog/import";
import { readText } from "./arguments";
import type { Output } from "./command";

const shownProblems = 50;

/** Reads an authorization page from a file, and prints its problems. */
export function readPage(file: string, code: string, output: Output): ImportedPage | undefined {
  const { page, problems } = importPage(readText(file), code, knownCorrections());
  for (const problem of problems.slice(0, shownProblems)) output.err(`${file}: ${formatImportProblem(problem)}`);
  if (problems.length > shownProblems) output.err(`and ${problems.length - shownProblems} more`);
  if (problems.some(({ id }) => id === importProblemIds.staleCorrection)) {
    output.err("the corrections are in lib/catalog/data/corrections.json of the library");
  }
  return page;
}
