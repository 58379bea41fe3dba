import { createHash } from "node:crypto";
import { type ImportedPage, type PageFile, hashedText, pageFileText, statistics } from "../catalog/import";
import { readText } from "./arguments";
import { exitCodes, UsageError, wrongValue } from "./command";
import { declareCommand } from "./declaration";
import { readPage } from "./imported-file";
import { writeOutputs } from "./write-output";

/** Reads an authorization page into a data file of the catalog. */
export const catalogImport = declareCommand({
  description: "Reads a RAM authorization page, copied as text or Markdown, into a data file of the catalog.",
  arguments: [{ name: "page", about: "the page", path: "read" }],
  options: {
    code: { value: "RAM code", about: "the service of the page" },
    source: { value: "address", about: "the address of the page, https://..." },
    read: { value: "YYYY-MM-DD", about: "the date on which the page was read" },
    output: { value: "file", about: "the data file; standard output by default", path: "write" },
    force: { about: "replace the output file even if it was changed, or is not the data file of this service" },
    statistics: { about: "print statistics of the page instead of the data file" },
  },
  examples: [
    "agentrun-ram catalog import page.txt --code agentrun --source https://help.aliyun.com/page --read 2026-11-01",
  ],
  run({ args: [file], options }, output) {
    const { code, source, read } = options;
    if (code === undefined || source === undefined || read === undefined || !/^\d{4}-\d{2}-\d{2}$/.test(read)) {
      throw new UsageError("one of them is missing, and every fact of the catalog needs a source", {
        where: "--code, --source and --read",
        fix: "give all three, --read as YYYY-MM-DD",
      });
    }
    if (!/^https:\/\/\S+$/.test(source)) {
      throw wrongValue("--source", source, "the address of the page, https://...", "write the address");
    }
    const page = readPage(readText(file), file, code, output);
    if (page === undefined) return exitCodes.usage;
    const text = options.statistics
      ? `${statistics(page).join("\n")}\n`
      : pageFileText(page, { source, read }, hashOf(page));
    if (options.output === undefined) output.out(text.trimEnd());
    else
      writeOutputs([{ file: options.output, text }], { force: options.force, isOwn: (old) => isDataFile(old, code) });
    return exitCodes.ok;
  },
});

function hashOf(page: ImportedPage): string {
  return `sha256:${createHash("sha256").update(hashedText(page)).digest("hex")}`;
}

/** Whether a text is the data file of a service as this command writes it. */
function isDataFile(text: string, code: string): boolean {
  try {
    const file = JSON.parse(text) as PageFile; // anything else throws, or is not printed the same
    return file.code === code && file.hash === hashOf(file) && text === pageFileText(file, file, file.hash);
  } catch {
    return false;
  }
}
