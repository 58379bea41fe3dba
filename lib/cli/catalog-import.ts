import { createHash } from "node:crypto";
import { writeFileSync } from "node:fs";
import { hashedText, pageFileText, statistics } from "../catalog/import";
import { onlyArgument, parseArguments } from "./arguments";
import { type Command, UsageError, exitCodes } from "./command";
import { readPage } from "./imported-file";

/** Reads an authorization page into a data file of the catalog. */
export const catalogImport: Command = {
  name: "catalog import",
  usage: "<page> --code <RAM code> --source <address> --read <YYYY-MM-DD> [--output <file>] [--statistics]",
  summary: "reads a RAM authorization page, copied as text or Markdown, into a data file (or its statistics)",
  run(args, output) {
    const { values, positionals } = parseArguments({
      args: [...args],
      allowPositionals: true,
      options: {
        code: { type: "string" },
        source: { type: "string" },
        read: { type: "string" },
        output: { type: "string" },
        statistics: { type: "boolean" },
      },
    });
    const file = onlyArgument(positionals, "page");
    const { code, source, read } = values;
    if (code === undefined || source === undefined || read === undefined || !/^\d{4}-\d{2}-\d{2}$/.test(read)) {
      throw new UsageError("--code, --source and --read (YYYY-MM-DD) are needed: a fact without a source is none");
    }
    if (!/^https:\/\/\S+$/.test(source)) {
      throw new UsageError(`--source takes the address of the page, https://...; found ${source}`);
    }
    const page = readPage(file, code, output);
    if (page === undefined) return exitCodes.usage;
    const hash = `sha256:${createHash("sha256").update(hashedText(page)).digest("hex")}`;
    const text =
      values.statistics === true ? `${statistics(page).join("\n")}\n` : pageFileText(page, { source, read }, hash);
    if (values.output === undefined) output.out(text.trimEnd());
    else writeFileSync(values.output, text);
    return exitCodes.ok;
  },
};
