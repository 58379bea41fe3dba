import {
  type ImportProblem,
  type ImportedPage,
  importPage,
  importProblemIds,
  knownCorrections,
} from "../catalog/import";
import { formatProblem } from "../policy/problem";
import { shownFile } from "./arguments";
import type { Output } from "./command";

const shownProblems = 50;

/** Reads an authorization page from the text of a file, and prints its problems. */
export function readPage(text: string, file: string, code: string, output: Output): ImportedPage | undefined {
  const { page, problems } = importPage(text, code, knownCorrections());
  const name = shownFile(file);
  for (const problem of problems.slice(0, shownProblems)) output.err(problemLine(problem, name));
  if (problems.length > shownProblems) output.note(`and ${problems.length - shownProblems} more`);
  return page;
}

function problemLine({ id, line, message }: ImportProblem, name: string): string {
  return formatProblem({
    id,
    path: line === 0 ? name : `${name}:${line}`,
    found: message,
    fix:
      id === importProblemIds.staleCorrection
        ? "remove it from lib/catalog/data/corrections.json of the library"
        : "copy the page again, whole, as text or Markdown; if the page is wrong, add a correction",
  });
}
