import type { Construct } from "constructs";
import { agentRunServiceLinkedRole } from "../catalog";
import { ServiceLinkedRole, type ServiceLinkedRoleOptions } from "./service-linked-role";
import { readProps } from "./internal/read-props";

/** Options of a service-linked role with a fixed name. */
export type NamedServiceLinkedRoleProps = ServiceLinkedRoleOptions & {
  /** The name by which RAM knows the service, e.g. `agentrun.fc.aliyuncs.com`. @default - the service name in the catalog */
  readonly serviceName?: string;
};

/**
 * AgentRun's service-linked role, AliyunServiceRoleForAgentRun. Without it, creating anything in AgentRun fails with
 * `EntityNotExist.Role`.
 *
 * The default service name is `agentrun.fc.aliyuncs.com`; the vendor's pages also have `agentrun.aliyuncs.com`. Set
 * `serviceName` if RAM refuses the default.
 *
 * Reported at synth: what {@link ServiceLinkedRole} reports, e.g. RAM320 for an invalid service name.
 *
 * @example
 * new AgentRunServiceLinkedRole(this, "AgentRun", { mode: "import" });
 */
export class AgentRunServiceLinkedRole extends ServiceLinkedRole {
  public constructor(scope: Construct, id: string, props: NamedServiceLinkedRoleProps = {}) {
    const { roleName, serviceName } = agentRunServiceLinkedRole;
    super(scope, id, { ...props, roleName, serviceName: readProps(scope, id, props).serviceName ?? serviceName });
  }
}
