import { isJsonObject } from "../../policy/json-value";
import { argumentNames, ramResources } from "../ram-resources";
import { type Body, hclText } from "./hcl-text";

/** A synthesized stack: its JSON, or a construct that makes it. */
export type RenderedStack =
  | Body
  | {
      /** The JSON of the stack, as `TerraformStack` of CDKTF returns it. */
      readonly toTerraform: () => unknown;
    };

/**
 * A synthesized stack in HCL, as `terraform fmt` formats it. Policy documents are written as `jsonencode({...})`, and each
 * block has the path of its construct above it.
 * @example
 * import { writeFileSync } from "node:fs";
 *
 * writeFileSync("main.tf", renderHcl(this));
 */
export function renderHcl(stack: RenderedStack): string {
  const json = typeof stack.toTerraform === "function" ? (stack.toTerraform as () => unknown)() : stack;
  return hclText(isJsonObject(json) ? json : {}, isDocument);
}

function isDocument(type: string, name: string): boolean {
  const rule = ramResources.get(type)?.document;
  return rule !== undefined && argumentNames(type, rule.argument).includes(name);
}
