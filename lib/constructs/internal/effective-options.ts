import type { Problem } from "../../policy";
import { constructProblemIds } from "./problem-ids";

/** RAM307 for each option that does nothing beside another, so that nobody believes it did. */
export function checkEffectiveOptions(props: object, effective: readonly string[], beside: string): readonly Problem[] {
  return Object.entries(props)
    .filter(([option, value]) => value !== undefined && !effective.includes(option))
    .map(([option]) => ({
      id: constructProblemIds.optionWithoutEffect,
      path: option,
      found: `the option ${option}, which does nothing beside ${beside}`,
      allowed: effective.join(", "),
      fix: `remove ${option}, or change ${beside}`,
    }));
}
