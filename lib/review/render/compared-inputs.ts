import type { Commit } from "../../grants/git-commit";
import type { RenderOptions } from "../renderer";
import type { Style } from "./style";

/** What a review compared. */
export interface ComparedInputs {
  readonly before: ComparedInput;
  readonly after: ComparedInput;
}

export interface ComparedInput {
  /** The name from the command line, without parts that exist only on this machine. */
  readonly name: string;
  /** The commit from which the input was made, or the commit of the checkout that it is in. */
  readonly commit?: Commit;
  /** Whether it was made from exactly that commit, not from a checkout with possible changes. */
  readonly isOfCommit?: true;
}

/** `git:main (commit 1a2b3c4d5e6f of 2026-11-25)`. */
export function inputWords(style: Style, input: ComparedInput): string {
  const commit = commitWords(style, input);
  return `${style.name(input.name)}${commit === undefined ? "" : ` (${commit})`}`;
}

/** `commit 1a2b3c4d5e6f of 2026-11-25`; `undefined` if it is not known. */
export function commitWords(style: Style, { commit, isOfCommit }: ComparedInput): string | undefined {
  if (commit === undefined) return undefined;
  const words = `commit ${style.name(commit.id.slice(0, shownOfId))} of ${commit.date}`;
  return isOfCommit === true ? words : `in a checkout of ${words}`;
}

const shownOfId = 12;

/** Sentences about what was compared, with which configuration and version. */
export function comparedWords(
  style: Style,
  { inputs, configuration, toolVersion: version }: Pick<RenderOptions, "inputs" | "configuration" | "toolVersion">,
): readonly string[] {
  return [
    ...(inputs === undefined
      ? []
      : [`Compared: ${inputWords(style, inputs.before)} with ${inputWords(style, inputs.after)}.`]),
    ...configurationWords(style, configuration),
    ...(version === undefined ? [] : [`By ${style.name(`agentrun-ram ${version}`)}.`]),
  ];
}

/** `Configuration: git:main:agentrun-ram.config.json.`; an empty list if there is none. */
export function configurationWords(style: Style, configuration: string | undefined): readonly string[] {
  return configuration === undefined ? [] : [`Configuration: ${style.name(configuration)}.`];
}
