import { existsSync, writeFileSync } from "node:fs";
import path from "node:path";
import { type StackImports, adopt, importRenderers, importsJson, readListing } from "../adopt";
import type { SynthesizedStack } from "../review";
import { onlyArgument, parseArguments, readInputText } from "./arguments";
import { choice } from "./choice";
import { type Command, type Output, UsageError, exitCodes } from "./command";
import { readStacks } from "./stack-input";

const formats = Object.keys(importRenderers) as (keyof typeof importRenderers)[];

/** Prints how stacks take over what the account has. */
export const adoptCommand: Command = {
  name: "adopt",
  usage: `<synth output, stack folder or cdk.tf.json> [--stack <name>] [--listing <file or ->] [--account <id>] [--format ${formats.join("|")}] [--write]`,
  summary:
    "import blocks or commands for what stacks make and the account may have already; with a listing of the account, only what it has; --write puts an import.tf.json beside each cdk.tf.json; exit code 2 where something is not known, or is spelt otherwise in the account",
  run(args, output) {
    const { values, positionals } = parseArguments({
      args: [...args],
      allowPositionals: true,
      options: {
        stack: { type: "string" },
        listing: { type: "string" },
        account: { type: "string" },
        format: { type: "string" },
        write: { type: "boolean" },
      },
    });
    const stacks = readStacks(onlyArgument(positionals, "synth output"), values.stack);
    const format = choice("format", formats, values.format ?? (values.write === true ? "json" : "blocks"));
    if (values.write === true && format !== "json") throw new UsageError("--write writes json, no other --format");
    if (format === "json" && values.write !== true && stacks.length > 1) {
      throw new UsageError(
        "an import.tf.json is about one stack: name it with --stack, or have all written with --write",
      );
    }
    const listing = values.listing === undefined ? undefined : readInputText(values.listing);
    const account = listing === undefined ? undefined : readListing(listing, values.listing ?? "");
    const adopted = stacks.map((stack) => ({ stack, ...adopt(stack, account, values.account) }));
    const found = adopted.map(({ stack, imports }): StackImports => ({ stack: stack.name, file: stack.file, imports }));
    if (values.write === true) writeAll(found, output);
    else output.out(importRenderers[format](found));
    for (const { stack, notes } of adopted) {
      const place = stacks.length > 1 ? `${stack.name}: ` : "";
      for (const { kind, address, text } of notes) output.err(`${labels[kind]}: ${place}${address}: ${text}`);
    }
    if (account !== undefined && providersOf(stacks) > 1) {
      output.err("note: there are several providers; the listing is taken for the account of all of them");
    }
    const isOpen = adopted.some(({ notes }) => notes.some(({ kind }) => kind === "unknown" || kind === "other case"));
    return isOpen ? exitCodes.found : exitCodes.ok;
  },
};

const labels = {
  missing: "to be created",
  unknown: "not known",
  "other case": "other letter case",
  imported: "imported already",
} as const;

function providersOf(stacks: readonly SynthesizedStack[]): number {
  return new Set(stacks.flatMap(({ resources }) => resources.map(({ providerAlias }) => providerAlias))).size;
}

/** A file from before is replaced, also by one without imports: what it named may be gone. */
function writeAll(stacks: readonly StackImports[], output: Output): void {
  for (const stack of stacks) {
    const file = path.join(path.dirname(stack.file), "import.tf.json");
    if (stack.imports.length === 0 && !existsSync(file)) continue;
    writeFileSync(file, `${importsJson(stack)}\n`);
    output.out(file);
  }
}
