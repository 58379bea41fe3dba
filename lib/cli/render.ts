import { mkdirSync } from "node:fs";
import path from "node:path";
import { type SynthesizedStack, stacksOf } from "../review";
import { renderHcl } from "../terraform/hcl-text";
import { jsonOf } from "../terraform/synthesized-stack";
import { UsageError, exitCodes } from "./command";
import { declareCommand } from "./declaration";
import { generatedText, isGeneratedText } from "./generated-text";
import { readInput, synthOptions } from "./input";
import { writeOutputs } from "./write-output";

/** Prints stacks as Terraform files. */
export const renderCommand = declareCommand({
  description:
    "Prints a synthesized stack as formatted HCL, with policy documents as expressions, whose syntax Terraform checks and whose elements a plan compares.",
  arguments: [
    {
      name: "input",
      about: "cdktf.out, a stack's folder, a cdk.tf.json, - for standard input, or git:<ref>",
      path: "read",
      many: true,
    },
  ],
  options: {
    format: { value: "format", about: "how to print stacks", choices: ["hcl"], default: "hcl" },
    stack: { value: "name", about: "print this stack only" },
    output: { value: "folder", about: "write <folder>/<stack>/main.tf for each stack", path: "write" },
    force: { about: "with --output, replace files that something else wrote" },
    ...synthOptions,
  },
  examples: [
    "agentrun-ram render cdktf.out --stack team > main.tf",
    "agentrun-ram render cdktf.out --output terraform",
  ],
  run({ args: [inputs], options: values }, output) {
    const read = inputs.flatMap((input) => stacksOf(readInput(input, values, output)));
    const stacks = renderedStacks(inputs.join(", "), read, values.stack);
    if (values.force && values.output === undefined)
      throw new UsageError("for --output only", { where: "--force", fix: "add --output <folder>, or remove it" });
    if (values.output === undefined) {
      const [only, ...more] = stacks;
      if (only === undefined || more.length > 0) {
        throw new UsageError(`${stacks.length} stacks, and only one can be printed`, {
          where: inputs.join(", "),
          fix: "select one with --stack, or write all of them with --output",
        });
      }
      output.out(only.hcl.trimEnd());
      return exitCodes.ok;
    }
    const folder = values.output;
    const files = stacks.map(({ name, hcl }) => ({
      file: path.join(folder, folderName(name), "main.tf"),
      text: generatedText(`agentrun-ram render from stack ${name}`, hcl),
    }));
    const [twice] = files.filter(({ file }, index) => files.findIndex((other) => other.file === file) !== index);
    if (twice !== undefined)
      throw new UsageError("two stacks would be written there", { where: twice.file, fix: "select one with --stack" });
    for (const { file } of files) mkdirSync(path.dirname(file), { recursive: true });
    writeOutputs(files, { force: values.force, isOwn: isGeneratedText });
    for (const { file } of files) output.out(file);
    return exitCodes.ok;
  },
});

const nameSynthOutput = "name what cdktf synth wrote";

interface RenderedText {
  readonly name: string;
  readonly hcl: string;
}

/** @throws UsageError for an input without synthesized stacks, or without the selected one */
function renderedStacks(
  input: string,
  stacks: readonly SynthesizedStack[],
  selected: string | undefined,
): readonly RenderedText[] {
  const found = stacks.filter(({ name }) => selected === undefined || name === selected);
  if (selected !== undefined && found.length === 0) {
    const names = stacks.map(({ name }) => name).join(", ");
    throw new UsageError(`no stack ${selected}`, {
      where: input,
      allowed: names || "none",
      fix: "name a stack of the input",
    });
  }
  if (found.length === 0) throw new UsageError("no synthesized stack", { where: input, fix: nameSynthOutput });
  return found.map(({ name, file, text }) => {
    if (text === undefined) throw new UsageError("no synthesized stack", { where: input, fix: nameSynthOutput });
    return { name, hcl: renderHcl(jsonOf(text, file)) };
  });
}

/** Names of nested stacks have slashes. */
function folderName(stack: string): string {
  return stack.replace(/[^\w.-]/g, "-").replace(/^\.+/, "");
}
