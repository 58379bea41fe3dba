import { type PolicyDocument, PolicyError, type PolicyKind, TrustPolicy, parse } from "../../../lib/policy";

/**
 * The policy in a text, even if its only problem is its length.
 *
 * @param name what problems call it, e.g. `policy 2`
 * @throws PolicyError with all that RAM would not understand
 */
export function readPolicy(text: string, kind: Exclude<PolicyKind, "trust">, name: string): PolicyDocument {
  const { typed, findings } = parse(text, kind);
  if (typed !== undefined && typed.kind !== "trust") return typed.policy;
  throw named(new PolicyError(findings), name);
}

/** @throws PolicyError with all that RAM would not understand */
export function readTrustPolicy(text: string, name: string): TrustPolicy {
  try {
    return TrustPolicy.fromJson(text);
  } catch (error) {
    throw error instanceof PolicyError ? named(error, name) : error;
  }
}

function named({ problems }: PolicyError, name: string): PolicyError {
  return new PolicyError(
    problems.map((problem) => ({ ...problem, path: problem.path === "" ? name : `${name}: ${problem.path}` })),
  );
}
