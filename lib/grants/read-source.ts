import { readdirSync, statSync } from "node:fs";
import path from "node:path";
import type { PolicyKind } from "../policy";
import { isPlan, planStack } from "../terraform/plan";
import { isJsonObject } from "../policy/json-value";
import { type TerraformFolderOptions, isTerraformFolder, readTerraformFolder } from "../terraform/hcl";
import { parseJson, readFileText, standardInput } from "../terraform/read-file";
import type { SourcePlace } from "../terraform/places/source-place";
import type { Resource } from "../terraform/resource";
import { stackFile } from "../terraform/stack-file";
import {
  type SynthesizedStack,
  UnreadableStackError,
  jsonOf,
  readStack,
  readSynthesizedStacks,
  readText,
} from "../terraform/synthesized-stack";
import { isAccountListing, readAccountListing } from "./account-listing";
import { type GitInputOptions, fromCommit } from "./git-input";
import { policyFilesIn } from "./policy-files";
import { policyKindOf } from "./policy-grants";
import type { PolicyFile, Source } from "./source";
import { isFolderAt } from "../terraform/configuration/files";

/** How an input is read. */
export interface SourceOptions {
  /** How to synthesize a `git:<ref>`. @default - the commit must have Terraform files, which need no command */
  readonly git?: GitInputOptions;
  /** How a folder of Terraform files is read: values of variables, and which program reads it. */
  readonly terraform?: TerraformFolderOptions;
  /** Kind of the policies in files. @default - trust policies if they have a `Principal`, identity policies otherwise */
  readonly policyKind?: PolicyKind;
}

/**
 * Detects the kind of an input and reads it:
 * - a folder: the output of `cdktf synth` if it has a `manifest.json`, a stack if it has a `cdk.tf.json`, a Terraform
 *   configuration if it has `.tf` files, else policies;
 * - a file, or `-` for standard input: a stack, plan, state or policy;
 * - `git:<ref>`: the synth output of a commit, or its Terraform files; `git:<ref>:<folder>` those of another folder.
 *
 * @throws UnreadableStackError RAM501 with the file that cannot be read, and the reason
 */
export function readSource(input: string, options: SourceOptions = {}): Source {
  if (isCommit(input)) return readCommit(input, options);
  if (input !== standardInput && isFolderAt(input)) return readFolder(input, options);
  return sourceOfText(readText(input), input === standardInput ? "standard input" : input, options.policyKind);
}

/**
 * Detects what a file contains and reads it.
 *
 * @param file path of the file, or a name for messages
 * @throws UnreadableStackError RAM501 if the text is neither a stack, a plan, a state nor a policy
 */
export function sourceOfText(text: string, file: string, policyKind?: PolicyKind): Source {
  const json = jsonOf(text, file);
  const name = stackName(file);
  if (isAccountListing(json)) {
    const { stack, ...account } = readAccountListing(name, file, json);
    return { kind: "stacks", form: "account", namedByFile: true, stacks: [stack], ...account, listing: text };
  }
  switch (kindOf(json) ?? (policyKind === undefined ? undefined : "policy")) {
    case "plan":
      return { kind: "stacks", form: "plan", namedByFile: true, stacks: [{ ...planStack(name, file, json), text }] };
    case "stack": {
      const stacks = [{ ...readStack(name, file, text), warnings: [] }];
      return { kind: "stacks", form: "stack", namedByFile: path.basename(file) !== stackFile, stacks };
    }
    case "policy": {
      const policies = [{ place: file, file, kind: policyKind ?? policyKindOf(json), text }];
      return { kind: "policies", name, isFolder: false, policies };
    }
    default:
      throw new UnreadableStackError(file, "neither a stack, a plan, a state nor a policy", nameOneOf);
  }
}

type Json = Readonly<Record<string, unknown>>;

const gitPrefix = "git:";

/** Whether an input is a commit. */
export function isCommit(input: string): boolean {
  return input.startsWith(gitPrefix);
}

/** The ref of an input that is a commit; `undefined` for others. */
export function refOf(input: string): string | undefined {
  return isCommit(input) ? partsOfCommit(input).ref : undefined;
}

/** No ref has a colon. */
function partsOfCommit(input: string): { readonly ref: string; readonly subfolder: string | undefined } {
  const [ref = "", ...subfolder] = input.slice(gitPrefix.length).split(":");
  return { ref, subfolder: subfolder.length === 0 ? undefined : subfolder.join(":") };
}

const nameOneOf = `name one of these: ${[
  "the folder that cdktf synth writes",
  "the folder of one of its stacks",
  "a folder of .tf files",
  "a cdk.tf.json",
  "a plan or state as terraform show -json prints it",
  "a listing that agentrun-ram pull writes",
  "a RAM policy as JSON",
  "a folder of RAM policies",
  "- to read such a file from standard input",
  "git:<ref>",
].join(", ")}`;

function kindOf(json: Json): "plan" | "policy" | "stack" | undefined {
  if (isPlan(json)) return "plan";
  if (json["Statement"] !== undefined) return "policy";
  return json["resource"] !== undefined || json["terraform"] !== undefined ? "stack" : undefined;
}

function readFolder(folder: string, { policyKind, terraform }: SourceOptions): Source {
  if (isSynthOutput(folder)) {
    return { kind: "stacks", form: "synth output", namedByFile: false, stacks: readSynthesizedStacks(folder) };
  }
  const stack = path.join(folder, stackFile);
  if (isFile(stack)) return sourceOfText(readText(stack), stack);
  if (isTerraformFolder(folder)) {
    const stacks = [readTerraformFolder(folder, terraform)];
    return { kind: "stacks", form: "Terraform folder", namedByFile: true, stacks };
  }
  const policies = policyFilesIn(folder).map((place) => policyIn(folder, place, policyKind));
  if (policies.length > 0) return { kind: "policies", name: nameOfFolder(folder), isFolder: true, policies };
  throw new UnreadableStackError(
    folder,
    `neither a manifest.json, a ${stackFile}, nor any .tf, .json or .policy file`,
    nameOneOf,
  );
}

/** A folder of Terraform files may have a `manifest.json` of another kind. */
function isSynthOutput(folder: string): boolean {
  const manifest = path.join(folder, "manifest.json");
  if (!isFile(manifest)) return false;
  if (!isTerraformFolder(folder)) return true;
  const read = readFileText(manifest);
  const json = "value" in read ? parseJson(read.value) : read;
  return "value" in json && isJsonObject(json.value) && json.value["stacks"] !== undefined;
}

/** Reads a file of a policy folder. Its readers validate policies, but they would take a stack or a plan for a policy. */
function policyIn(folder: string, place: string, policyKind: PolicyKind | undefined): PolicyFile {
  const file = path.join(folder, place);
  const text = readText(file);
  const parsed = parseJson(text);
  if ("problem" in parsed) throw new UnreadableStackError(file, parsed.problem);
  const json = parsed.value;
  const found = isJsonObject(json) ? kindOf(json) : undefined;
  if (found === "plan" || found === "stack") {
    throw new UnreadableStackError(file, `a ${found} in a folder of policies; name it or its folder as the input`);
  }
  return { place, file, kind: policyKind ?? policyKindOf(json), text };
}

function readCommit(input: string, { git, policyKind, terraform }: SourceOptions): Source {
  const { ref, subfolder } = partsOfCommit(input);
  const repository = git?.repository ?? process.cwd();
  return fromCommit(ref, { ...git, ...(subfolder === undefined ? {} : { subfolder }) }, (output, named) => {
    if (git === undefined && !isTerraformFolder(output)) {
      const below = foldersBelow(output).filter((folder) => isTerraformFolder(path.join(output, folder)));
      const [first] = below;
      throw new UnreadableStackError(
        input,
        "this folder of the commit has no .tf files",
        first === undefined
          ? "give --synth <command>, which synthesizes the commit"
          : `name a folder with .tf files, e.g. git:${ref}:${path.join(subfolder ?? "", first)}, or give --synth <command>`,
      );
    }
    const installedIn = path.join(repository, subfolder ?? "");
    const options = {
      terraform: { ...terraform, ...(isFolderAt(installedIn) ? { installedIn } : {}) },
      ...(policyKind === undefined ? {} : { policyKind }),
    };
    return withFilesNamed(readSource(output, options), named);
  });
}

/** The folders in a folder, and those in them, sorted. */
function foldersBelow(folder: string): readonly string[] {
  const inFolder = (parent: string): readonly string[] =>
    readdirSync(path.join(folder, parent), { withFileTypes: true })
      .filter((one) => one.isDirectory() && !one.name.startsWith(".") && one.name !== "node_modules")
      .map(({ name }) => path.join(parent, name))
      .sort();
  const first = inFolder("");
  return [...first, ...first.flatMap(inFolder)];
}

function withFilesNamed(source: Source, named: (file: string) => string): Source {
  if (source.kind === "stacks") {
    // The checkout is removed after this.
    for (const { configuration } of source.stacks) configuration?.load();
    return { ...source, stacks: source.stacks.map((stack) => stackNamed(stack, named)) };
  }
  const policies = source.policies.map((policy) => {
    const file = named(policy.file);
    return { ...policy, file, place: policy.place === policy.file ? file : policy.place };
  });
  return { ...source, policies };
}

function stackNamed(stack: SynthesizedStack, named: (file: string) => string): SynthesizedStack {
  const moved = (location: SourcePlace): SourcePlace => ({ ...location, file: named(location.file) });
  const placed = <Item extends { readonly location?: SourcePlace }>(item: Item): Item =>
    item.location === undefined ? item : { ...item, location: moved(item.location) };
  const resource = (one: Resource): Resource =>
    one.argumentLocations === undefined
      ? one
      : {
          ...placed(one),
          argumentLocations: new Map([...one.argumentLocations].map(([name, at]) => [name, moved(at)])),
        };
  return {
    ...stack,
    file: named(stack.file),
    resources: stack.resources.map(resource),
    data: stack.data.map(resource),
    ...(stack.unreadModules === undefined ? {} : { unreadModules: stack.unreadModules.map(placed) }),
    ...(stack.notKnown === undefined ? {} : { notKnown: stack.notKnown.map(placed) }),
  };
}

/** The file of a stack is `cdktf.out/stacks/<name>/cdk.tf.json`. */
function stackName(file: string): string {
  const base = path.basename(file);
  return base === stackFile ? nameOfFolder(path.dirname(file)) : base.replace(/(\.tf)?\.json$/, "");
}

function nameOfFolder(folder: string): string {
  return path.basename(path.resolve(folder));
}

function isFile(target: string): boolean {
  return statSync(target, { throwIfNoEntry: false })?.isFile() === true;
}
