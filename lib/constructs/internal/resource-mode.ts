import { type Problem, quote } from "../../policy";
import { constructProblemIds } from "./problem-ids";

/**
 * Where a role comes from.
 *
 * - `create`: Terraform creates it. Fails at apply with `EntityAlreadyExists.Role` if it exists.
 * - `existing`: it exists and is not managed; the construct provides name and ARN.
 * - `import`: it exists and import blocks bring it under management (Terraform 1.5 or later).
 */
export type ResourceMode = (typeof modes)[number];

const modes = ["create", "existing", "import"] as const;

/** RAM311 for a mode that does not exist. */
export function checkMode(mode: unknown): readonly Problem[] {
  if (mode === undefined || modes.some((known) => known === mode)) return [];
  return [
    {
      id: constructProblemIds.mode,
      path: "mode",
      found: quote(mode),
      allowed: modes.map((known) => quote(known)).join(", "),
      fix: "choose whether Terraform creates the role, uses it unmanaged, or imports it",
    },
  ];
}
