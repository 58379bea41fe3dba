import { PolicyDocument } from "../document";
import type { TrustPolicy } from "../trust-policy";
import { type Evaluation, type EvaluationInput, evaluate } from "./evaluate";
import type { Caller } from "./trust-match";

const everything = PolicyDocument.fromJson({
  Version: "1",
  Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }],
});

/**
 * Whether a trust policy lets a caller assume its role, if the caller's own policies allow it.
 *
 * @param options as for `evaluate`; `resource` is the ARN of the role, if known
 */
export function evaluateTrust(
  trust: TrustPolicy,
  caller: Caller,
  { resource = "*", ...options }: Pick<EvaluationInput, "context" | "world"> & { readonly resource?: string } = {},
): Evaluation {
  const request = { action: "sts:AssumeRole", resource };
  return evaluate({ policies: { account: [everything], trust }, request, caller, ...options });
}
