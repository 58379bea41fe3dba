import { existsSync, realpathSync, statSync } from "node:fs";
import path from "node:path";
import {
  type Listing,
  type StackImports,
  adopt,
  importRenderers,
  importsFileText,
  isImportsFileText,
  readListing,
} from "../adopt";
import { afterJsonValues } from "../adopt/json-values";
import { isNestedTooDeep } from "../policy/nesting";
import { type SynthesizedStack, stacksOf } from "../review";
import { readText, shownFile } from "./arguments";
import { isWithin } from "../terraform/places/repository";
import { exitCodes, type Output, UsageError, wrongValue } from "./command";
import { configurationOptions, workingConfiguration } from "./config/read-configuration";
import { declareCommand } from "./declaration";
import { aboutInput, readInput, synthOptions } from "./input";
import { jsonIn } from "./json-file";
import type { NamedSource } from "./placed-inputs";
import { writeOutputs } from "./write-output";

const formats = Object.keys(importRenderers) as (keyof typeof importRenderers)[];

/** Prints imports for existing objects of an account. */
export const adoptCommand = declareCommand({
  description:
    "Prints import blocks or commands for resources that may already exist in the account. With --listing, only for those that do. If the input is itself a listing that pull wrote, for everything in it.",
  arguments: [{ name: "input", about: aboutInput, path: "read", many: true }],
  options: {
    stack: { value: "name", about: "adopt for this stack only" },
    listing: { value: "file", about: "the listing of the account; - reads standard input", path: "read" },
    account: { value: "id", about: "the id of the account; default: from the configuration" },
    format: {
      value: "format",
      about: "how to print imports; default: json with --write, else blocks",
      choices: formats,
    },
    write: { about: "write an import.tf.json beside each cdk.tf.json" },
    force: { about: "with --write, replace an import.tf.json that something else wrote" },
    ...configurationOptions,
    ...synthOptions,
  },
  examples: [
    "agentrun-ram adopt cdktf.out --format commands",
    "agentrun-ram adopt cdktf.out --listing account.json --write",
  ],
  run({ args: [inputs], options: values }, output) {
    const { settings } = workingConfiguration(values);
    const accountId = values.account ?? settings.accounts?.id;
    const sources = inputs.map((input) => ({ input, source: readInput(input, values, output) }));
    const stacks = adoptedStacks(sources, values.stack);
    const pulled = pulledAccounts(sources);
    const format = values.format ?? (values.write ? "json" : "blocks");
    if (values.force && !values.write)
      throw new UsageError("for --write only", { where: "--force", fix: "add --write, or remove it" });
    if (values.write && format !== "json")
      throw wrongValue("--format", format, "json, because --write writes it", "remove --format, or --write");
    if (format === "json" && !values.write && stacks.length > 1) {
      throw new UsageError(`${stacks.length} stacks, and only the imports of one can be printed as json`, {
        where: inputs.join(", "),
        fix: "select one with --stack, or write all files with --write",
      });
    }
    if (values.write) sources.forEach(checkWritable);
    const account = values.listing === undefined ? undefined : listingIn(values.listing);
    const adopted = stacks.map((stack) => {
      const own = pulled.get(stack);
      return own === undefined
        ? { stack, ...adopt(stack, account, accountId) }
        : { stack, ...adopt(notManaged(stack), own) };
    });
    const found = adopted.map(({ stack, imports }): StackImports => ({ stack: stack.name, file: stack.file, imports }));
    if (values.write) writeAll(inputs, found, values.force, output);
    else output.out(importRenderers[format](found));
    for (const { stack, notes } of adopted) {
      const place = stacks.length > 1 ? `${stack.name}: ` : "";
      for (const { kind, address, text } of notes) {
        (isOpenKind(kind) ? output.err : output.note)(`${labels[kind]}: ${place}${address}: ${text}`);
      }
    }
    if (pulled.size > 0) {
      output.note(
        "note: the addresses come from the names in the account; write these resources, or let terraform plan -generate-config-out=<file> write them",
      );
    }
    if (account !== undefined && providersOf(stacks) > 1) {
      output.note("note: the stacks have several providers; the listing is used for all of them");
    }
    const isOpen = adopted.some(({ notes }) => notes.some(({ kind }) => isOpenKind(kind)));
    return isOpen ? exitCodes.found : exitCodes.ok;
  },
});

/** Whether a note leads to exit code 2. */
function isOpenKind(kind: keyof typeof labels): boolean {
  return kind === "unknown" || kind === "other case";
}

const labels = {
  missing: "to be created",
  unknown: "not known",
  "other case": "other letter case",
  imported: "imported already",
  kept: "stays attached",
} as const;

/**
 * The selected stacks; an empty stack for inputs without stacks.
 *
 * @throws UsageError if no stack has this name
 */
function adoptedStacks(sources: readonly NamedSource[], name: string | undefined): readonly SynthesizedStack[] {
  const stacks = sources.flatMap(({ source }) => stacksOf(source));
  const found = name === undefined ? stacks : stacks.filter((stack) => stack.name === name);
  if (found.length > 0) return found;
  const input = sources.map((one) => one.input).join(", ");
  const others = stacks.map((stack) => stack.name).join(", ");
  if (name !== undefined)
    throw new UsageError(`no stack ${name}`, {
      where: input,
      allowed: others || "none",
      fix: "name a stack of the input",
    });
  return [{ name: input, file: input, resources: [], data: [], warnings: [] }];
}

/** The inputs that are listings of an account, by the stacks that they were read as. */
function pulledAccounts(sources: readonly NamedSource[]): ReadonlyMap<SynthesizedStack, Listing> {
  return new Map(
    sources.flatMap(({ input, source }) => {
      if (source.kind !== "stacks" || source.listing === undefined) return [];
      const listing = readListing(source.listing, shownFile(input));
      return source.stacks.map((stack) => [stack, listing] as const);
    }),
  );
}

/** A listing made of responses of API calls: possibly several JSON values, one after another. */
function listingIn(file: string): Listing {
  const text = readText(file);
  const wrong = afterJsonValues(text);
  const isUnread = text.trim() === "" || isNestedTooDeep(text);
  if (wrong !== "" || isUnread) jsonIn(isUnread ? text : wrong, shownFile(file));
  return readListing(text, shownFile(file));
}

/** A listing is read as if it were a state, but nothing in it is in Terraform's state yet. */
function notManaged(stack: SynthesizedStack): SynthesizedStack {
  return { ...stack, resources: stack.resources.map((resource) => ({ ...resource, imported: false })) };
}

/** Terraform reads an import.tf.json only in the folder of a synthesized stack. */
function checkWritable({ input, source }: NamedSource): void {
  const isFolderOfOurs =
    source.kind === "stacks" && source.form !== "plan" && source.form !== "account" && !/^(-$|git:)/.test(input);
  if (!isFolderOfOurs) {
    throw new UsageError(`${shownFile(input)} has no cdk.tf.json files to write beside`, {
      where: "--write",
      fix: "name what cdktf synth wrote, or use --format instead",
    });
  }
}

function providersOf(stacks: readonly SynthesizedStack[]): number {
  return new Set(stacks.flatMap(({ resources }) => resources.map(({ providerAlias }) => providerAlias))).size;
}

/** Replaces an earlier file even if there is nothing to import, because the objects that it names may be gone. */
function writeAll(inputs: readonly string[], stacks: readonly StackImports[], force: boolean, output: Output): void {
  for (const { file } of stacks) checkWithin(inputs, path.dirname(file));
  const files = stacks.flatMap((stack) => {
    const file = path.join(path.dirname(stack.file), "import.tf.json");
    return stack.imports.length === 0 && !existsSync(file) ? [] : [{ file, text: importsFileText(stack) }];
  });
  writeOutputs(files, { force, isOwn: isImportsFileText });
  for (const { file } of files) output.out(file);
}

/** A manifest may name any file. @throws UsageError for a stack outside of the inputs, even through a link */
function checkWithin(inputs: readonly string[], folder: string): void {
  const roots = inputs.map((input) => realpathSync(statSync(input).isDirectory() ? input : path.dirname(input)));
  if (roots.some((root) => isWithin(root, realpathSync(folder)))) return;
  throw new UsageError(`it writes in ${inputs.join(", ")} only, and ${folder} is not in it`, {
    where: "--write",
    fix: "name the folder of the stack as the input",
  });
}
