import { dirname } from "node:path";
import type { Import } from "./adopt";

/** The imports of one stack. */
export interface StackImports {
  readonly stack: string;
  /** Its `cdk.tf.json`. */
  readonly file: string;
  readonly imports: readonly Import[];
}

/** Import blocks as HCL, for Terraform 1.5 or later: an `import.tf` beside the stack's `cdk.tf.json`. */
function blocks(stacks: readonly StackImports[]): string {
  return stacks.map((stack) => [`# ${titleOf(stack)}`, ...stack.imports.map(block)].join("\n")).join("\n\n");
}

function block({ to, id, providerAlias }: Import): string {
  const provider = providerAlias === undefined ? [] : [`  provider = alicloud.${providerAlias}`];
  return ["import {", `  to = ${to}`, `  id = ${hclText(id)}`, ...provider, "}"].join("\n");
}

/** A text that HCL takes as it is. */
function hclText(text: string): string {
  return JSON.stringify(text).replace(/([$%])\{/g, "$1$1{");
}

/** The same as the JSON of an `import.tf.json`. */
export function importsJson({ imports }: Pick<StackImports, "imports">): string {
  const found = imports.map(({ to, id, providerAlias }) => ({
    to,
    id: id.replace(/([$%])\{/g, "$1$1{"),
    ...(providerAlias === undefined ? {} : { provider: `alicloud.${providerAlias}` }),
  }));
  return JSON.stringify({ import: found }, null, 2);
}

/** One `terraform import` for each, for a POSIX shell: in the stack's folder, or, for several stacks, in this one. */
function commands(stacks: readonly StackImports[]): string {
  const only = stacks.length === 1;
  return stacks
    .map((stack) => {
      const folder = only ? "" : ` -chdir=${quoted(dirname(stack.file))}`;
      const lines = stack.imports.map(({ to, id }) => `terraform${folder} import ${quoted(to)} ${quoted(id)}`);
      return [`# ${titleOf(stack)}`, ...lines].join("\n");
    })
    .join("\n\n");
}

function quoted(text: string): string {
  return `'${text.replace(/'/g, `'\\''`)}'`;
}

/** On one line: stack names may hold line ends. */
function titleOf({ stack, file, imports }: StackImports): string {
  const what = imports.length === 0 ? "nothing to import" : "";
  return `stack ${stack} in ${dirname(file)}${what === "" ? "" : `: ${what}`}`.replace(/\s+/g, " ");
}

/** Ways to show the imports of stacks, by name. JSON is that of one stack. */
export const importRenderers = {
  blocks,
  json: (stacks: readonly StackImports[]) => stacks.map(importsJson).join("\n"),
  commands,
} as const;
