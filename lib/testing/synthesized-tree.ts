import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { type SynthesizedStack, jsonOf, stackOf } from "../terraform/synthesized-stack";

/** An app, a stack, or any other construct. */
export interface ConstructLike {
  /** The place of the construct in its tree. */
  readonly node: {
    /** Ids from the root to the construct, e.g. `team/Policy`. */
    readonly path: string;
    /** The app. */
    readonly root: {
      /** The place of the app. */
      readonly node: {
        /** All constructs of the app. */
        findAll(): readonly object[];
      };
    };
    /** The construct, and those under it. */
    findAll(): readonly object[];
  };
}

/** The members of a stack that are used here. */
interface StackLike extends ConstructLike {
  readonly synthesizer: { synthesize(session: object): void };
  prepareStack(): void;
}

/** By shape, not by class, because the tree may come from another copy of the framework. */
export function isConstruct(value: object): value is ConstructLike {
  return "node" in value && typeof value.node === "object";
}

/**
 * Synthesizes all stacks of a construct's tree in memory, and tells which of them are under the construct.
 *
 * Uses the framework of the tree, whichever copy it is, so that its aspects run. Validations do not run. References
 * between stacks are resolved as `app.synth()` does.
 */
export function synthesizedTree(construct: ConstructLike): {
  readonly stacks: readonly SynthesizedStack[];
  readonly isAsked: (file: string) => boolean;
} {
  const all = construct.node.root.node.findAll().filter(isStack);
  if (all.length > 1) for (const stack of all) stack.prepareStack();
  const asked = new Set(
    construct.node
      .findAll()
      .filter(isStack)
      .map(({ node }) => node.path),
  );
  return { stacks: all.map(synthesized), isAsked: (file) => asked.has(file) };
}

function isStack(value: object): value is StackLike {
  return isConstruct(value) && "synthesizer" in value && "prepareStack" in value;
}

const stackFile = "cdk.tf.json";

function synthesized(stack: StackLike): SynthesizedStack {
  const { path: name } = stack.node;
  const folder = mkdtempSync(path.join(tmpdir(), "agentrun-ram-"));
  try {
    const manifest = { forStack: () => ({ workingDirectory: ".", synthesizedStackPath: stackFile }) };
    stack.synthesizer.synthesize({ outdir: folder, skipValidation: true, manifest });
    return { ...stackOf(name, name, jsonOf(readFileSync(path.join(folder, stackFile), "utf8"), name)), warnings: [] };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
