import { serviceFiles } from "../catalog/generated/service-files";
import { pageChanges } from "../catalog/import";
import { onlyArgument, parseArguments } from "./arguments";
import { type Command, UsageError, exitCodes } from "./command";
import { readPage } from "./imported-file";

/** Compares an authorization page with the catalog. */
export const catalogCheck: Command = {
  name: "catalog check",
  usage: "<page> --code <RAM code>",
  summary: "what a newer page has that the catalog lacks (+), and the reverse (-); exit code 2 where they differ",
  run(args, output) {
    const { values, positionals } = parseArguments({
      args: [...args],
      allowPositionals: true,
      options: { code: { type: "string" } },
    });
    const file = onlyArgument(positionals, "page");
    const { code = "" } = values;
    const known = Object.hasOwn(serviceFiles, code) ? serviceFiles[code]?.page?.() : undefined;
    if (known === undefined) {
      const codes = Object.keys(serviceFiles).filter((one) => serviceFiles[one]?.page !== undefined);
      throw new UsageError(`--code must be one of ${codes.join(", ")}: the catalog has no page of others`);
    }
    const page = readPage(file, code, output);
    if (page === undefined) return exitCodes.found;
    const { added, removed, breaking } = pageChanges(known, page);
    for (const fact of removed) output.out(`- ${fact}`);
    for (const fact of added) output.out(`+ ${fact}`);
    if (breaking.length > 0) output.out(`BREAKING: policies that name ${breaking.join(", ")} would be ineffective`);
    if (added.length + removed.length > 0) return exitCodes.found;
    output.out(`${code}: the page says what the catalog says (read ${known.read})`);
    return exitCodes.ok;
  },
};
