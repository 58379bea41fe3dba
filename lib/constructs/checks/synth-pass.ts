import { AnnotationMetadataEntryType, App, type TerraformStack } from "cdktf";
import type { IConstruct } from "constructs";
import { StackNames } from "./stack-names";
import { stacksUnder } from "./stack-resources";

/**
 * One synthesis of an app. Stacks that were read during it are not read again.
 *
 * The framework validates a stack with its nested stacks, writes it, and then validates the next one. It signals
 * neither the start nor the failure of a synthesis. A validation therefore continues the pass of the previous
 * validation only if that stack has been written since. Any other validation starts a new pass, which reads everything
 * again: the first one after a failed synthesis, and that of a test that validates a single stack.
 */
export class SynthPass {
  /** The stacks of the app at the start of the pass, in the order of synthesis. */
  public readonly stacks: readonly TerraformStack[];
  public readonly names = new StackNames();
  /** Stacks that were validated, directly or as a nested stack. */
  public readonly validated = new Set<TerraformStack>();

  private readonly positions: ReadonlyMap<TerraformStack, number>;
  private readonly started = new Set<TerraformStack>();
  private run: Run | undefined;

  public constructor(root: IConstruct) {
    this.stacks = stacksUnder(root);
    this.positions = new Map(this.stacks.map((stack, position) => [stack, position]));
  }

  /** Position of a stack in {@link stacks}; after all of them if it was created later. */
  public positionOf(stack: TerraformStack): number {
    return this.positions.get(stack) ?? this.stacks.length;
  }

  /** Whether a validation of a stack that starts now belongs to this pass. */
  public includes(stack: TerraformStack): boolean {
    if (this.run === undefined || !this.positions.has(stack)) return false;
    return this.isInRun(stack, this.run) || (wasWritten(this.run) && !this.started.has(stack));
  }

  /** Records that the validation of a stack has started. */
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

/** The validation of a stack and its nested stacks. */
interface Run {
  readonly stack: TerraformStack;
  /** The annotations in the manifest at the start of the validation. */
  readonly annotations: Annotations | undefined;
  readonly validated: Set<TerraformStack>;
}

type Annotations = App["manifest"]["stacks"][string]["annotations"];

/** The annotations of a stack in the manifest. Writing the stack replaces the list. */
function annotationsOf({ node: { root, id } }: TerraformStack): Annotations | undefined {
  return App.isApp(root) ? root.manifest.stacks[id]?.annotations : undefined;
}

/** Whether the framework has written a stack since its validation began. Synthesis stops at a stack with errors. */
function wasWritten({ stack, annotations }: Run): boolean {
  const current = annotationsOf(stack);
  return current !== annotations && current?.some(({ level }) => level === AnnotationMetadataEntryType.ERROR) === false;
}
