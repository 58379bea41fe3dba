import { operatorFacts } from "../../condition-operators";
import type { ConditionTest } from "../../evaluate";
import { foldCase } from "../../letter-case";
import { workloadIdentityKey, workloadIdentityService } from "../../workload-identity";
import { type BuiltInRule, eachStatement } from "../rule";

const keys: ReadonlySet<string> = new Set([workloadIdentityKey, "acs:SourceArn"].map(foldCase));

/** A negated test only excludes some identities, `ForAllValues:` also holds if there is no value, and `*` matches all. */
function isLimiting({ operator, key, values }: ConditionTest): boolean {
  const isPositive = operatorFacts(operator)?.negated === false && !operator.startsWith("ForAllValues:");
  return isPositive && keys.has(foldCase(key)) && !values.some((value) => /^\*+$/.test(value));
}

export const anyWorkloadIdentity: BuiltInRule = {
  id: "RAM750",
  title: "Trust in every workload identity",
  severity: "warning",
  pack: "recommended",
  allowed: `a test of ${workloadIdentityKey} or acs:SourceArn`,
  explanation:
    "The service acts for all workload identities. Without a test, the role can be assumed for any of them. Inferred: no page says so.",
  source: "aliyun/agent-identity-dev-kit 9638e9a7 (2026-06-25)",
  kinds: ["trust"],
  check: eachStatement(({ effect, principals, tests }) => {
    if (effect !== "Allow" || tests.some(isLimiting)) return [];
    return principals
      .filter(({ kind, text }) => kind === "Service" && text === workloadIdentityService)
      .map(({ text, path }) => ({
        path,
        found: `${text} without a test of the workload identity`,
        fix: "use TrustPolicy.forWorkloadIdentity, or test the ARN of the workload identity",
      }));
  }),
};
