import type { Construct } from "constructs";
import { documentedPolicy } from "../catalog";
import { CustomPolicy, type CustomPolicyOptions } from "./custom-policy";
import { readProps } from "./internal/read-props";

/**
 * The vendor's full-access policy, word for word: 28 statements over 24 services.
 *
 * Broad. It lets its holders create roles and attach any policy to them (`ram:CreateRole`, `ram:AttachPolicyToRole` on
 * every resource), which amounts to administrator access, and read every secret that AgentRun keeps
 * (`agentrun:Get*`). And not quite full: 18 actions of AgentRun's own catalog are missing, e.g. `agentrun:CreateTool`,
 * `agentrun:CreateWorkspace` and `agentrun:DeleteSandbox`.
 *
 * Source: the catalog's {@link documentedPolicy} `fullAccess`.
 */
export class AgentRunFullAccess extends CustomPolicy {
  public constructor(scope: Construct, id: string, props: CustomPolicyOptions = {}) {
    super(scope, id, {
      ...props,
      document: documentedPolicy("fullAccess").document,
      description: readProps(scope, id, props).description ?? "AgentRun: all features, as the vendor documents them",
    });
  }
}
