import type { Construct } from "constructs";
import { PolicyError, type Problem, TrustPolicy, type WorkloadIdentity } from "../policy";
import { constructProblemIds } from "./internal/problem-ids";
import { either, list, object, text } from "./internal/prop-shapes";
import { readProps } from "./internal/read-props";
import { type ExistingRoleProps, type ManagedRoleOptions, Role } from "./role";

/** Props of {@link WorkloadRole}. */
export type WorkloadRoleProps =
  | (ManagedRoleOptions & {
      /** The workload identities that may have the role: ARNs, or region, account and name. At least one. */
      readonly identities: readonly WorkloadIdentity[];
    })
  | ExistingRoleProps;

/**
 * A role for workload identities of Agent Identity, e.g. the execution role of an agent of your own code. It trusts
 * `workload.agentidentity.aliyuncs.com` for these identities only, with `sts:AssumeRole` and `sts:SetContext`. It has no
 * permissions but those of `policies`.
 *
 * Source: aliyun/agent-identity-dev-kit 9638e9a7 (2026-06-25).
 *
 * Reported at synth: as {@link Role}, and RAM124 for a text that is not a workload identity, RAM308 without identities.
 *
 * @example
 * new WorkloadRole(this, "ShopAgent", {
 *   identities: [{ region: "cn-hangzhou", accountId: "1234567890123456", name: "shop-agent" }],
 *   policies: ["AliyunAgentIdentityDataGetCredentialAccess"],
 * });
 */
export class WorkloadRole extends Role {
  public constructor(scope: Construct, id: string, given: WorkloadRoleProps) {
    const props = readProps(scope, id, given, [], { identities: list(either(text, object)) });
    if (props.mode === "existing") {
      super(scope, id, props);
      return;
    }
    const { identities, ...options } = props;
    const { trust, problems } = trustIn(identities);
    super(scope, id, { ...options, trust });
    this.addProblems(problems);
  }
}

/** @param identities JavaScript callers may omit them */
function trustIn(identities: readonly WorkloadIdentity[] | undefined): {
  readonly trust: TrustPolicy;
  readonly problems: readonly Problem[];
} {
  const nobody = TrustPolicy.forServices("nobody.aliyuncs.com");
  if (identities === undefined || identities.length === 0) return { trust: nobody, problems: [noIdentity] };
  try {
    return { trust: TrustPolicy.forWorkloadIdentity(...identities), problems: [] };
  } catch (error) {
    if (!(error instanceof PolicyError)) throw error;
    return { trust: nobody, problems: error.problems.map((problem) => ({ ...problem, path: "identities" })) };
  }
}

const noIdentity: Problem = {
  id: constructProblemIds.missingOption,
  path: "identities",
  found: "no workload identity",
  allowed: "the workload identities that may have the role",
  fix: 'set identities, e.g. [{ region: "cn-hangzhou", accountId: "...", name: "shop-agent" }]',
};
