import type { Problem } from "../../policy";
import { constructProblemIds } from "./problem-ids";

/** RAM307 for each option that has no effect in combination with another one. */
export function checkEffectiveOptions(props: object, effective: readonly string[], beside: string): readonly Problem[] {
  return Object.entries(props)
    .filter(([option, value]) => value !== undefined && !effective.includes(option))
    .map(([option]) => ({
      id: constructProblemIds.optionWithoutEffect,
      path: option,
      found: `the option ${option}, which has no effect with ${beside}`,
      allowed: effective.join(", "),
      fix: `remove ${option}, or change ${beside}`,
    }));
}
