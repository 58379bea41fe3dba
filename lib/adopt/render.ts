import { dirname } from "node:path";
import type { Import } from "./adopt";

/** The imports of one stack. */
export interface StackImports {
  readonly stack: string;
  /** Path of its `cdk.tf.json`. */
  readonly file: string;
  readonly imports: readonly Import[];
}

/** Import blocks in HCL for an `import.tf` beside the stack's `cdk.tf.json`. They need Terraform 1.5 or later. */
function blocks(stacks: readonly StackImports[]): string {
  return stacks.map((stack) => [`# ${titleOf(stack)}`, ...stack.imports.map(block)].join("\n")).join("\n\n");
}

function block({ to, id, providerAlias }: Import): string {
  const provider = providerAlias === undefined ? [] : [`  provider = alicloud.${providerAlias}`];
  return ["import {", `  to = ${to}`, `  id = ${hclText(id)}`, ...provider, "}"].join("\n");
}

/** A quoted HCL string without interpolation. */
function hclText(text: string): string {
  return JSON.stringify(text).replace(/([$%])\{/g, "$1$1{");
}

/** Import blocks in JSON for an `import.tf.json`. */
export function importsJson({ imports }: Pick<StackImports, "imports">): string {
  const found = imports.map(({ to, id, providerAlias }) => ({
    to,
    id: id.replace(/([$%])\{/g, "$1$1{"),
    ...(providerAlias === undefined ? {} : { provider: `alicloud.${providerAlias}` }),
  }));
  return JSON.stringify({ import: found }, null, 2);
}

/** `terraform import` commands for a POSIX shell. Run those of a single stack in its folder, others in the current folder. */
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

/** A title without line breaks, which stack names can contain. */
function titleOf({ stack, file, imports }: StackImports): string {
  const what = imports.length === 0 ? "nothing to import" : "";
  return `stack ${stack} in ${dirname(file)}${what === "" ? "" : `: ${what}`}`.replace(/\s+/g, " ");
}

/** Output formats by name. `json` is meant for a single stack. */
export const importRenderers = {
  blocks,
  json: (stacks: readonly StackImports[]) => stacks.map(importsJson).join("\n"),
  commands,
} as const;
