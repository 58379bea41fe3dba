import { Arn } from "./arn";
import { hasToken, literalText } from "./patterns/framework-token";
import { type Problem, quote, throwIfAny } from "./problem";
import { policyProblemIds } from "./problem-ids";

/** The service that assumes roles for workload identities of Agent Identity. */
export const workloadIdentityService = "workload.agentidentity.aliyuncs.com";

/** The condition key for the workload identity that a role is assumed for. `sts:SetContext` sets it. */
export const workloadIdentityKey = "sts:RequestContext/agentidentity:WorkloadIdentityArn";

/**
 * A workload identity in the default directory of an account.
 *
 * @example { region: "cn-hangzhou", accountId: "1234567890123456", name: "shop-agent" }
 */
export interface WorkloadIdentityName {
  /** The region of the workload identity, e.g. `cn-hangzhou`. */
  readonly region: string;
  /** Id of the account that has the directory. */
  readonly accountId: string;
  /** The name of the workload identity in the directory. */
  readonly name: string;
}

/** A workload identity: its ARN, or its parts. */
export type WorkloadIdentity = string | WorkloadIdentityName;

const form = "acs:agentidentity:<region>:<account>:workloadidentitydirectory/<directory>/workloadidentity/<name>";

/**
 * The ARN of a workload identity.
 *
 * Source: aliyun/agent-identity-dev-kit 9638e9a7 (2026-06-25).
 * @throws PolicyError RAM124 for a text that is not a workload identity, or that has a wildcard
 */
export function workloadIdentityArn(identity: WorkloadIdentity): string {
  const arn = typeof identity === "string" ? identity : arnOf(identity);
  throwIfAny(problemsWith(arn));
  return arn;
}

function arnOf(identity: WorkloadIdentityName | null | undefined): string {
  const { region = "", accountId = "", name = "" } = identity ?? {}; // JavaScript callers may omit them
  return `acs:agentidentity:${region}:${accountId}:workloadidentitydirectory/default/workloadidentity/${name}`;
}

function problemsWith(arn: string): readonly Problem[] {
  return isWorkloadIdentity(arn)
    ? []
    : [
        {
          id: policyProblemIds.workloadIdentity,
          path: workloadIdentityKey,
          found: quote(arn),
          allowed: `${form}, without wildcards, because the test is for equality`,
          fix: "write the ARN in full",
        },
      ];
}

/** A token may stand for a field, or for the whole ARN. */
function isWorkloadIdentity(arn: string): boolean {
  const known = literalText(arn);
  if (/[*?]/.test(known)) return false;
  if (known === "") return hasToken(arn);
  if (Arn.check(arn, "").length > 0) return false;
  const { service, region, account, resource } = Arn.parse(arn);
  const isGiven = (field: string): boolean => field !== "";
  return (
    service === "agentidentity" &&
    isGiven(region) &&
    isGiven(account) &&
    /^\d*$/.test(literalText(account)) &&
    /^workloadidentitydirectory\/[^/]+\/workloadidentity\/[^/]+$/.test(resource)
  );
}
