import { AnnotationMetadataEntryType, App, type TerraformStack } from "cdktf";
import type { IConstruct } from "constructs";
import { StackNames } from "./stack-names";
import { stacksUnder } from "./stack-resources";

/**
 * One synth of an app. What is read of a stack in it need not be read again for the stacks after it.
 *
 * The framework validates a stack with the stacks inside it, writes it, and then validates the next one. It does not say
 * when a synth begins, nor when one fails. Therefore a validation continues the pass of the validation before it only if
 * that stack has been written since. Every other validation starts a new pass, which reads everything again: the first
 * one after a failed synth, and the one of a test that validates a stack by itself.
 */
export class SynthPass {
  /** The stacks of the app when the pass began, in the order in which they are synthesized. */
  public readonly stacks: readonly TerraformStack[];
  public readonly names = new StackNames();
  /** Stacks that were validated, by themselves or with the stack that they are inside. */
  public readonly validated = new Set<TerraformStack>();

  private readonly positions: ReadonlyMap<TerraformStack, number>;
  private readonly started = new Set<TerraformStack>();
  private run: Run | undefined;

  public constructor(root: IConstruct) {
    this.stacks = stacksUnder(root);
    this.positions = new Map(this.stacks.map((stack, position) => [stack, position]));
  }

  /** Where a stack is among {@link stacks}; after all of them for one that was made later. */
  public positionOf(stack: TerraformStack): number {
    return this.positions.get(stack) ?? this.stacks.length;
  }

  /** Whether the validation of a stack that begins now belongs to this pass. */
  public includes(stack: TerraformStack): boolean {
    if (this.run === undefined || !this.positions.has(stack)) return false;
    return this.isInRun(stack, this.run) || (wasWritten(this.run) && !this.started.has(stack));
  }

  /** Notes that the validation of a stack has begun. */
  public enter(stack: TerraformStack): void {
    this.validated.add(stack);
    if (this.run !== undefined && this.isInRun(stack, this.run)) {
      this.run.validated.add(stack);
      return;
    }
    this.started.add(stack);
    this.run = { stack, annotations: annotationsOf(stack), validated: new Set([stack]) };
  }

  private isInRun(stack: TerraformStack, run: Run): boolean {
    return !wasWritten(run) && !run.validated.has(stack) && stack.node.scopes.includes(run.stack);
  }
}

/** The validation of a stack together with the stacks inside it. */
interface Run {
  readonly stack: TerraformStack;
  /** What the manifest had of the stack when its validation began. */
  readonly annotations: Annotations | undefined;
  readonly validated: Set<TerraformStack>;
}

type Annotations = App["manifest"]["stacks"][string]["annotations"];

/** The annotations of a stack in the manifest: a new list each time that the stack is written. */
function annotationsOf({ node: { root, id } }: TerraformStack): Annotations | undefined {
  return App.isApp(root) ? root.manifest.stacks[id]?.annotations : undefined;
}

/** Whether the framework has written a stack since its validation began. Synth ends at one with error annotations. */
function wasWritten({ stack, annotations }: Run): boolean {
  const current = annotationsOf(stack);
  return current !== annotations && current?.some(({ level }) => level === AnnotationMetadataEntryType.ERROR) === false;
}
