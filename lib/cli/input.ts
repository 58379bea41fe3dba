import { type PolicyKind, policyKinds } from "../policy";
import { type Source, readSource } from "../review";
import { standardInput } from "../terraform/read-file";
import { UsageError } from "./command";
import type { OptionDeclarations } from "./declaration";
import { reading } from "./reading";

/** Help text for the inputs of all commands that read stacks, plans or policies. */
export const aboutInput =
  "cdktf.out, a stack's folder, a cdk.tf.json, a plan or state as JSON, a listing that pull wrote, a policy, a folder of policies, - for standard input, or git:<ref>";

/** Options for `git:<ref>` inputs. */
export const synthOptions = {
  synth: { value: "command", about: "the command that synthesizes the commit of git:<ref>" },
  "synth-output": { value: "path", about: "the folder that the command writes; default: cdktf.out" },
  "link-modules": { about: "use the node_modules of the working folder for the commit" },
} as const satisfies OptionDeclarations;

export interface InputArguments {
  readonly synth?: string | undefined;
  readonly "synth-output"?: string | undefined;
  readonly "link-modules"?: boolean | undefined;
  readonly kind?: PolicyKind | undefined;
}

/** @throws InputError RAM501 if the input cannot be read */
export function readInput(input: string, { synth, kind, ...more }: InputArguments): Source {
  const { "synth-output": output, "link-modules": linkModules = false } = more;
  const git = synth === undefined ? undefined : { synth, linkModules, ...(output === undefined ? {} : { output }) };
  return reading(() =>
    readSource(input, { ...(git === undefined ? {} : { git }), ...(kind === undefined ? {} : { policyKind: kind }) }),
  );
}

/** @throws UsageError if more than one file of a call is standard input */
export function checkStandardInput(...files: readonly (string | undefined)[]): void {
  if (files.filter((file) => file === standardInput).length > 1) {
    throw new UsageError("standard input (-) can be read only once: use files for the other inputs");
  }
}

export const fileKinds = (Object.keys(policyKinds) as PolicyKind[]).filter((kind) => kind !== "session");
