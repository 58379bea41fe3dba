import type { PolicyKind } from "../policy";
import type { SynthesizedStack } from "../terraform/synthesized-stack";

/** An input that has been read. */
export type Source = StackSource | PolicySource;

/** Stacks: the output of `cdktf synth`, one `cdk.tf.json`, a folder of Terraform files, a plan or a state. */
export interface StackSource {
  readonly kind: "stacks";
  readonly form: "synth output" | "stack" | "Terraform folder" | "plan" | "account";
  /** Whether the stack has no other name than that of its file. */
  readonly namedByFile: boolean;
  readonly stacks: readonly SynthesizedStack[];
  /** The account that was listed. */
  readonly accountId?: string;
  /** The text of a listing. */
  readonly listing?: string;
  /** What a listing lacks: calls that were refused or failed. @default - nothing */
  readonly missing?: readonly string[];
  /** Whether the stacks are all that the account has. @default - they may be a part of it */
  readonly isComplete?: boolean;
}

/** One policy file, or all of a folder. */
export interface PolicySource {
  readonly kind: "policies";
  /** Name of the file without its extension, or of the folder. */
  readonly name: string;
  readonly isFolder: boolean;
  readonly policies: readonly PolicyFile[];
}

export interface PolicyFile {
  /** Path relative to the input folder, with `/`; the path as given if the input is a file. */
  readonly place: string;
  readonly file: string;
  readonly kind: PolicyKind;
  readonly text: string;
}

/** The stacks of an input; none for policy files. */
export function stacksOf(source: Source): readonly SynthesizedStack[] {
  return source.kind === "stacks" ? source.stacks : [];
}
