import type { Construct } from "constructs";
import { AccessPolicy, type AccessProps } from "./access-policy";
import { readStatements } from "./internal/read-statements";

/**
 * Permission to read everything in AgentRun: the system policy AliyunAgentRunReadOnlyAccess (`agentrun:Get*`,
 * `agentrun:List*`), or an equal custom policy. It includes secrets: `agentrun:GetCredential` returns credentials,
 * `agentrun:GetAccessToken` returns tokens.
 *
 * With `runtimes`, it allows only the details of those runtimes and their endpoints, without secrets, and without lists
 * and versions, which can only be granted for the whole account.
 *
 * Reported at synth: RAM307 for options of a custom policy with the system policy, RAM315 for invalid runtimes, and
 * what {@link CustomPolicy} or {@link SystemPolicy} reports.
 *
 * @example
 * new ReadOnlyAccess(this, "Auditors", { attachTo: { groups: ["auditors"] } });
 */
export class ReadOnlyAccess extends AccessPolicy {
  public constructor(scope: Construct, id: string, props: AccessProps = {}) {
    super(scope, id, props, {
      systemPolicyName: "AliyunAgentRunReadOnlyAccess",
      description: "AgentRun: reading",
      statementsFor: readStatements,
    });
  }
}
