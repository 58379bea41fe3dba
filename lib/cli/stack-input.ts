import { existsSync, statSync } from "node:fs";
import path from "node:path";
import { type SynthesizedStack, readSynthesizedStacks } from "../review";
import { readStackFile } from "../terraform/synthesized-stack";
import { UsageError } from "./command";
import { reading } from "./reading";

/**
 * The stacks of a synth output, of one stack's folder, or of a `cdk.tf.json`.
 *
 * @param name only the stack of this name
 * @throws UsageError where they cannot be read, or where there is none of this name
 */
export function readStacks(input: string, name?: string): readonly SynthesizedStack[] {
  const stacks = reading(() => readAll(input));
  const found = name === undefined ? stacks : stacks.filter((stack) => stack.name === name);
  if (found.length > 0) return found;
  if (name === undefined) throw new UsageError(`${input} has no stack`);
  throw new UsageError(`${input} has no stack ${name}, only ${stacks.map((stack) => stack.name).join(", ")}`);
}

const stackFile = "cdk.tf.json";

function readAll(input: string): readonly SynthesizedStack[] {
  if (!isFolder(input)) return [readOne(input)];
  const inside = path.join(input, stackFile);
  return existsSync(inside) ? [readOne(inside)] : readSynthesizedStacks(input);
}

function readOne(file: string): SynthesizedStack {
  // The framework names the folder of a stack after it.
  const stack = readStackFile(path.basename(path.dirname(path.resolve(file))), file);
  if (stack.resources.length === 0) throw new UsageError(`${file} has no resources: it is no ${stackFile}`);
  return stack;
}

function isFolder(input: string): boolean {
  try {
    return statSync(input).isDirectory();
  } catch {
    return false;
  }
}
