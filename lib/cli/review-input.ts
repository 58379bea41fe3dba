import type { GrantModel } from "../review";
import { readInput } from "../review";
import { type LintOptions, type LintResult, lintInput } from "../review/lint-input";
import { type GitInputOptions, fromCommit, readGitInput } from "../grants/git-input";
import { UsageError } from "./command";
import type { OptionDeclarations } from "./declaration";
import { reading } from "./reading";

/** Options of commands that synthesize a `git:<ref>`. */
export const synthOptions = {
  synth: { value: "command", about: "the command that synthesizes the commit of git:<ref>" },
  "synth-output": { value: "path", about: "the folder that the command writes; cdktf.out by default" },
  "link-modules": { about: "use the node_modules of the working folder for the commit" },
} as const satisfies OptionDeclarations;

/** How a `git:<ref>` is synthesized. */
export interface SynthArguments {
  readonly synth?: string | undefined;
  readonly "synth-output"?: string | undefined;
  readonly "link-modules"?: boolean | undefined;
}

/**
 * What an input grants: a folder, a file, or `git:<ref>`.
 *
 * @throws UsageError where it cannot be read
 */
export function readGrants(input: string, options: SynthArguments): readonly GrantModel[] {
  return reading(() => {
    const commit = commitOf(input, options);
    return commit === undefined ? readInput(input) : readGitInput(commit.ref, commit.options);
  });
}

/**
 * What the validator finds in an input: a folder, a file, or `git:<ref>`.
 *
 * @throws UsageError where it cannot be read
 */
export function lint(input: string, synth: SynthArguments, options: LintOptions): LintResult {
  return reading(() => {
    const commit = commitOf(input, synth);
    if (commit === undefined) return lintInput(input, options);
    return fromCommit(commit.ref, commit.options, (output, named) => lintInput(output, { ...options, named }));
  });
}

/** What `git:<ref>` asks for; `undefined` for a folder or file. */
function commitOf(
  input: string,
  { synth, "synth-output": output, "link-modules": linkModules = false }: SynthArguments,
): { readonly ref: string; readonly options: GitInputOptions } | undefined {
  if (!input.startsWith("git:")) return undefined;
  if (synth === undefined) throw new UsageError(`${input} needs --synth with the command that synthesizes it`);
  return {
    ref: input.slice("git:".length),
    options: { synth, linkModules, ...(output === undefined ? {} : { output }) },
  };
}
