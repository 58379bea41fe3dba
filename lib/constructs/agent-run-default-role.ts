import type { Construct } from "constructs";
import { agentRunDefaultRole } from "../catalog";
import { Role } from "./role";
import { type VendorRoleProps, keptAttachments, refuseGeneration, vendorRole } from "./internal/vendor-role";
import { readProps } from "./internal/read-props";

/**
 * The role that user code in runtimes and sandboxes runs as: AliyunAgentRunDefaultRole with AliyunAgentRunFullAccess
 * and AliyunDevsFullAccess, as in the vendor's guides. Both are broad; set `policies` to grant less.
 *
 * Assumption: it trusts `fc.aliyuncs.com`. No page shows the trust policy, but the vendor's link that creates the role is
 * Function Compute's. Set `trustedService` if the role in your account has another one.
 *
 * Reported at synth: RAM306 for a generation, because the role was never renamed, and what {@link Role} reports.
 * Warning: RAM327 for documented policies that an imported role omits.
 *
 * @example
 * new AgentRunDefaultRole(this, "Code", { policies: ["AliyunAgentRunReadOnlyAccess"] });
 */
export class AgentRunDefaultRole extends Role {
  public constructor(scope: Construct, id: string, props: VendorRoleProps = {}) {
    const role = vendorRole(agentRunDefaultRole, readProps(scope, id, props));
    super(scope, id, role);
    this.addWarnings(keptAttachments(agentRunDefaultRole, role));
    this.addProblems(refuseGeneration(props));
  }
}
