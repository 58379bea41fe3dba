import type { Construct } from "constructs";
import { AccessPolicy, type AccessProps } from "./access-policy";
import { readStatements } from "./internal/read-statements";

/**
 * Reading everything in AgentRun: the system policy AliyunAgentRunReadOnlyAccess (`agentrun:Get*`, `agentrun:List*`),
 * or an equal custom policy. Takes in secrets: `agentrun:GetCredential` discloses credentials, and
 * `agentrun:GetAccessToken` hands out tokens.
 *
 * With `runtimes` it is the details of those runtimes and their endpoints alone: lists and versions can only be granted
 * for the whole account, and secrets are left out.
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
