import { isJsonObject } from "../policy/json-value";
import { planStack } from "../terraform/plan";
import type { SynthesizedStack } from "../terraform/synthesized-stack";

/** What a plan changes: the state that it starts from, and what it plans. `undefined` for a state, a stack or policies. */
export function sidesOfPlan(
  stack: SynthesizedStack,
): { readonly before: SynthesizedStack; readonly after: SynthesizedStack } | undefined {
  const plan = stack.configuration?.plan;
  if (plan?.["planned_values"] === undefined) return undefined;
  const { format_version: version, prior_state: prior, configuration } = plan;
  const values = isJsonObject(prior) && isJsonObject(prior["values"]) ? prior["values"] : {};
  const before = planStack(stack.name, stack.file, {
    format_version: version,
    values,
    ...(configuration === undefined ? {} : { configuration }),
  });
  return { before: stack.text === undefined ? before : { ...before, text: stack.text }, after: stack };
}
