import { serviceFiles } from "../catalog/generated/service-files";
import { pageChanges, pageCodes } from "../catalog/import";
import { onlyArgument, parseArguments, readText } from "./arguments";
import { type Command, UsageError, exitCodes } from "./command";
import { readPage } from "./imported-file";

/** Compares an authorization page with the catalog. */
export const catalogCheck: Command = {
  name: "catalog check",
  usage: "<page> [--code <RAM code>]",
  summary: "what a newer page has that the catalog lacks (+), and the reverse (-); exit code 2 where they differ",
  run(args, output) {
    const { values, positionals } = parseArguments({
      args: [...args],
      allowPositionals: true,
      options: { code: { type: "string" } },
    });
    const file = onlyArgument(positionals, "page");
    const code = values.code ?? codeOf(file);
    const known = knownPage(code);
    if (known === undefined) {
      const codes = Object.keys(serviceFiles).filter((one) => knownPage(one) !== undefined);
      throw new UsageError(`the catalog has no page of ${code === "" ? "no code" : code}, only of ${codes.join(", ")}`);
    }
    const page = readPage(file, code, output);
    if (page === undefined) return exitCodes.usage;
    const { added, removed, breaking } = pageChanges(known, page);
    for (const fact of removed) output.out(`- ${fact}`);
    for (const fact of added) output.out(`+ ${fact}`);
    if (breaking.length > 0) output.out(`BREAKING: policies that name ${breaking.join(", ")} would be ineffective`);
    if (added.length + removed.length > 0) return exitCodes.found;
    output.out(`${code}: the page says what the catalog says (read ${known.read})`);
    return exitCodes.ok;
  },
};

function knownPage(code: string) {
  return Object.hasOwn(serviceFiles, code) ? serviceFiles[code]?.page?.() : undefined;
}

/** The RAM code that a page is about: of those that it states and lists actions of, one whose page the catalog has. */
function codeOf(file: string): string {
  const codes = pageCodes(readText(file));
  const code = codes.find((one) => knownPage(one) !== undefined) ?? codes[0];
  if (code === undefined) {
    throw new UsageError(
      `${file} states no RAM code that it lists actions of; if it is an authorization page, say --code`,
    );
  }
  return code;
}
