import { type Problem, quote } from "../../policy";
import { constructProblemIds } from "./problem-ids";

/** RAM316 for an unknown kind of nodes, because with a misspelt kind the policy would stay. */
export function checkNodeKinds(nodes: object, known: readonly string[]): readonly Problem[] {
  return Object.keys(nodes)
    .filter((kind) => !known.includes(kind))
    .map((kind) => ({
      id: constructProblemIds.flowNodeKind,
      path: `nodes.${kind}`,
      found: `the kind of nodes ${quote(kind)}`,
      allowed: known.join(", "),
      fix: "correct the spelling",
    }));
}
