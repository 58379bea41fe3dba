import { createHash } from "node:crypto";
import { isJsonObject } from "../policy/json-value";
import { type StackImports, importsJson } from "./render";

/** The text of an `import.tf.json`. Its comment says who wrote it, and the hash of the imports. */
export function importsFileText(stack: Pick<StackImports, "imports">): string {
  return markedText((JSON.parse(importsJson(stack)) as { readonly import: unknown }).import); // it was printed so
}

/** Whether {@link importsFileText} made a text, and nobody has changed it since. */
export function isImportsFileText(text: string): boolean {
  try {
    const found = JSON.parse(text) as unknown;
    return isJsonObject(found) && text === markedText(found["import"]);
  } catch {
    return false;
  }
}

/** Terraform ignores what `//` has. */
function markedText(imports: unknown): string {
  const hash = createHash("sha256")
    .update(JSON.stringify(imports ?? null))
    .digest("hex");
  const comment = `Written by agentrun-ram adopt --write, which replaces it. sha256:${hash}`;
  return `${JSON.stringify({ "//": comment, import: imports }, null, 2)}\n`;
}
