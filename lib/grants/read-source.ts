import { statSync } from "node:fs";
import path from "node:path";
import type { PolicyKind } from "../policy";
import { isPlan, planStack } from "../terraform/plan";
import { isJsonObject } from "../policy/json-value";
import { parseJson, standardInput } from "../terraform/read-file";
import { UnreadableStackError, jsonOf, readSynthesizedStacks, readText, stackOf } from "../terraform/synthesized-stack";
import { type GitInputOptions, fromCommit } from "./git-input";
import { policyFilesIn, policyKindOf } from "./policy-files";
import type { PolicyFile, Source } from "./source";

/** How an input is read. */
export interface SourceOptions {
  /** How a `git:<ref>` is synthesized; without it such an input is an error. */
  readonly git?: GitInputOptions;
  /** Kind of the policies that are files. @default - trust policies by their `Principal`, identity policies otherwise */
  readonly policyKind?: PolicyKind;
}

/**
 * Reads an input, and decides what it is: the folder that `cdktf synth` writes (it has a `manifest.json`), the folder of
 * one stack (it has a `cdk.tf.json`), a folder of policies, a file that is a stack, a plan, a state or a policy, `-` for
 * such a file on standard input, or `git:<ref>` for what a commit synthesizes.
 *
 * @throws UnreadableStackError RAM501 with the file that cannot be read, and why
 */
export function readSource(input: string, options: SourceOptions = {}): Source {
  if (input.startsWith(gitPrefix)) return readCommit(input, options);
  if (input !== standardInput && isFolder(input)) return readFolder(input, options.policyKind);
  return sourceOfText(readText(input), input === standardInput ? "standard input" : input, options.policyKind);
}

/**
 * What the text of a file is.
 *
 * @param file path of it; what it is called in messages where it has none
 * @throws UnreadableStackError RAM501 where it is neither a stack, a plan, a state nor a policy
 */
export function sourceOfText(text: string, file: string, policyKind?: PolicyKind): Source {
  const json = jsonOf(text, file);
  const name = stackName(file);
  switch (kindOf(json) ?? (policyKind === undefined ? undefined : "policy")) {
    case "plan":
      return { kind: "stacks", form: "plan", namedByFile: true, stacks: [planStack(name, file, json)] };
    case "stack": {
      const stacks = [{ ...stackOf(name, file, json), warnings: [] }];
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

/** What an input may be. */
const nameOneOf = `name one of these: ${[
  "the folder that cdktf synth writes",
  "the folder of one of its stacks",
  "a cdk.tf.json",
  "a plan or state as terraform show -json prints it",
  "a RAM policy as JSON",
  "a folder of RAM policies",
  "- for such a file on standard input",
  "git:<ref>",
].join(", ")}`;

/** What `cdktf synth` calls every stack's file. */
const stackFile = "cdk.tf.json";

function kindOf(json: Json): "plan" | "policy" | "stack" | undefined {
  if (isPlan(json)) return "plan";
  if (json["Statement"] !== undefined) return "policy";
  return json["resource"] !== undefined || json["terraform"] !== undefined ? "stack" : undefined;
}

function readFolder(folder: string, policyKind: PolicyKind | undefined): Source {
  if (isFile(path.join(folder, "manifest.json"))) {
    return { kind: "stacks", form: "synth output", namedByFile: false, stacks: readSynthesizedStacks(folder) };
  }
  const stack = path.join(folder, stackFile);
  if (isFile(stack)) return sourceOfText(readText(stack), stack);
  const policies = policyFilesIn(folder).map((place) => policyIn(folder, place, policyKind));
  if (policies.length > 0) return { kind: "policies", name: nameOfFolder(folder), isFolder: true, policies };
  throw new UnreadableStackError(
    folder,
    `neither a manifest.json, a ${stackFile}, nor any .json or .policy file`,
    nameOneOf,
  );
}

/** A file of a folder. What is wrong with a policy is for its readers to say; a stack among policies would be none. */
function policyIn(folder: string, place: string, policyKind: PolicyKind | undefined): PolicyFile {
  const file = path.join(folder, place);
  const text = readText(file);
  const parsed = parseJson(text);
  const json = "value" in parsed ? parsed.value : undefined;
  const found = isJsonObject(json) ? kindOf(json) : undefined;
  if (found === "plan" || found === "stack") {
    throw new UnreadableStackError(file, `a ${found} in a folder of policies; name it, or its folder`);
  }
  return { place, file, kind: policyKind ?? policyKindOf(json), text };
}

function readCommit(input: string, { git, policyKind }: SourceOptions): Source {
  if (git === undefined)
    throw new UnreadableStackError(input, "a commit has to be synthesized", "give --synth <command>");
  return fromCommit(input.slice(gitPrefix.length), git, (output, named) =>
    withFilesNamed(readSource(output, policyKind === undefined ? {} : { policyKind }), named),
  );
}

function withFilesNamed(source: Source, named: (file: string) => string): Source {
  if (source.kind === "stacks") {
    return { ...source, stacks: source.stacks.map((stack) => ({ ...stack, file: named(stack.file) })) };
  }
  const policies = source.policies.map((policy) => {
    const file = named(policy.file);
    return { ...policy, file, place: policy.place === policy.file ? file : policy.place };
  });
  return { ...source, policies };
}

/** `cdktf.out/stacks/<name>/cdk.tf.json` is the stack of that name. */
function stackName(file: string): string {
  const base = path.basename(file);
  return base === stackFile ? nameOfFolder(path.dirname(file)) : base.replace(/(\.tf)?\.json$/, "");
}

function nameOfFolder(folder: string): string {
  return path.basename(path.resolve(folder));
}

function isFolder(target: string): boolean {
  return statSync(target, { throwIfNoEntry: false })?.isDirectory() === true;
}

function isFile(target: string): boolean {
  return statSync(target, { throwIfNoEntry: false })?.isFile() === true;
}
