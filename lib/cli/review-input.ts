import type { GrantModel } from "../review";
import { UnreadableStackError, readInput } from "../review";
import { readGitInput } from "../review/read/git-input";
import { UsageError } from "./command";

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
  const { synth, "synth-output": output, "link-modules": linkModules = false } = options;
  try {
    if (!input.startsWith("git:")) return readInput(input);
    if (synth === undefined) throw new UsageError(`${input} needs --synth with the command that synthesizes it`);
    return readGitInput(input.slice("git:".length), {
      synth,
      linkModules,
      ...(output === undefined ? {} : { output }),
    });
  } catch (error) {
    if (error instanceof UnreadableStackError) throw new UsageError(error.message);
    throw error;
  }
}
