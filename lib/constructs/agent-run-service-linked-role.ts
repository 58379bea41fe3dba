import type { Construct } from "constructs";
import { agentRunServiceLinkedRole } from "../catalog";
import { ServiceLinkedRole, type ServiceLinkedRoleOptions } from "./service-linked-role";
import { readProps } from "./internal/read-props";

/** What a service-linked role with a fixed name can be told. */
export type NamedServiceLinkedRoleProps = ServiceLinkedRoleOptions & {
  /** @default - the service name that the catalog argues for */
  readonly serviceName?: string;
};

/**
 * AgentRun's service-linked role, AliyunServiceRoleForAgentRun. Until it exists, creating anything in AgentRun fails
 * with `EntityNotExist.Role`.
 *
 * Its service name is `agentrun.fc.aliyuncs.com` by default; the vendor's pages also print `agentrun.aliyuncs.com`. Set
 * `serviceName` where RAM refuses the default.
 */
export class AgentRunServiceLinkedRole extends ServiceLinkedRole {
  public constructor(scope: Construct, id: string, props: NamedServiceLinkedRoleProps = {}) {
    const { roleName, serviceName } = agentRunServiceLinkedRole;
    super(scope, id, { ...props, roleName, serviceName: readProps(scope, id, props).serviceName ?? serviceName });
  }
}
