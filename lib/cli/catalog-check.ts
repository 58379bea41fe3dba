import { serviceFiles } from "../catalog/generated/service-files";
import { pageChanges, pageCodes } from "../catalog/import";
import { readText } from "./arguments";
import { UsageError, exitCodes } from "./command";
import { declareCommand } from "./declaration";
import { readPage } from "./imported-file";

/** Compares an authorization page with the catalog. */
export const catalogCheck = declareCommand({
  description: "Lists what an authorization page has that the catalog lacks (+), and the reverse (-).",
  arguments: [{ name: "page", about: "a RAM authorization page, copied as text or Markdown", path: "read" }],
  options: { code: { value: "RAM code", about: "the service of the page; default: the code on the page" } },
  exits: { 0: "the page and the catalog agree", 2: "they differ" },
  examples: ["agentrun-ram catalog check page.txt", "agentrun-ram catalog check page.txt --code agentrun"],
  run({ args: [file], options }, output) {
    const code = options.code ?? codeOf(file);
    const known = knownPage(code);
    if (known === undefined) {
      const codes = Object.keys(serviceFiles).filter((one) => knownPage(one) !== undefined);
      throw new UsageError(
        `the catalog has no page for ${code === "" ? "an empty code" : code}; it has pages for ${codes.join(", ")}`,
      );
    }
    const page = readPage(file, code, output);
    if (page === undefined) return exitCodes.usage;
    const { added, removed, breaking } = pageChanges(known, page);
    for (const fact of removed) output.out(`- ${fact}`);
    for (const fact of added) output.out(`+ ${fact}`);
    if (breaking.length > 0) output.out(`BREAKING: policies with ${breaking.join(", ")} would become ineffective`);
    if (added.length + removed.length > 0) return exitCodes.found;
    output.out(`${code}: the page and the catalog agree (catalog read on ${known.read})`);
    return exitCodes.ok;
  },
});

function knownPage(code: string) {
  return Object.hasOwn(serviceFiles, code) ? serviceFiles[code]?.page?.() : undefined;
}

/** The RAM code that a page states and lists actions of, preferably one that the catalog has a page for. */
function codeOf(file: string): string {
  const codes = pageCodes(readText(file));
  const code = codes.find((one) => knownPage(one) !== undefined) ?? codes[0];
  if (code === undefined) {
    throw new UsageError(
      `${file} states no RAM code with actions; if it is an authorization page, give its code with --code`,
    );
  }
  return code;
}
