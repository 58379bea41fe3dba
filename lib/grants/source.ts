import type { PolicyKind } from "../policy";
import type { SynthesizedStack } from "../terraform/synthesized-stack";

/** What an input is, read to its end. */
export type Source = StackSource | PolicySource;

/** Stacks: what `cdktf synth` writes, one `cdk.tf.json`, or a plan or state. */
export interface StackSource {
  readonly kind: "stacks";
  readonly form: "synth output" | "stack" | "plan";
  /** Whether the name of the stack is only the file's. */
  readonly namedByFile: boolean;
  readonly stacks: readonly SynthesizedStack[];
}

/** Policies that are files: one, or all of a folder. */
export interface PolicySource {
  readonly kind: "policies";
  /** Name of the file without its extension, or of the folder. */
  readonly name: string;
  readonly isFolder: boolean;
  readonly policies: readonly PolicyFile[];
}

/** A file that is a policy. */
export interface PolicyFile {
  /** Its path in the folder, with `/`; the path of the file where that is the input. */
  readonly place: string;
  readonly file: string;
  readonly kind: PolicyKind;
  readonly text: string;
}

/** The stacks of inputs. Policies that are files belong to no stack. */
export function stacksOf(source: Source): readonly SynthesizedStack[] {
  return source.kind === "stacks" ? source.stacks : [];
}
