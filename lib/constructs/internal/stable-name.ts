import { createHash } from "node:crypto";
import type { IConstruct } from "constructs";
import { type NameKind, maxNameLength } from "../../policy";

/**
 * A name derived from a construct's path: valid for its kind, equal at every synth, and different for different paths,
 * because it ends with a hash of the path. Moving or renaming a construct changes the name, which replaces the resource.
 */
export function stableName(construct: IConstruct, kind: NameKind): string {
  const hash = createHash("sha256").update(construct.node.path).digest("hex").slice(0, 8);
  const readable = construct.node.path
    .replace(/[^A-Za-z0-9]+/g, "-")
    .slice(0, maxNameLength(kind) - hash.length - 1)
    .replace(/^-+|-+$/g, "");
  return readable === "" ? `p-${hash}` : `${readable}-${hash}`;
}
