import type { Construct } from "constructs";
import { documentedPolicy } from "../catalog";
import { CustomPolicy, type CustomPolicyOptions } from "./custom-policy";
import { readProps } from "./internal/read-props";

/**
 * The vendor's full-access policy, verbatim: 28 statements for 24 services.
 *
 * Broad: its holders can create roles and attach any policy to them (`ram:CreateRole` and `ram:AttachPolicyToRole` on
 * every resource), which amounts to administrator access, and can read every secret in AgentRun (`agentrun:Get*`). It
 * is not quite complete: it lacks 18 actions of AgentRun, e.g. `agentrun:CreateTool`, `agentrun:CreateWorkspace` and
 * `agentrun:DeleteSandbox`.
 *
 * Source: {@link documentedPolicy} `fullAccess`.
 *
 * Reported at synth: what {@link CustomPolicy} reports, and warnings about what the document grants.
 *
 * @example
 * new AgentRunFullAccess(this, "Full", { attachTo: { groups: ["admins"] } });
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
