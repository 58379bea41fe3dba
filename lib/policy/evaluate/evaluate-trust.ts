import { PolicyDocument } from "../document";
import type { TrustPolicy } from "../trust-policy";
import { type Evaluation, type EvaluationInput, evaluate } from "./evaluate";
import type { Caller } from "./trust-match";

const everything = PolicyDocument.fromJson({
  Version: "1",
  Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }],
});

/**
 * Whether a trust policy lets someone assume its role, who has every permission: the trust policy alone decides.
 *
 * @param options as those of `evaluate`; `resource` is the ARN of the role, where it is known
 */
export function evaluateTrust(
  trust: TrustPolicy,
  caller: Caller,
  { resource = "*", ...options }: Pick<EvaluationInput, "context" | "world"> & { readonly resource?: string } = {},
): Evaluation {
  const request = { action: "sts:AssumeRole", resource };
  return evaluate({ policies: { account: [everything], trust }, request, caller, ...options });
}
