import { type Problem, quote } from "../../policy";
import { constructProblemIds } from "./problem-ids";

/**
 * Where a role comes from.
 *
 * - `create`: Terraform makes it. Fails at apply with `EntityAlreadyExists.Role` where the account has it already.
 * - `existing`: it is there and stays as it is; nothing is made, name and ARN can be used.
 * - `import`: it is there and Terraform takes it over, by import blocks (Terraform 1.5 or later).
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
      fix: "say whether Terraform makes the role, uses it as it is, or takes it over",
    },
  ];
}
