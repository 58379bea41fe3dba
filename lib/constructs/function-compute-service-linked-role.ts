import type { Construct } from "constructs";
import { functionComputeServiceLinkedRole } from "../catalog";
import type { NamedServiceLinkedRoleProps } from "./agent-run-service-linked-role";
import { ServiceLinkedRole } from "./service-linked-role";
import { readProps } from "./internal/read-props";

/**
 * Function Compute's service-linked role, AliyunServiceRoleForFC. AgentRun runs on Function Compute.
 *
 * Reported at synth: what {@link ServiceLinkedRole} reports, e.g. RAM320 for an invalid service name.
 *
 * @example
 * new FunctionComputeServiceLinkedRole(this, "Functions", { mode: "existing" });
 */
export class FunctionComputeServiceLinkedRole extends ServiceLinkedRole {
  public constructor(scope: Construct, id: string, props: NamedServiceLinkedRoleProps = {}) {
    const { roleName, serviceName } = functionComputeServiceLinkedRole;
    super(scope, id, { ...props, roleName, serviceName: readProps(scope, id, props).serviceName ?? serviceName });
  }
}
