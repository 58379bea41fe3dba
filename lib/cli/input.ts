import { type PolicyKind, policyKinds } from "../policy";
import { type Source, readSource } from "../review";
import { standardInput } from "../terraform/read-file";
import { UsageError } from "./command";
import type { OptionDeclarations } from "./declaration";
import { reading } from "./reading";

/** What every command takes that reads stacks, plans or policies. */
export const aboutInput =
  "cdktf.out, a stack's folder, a cdk.tf.json, a plan or state as JSON, a policy, a folder of policies, - for standard input, or git:<ref>";

/** Options of commands that synthesize a `git:<ref>`. */
export const synthOptions = {
  synth: { value: "command", about: "the command that synthesizes the commit of git:<ref>" },
  "synth-output": { value: "path", about: "the folder that the command writes; cdktf.out by default" },
  "link-modules": { about: "use the node_modules of the working folder for the commit" },
} as const satisfies OptionDeclarations;

/** How a `git:<ref>` is synthesized, and of what kind policies are. */
export interface InputArguments {
  readonly synth?: string | undefined;
  readonly "synth-output"?: string | undefined;
  readonly "link-modules"?: boolean | undefined;
  readonly kind?: PolicyKind | undefined;
}

/**
 * Reads an input of any kind.
 *
 * @throws InputError RAM501 where it cannot be read
 */
export function readInput(input: string, { synth, kind, ...more }: InputArguments): Source {
  const { "synth-output": output, "link-modules": linkModules = false } = more;
  const git = synth === undefined ? undefined : { synth, linkModules, ...(output === undefined ? {} : { output }) };
  return reading(() =>
    readSource(input, { ...(git === undefined ? {} : { git }), ...(kind === undefined ? {} : { policyKind: kind }) }),
  );
}

/**
 * Inputs of any kind, and the other files of a call: standard input can be read once.
 *
 * @throws UsageError
 */
export function checkStandardInput(...files: readonly (string | undefined)[]): void {
  if (files.filter((file) => file === standardInput).length > 1) {
    throw new UsageError("standard input (-) can be read once: write the others to files");
  }
}

/** The kinds of policies that files may be. */
export const fileKinds = (Object.keys(policyKinds) as PolicyKind[]).filter((kind) => kind !== "session");
