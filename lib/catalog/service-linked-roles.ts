import { deepFreeze } from "./deep-freeze";
import type { Source } from "./source";

/** A role that a service defines, with name, trust and permissions. An account has at most one of each. */
export interface ServiceLinkedRoleFacts extends Source {
  /** The name that the service gives the role, e.g. `AliyunServiceRoleForFC`. */
  readonly roleName: string;
  /** Service name for creating the role, and the value of `ram:ServiceName` in conditions. */
  readonly serviceName: string;
  /** Other names of the service for the same role. */
  readonly otherServiceNames: readonly string[];
}

/**
 * AgentRun's service-linked role.
 *
 * Two names of its service are published: the vendor's policies have `agentrun.fc.aliyuncs.com` in conditions on
 * `ram:ServiceName` and `acs:Service`, but the table of roles on the same page has `agentrun.aliyuncs.com`. No page
 * confirms either. This library uses the name in the policies, because RAM evaluates them.
 */
export const agentRunServiceLinkedRole: ServiceLinkedRoleFacts = deepFreeze({
  source: "https://help.aliyun.com/zh/functioncompute/fc/authorize-ram-users-to-use-agentrun",
  read: "2026-11-22",
  roleName: "AliyunServiceRoleForAgentRun",
  serviceName: "agentrun.fc.aliyuncs.com",
  otherServiceNames: ["agentrun.aliyuncs.com"],
});

/** Function Compute's service-linked role; AgentRun runs on Function Compute. */
export const functionComputeServiceLinkedRole: ServiceLinkedRoleFacts = deepFreeze({
  source: "https://help.aliyun.com/zh/functioncompute/fc/authorize-ram-users-to-use-agentrun",
  read: "2026-11-22",
  roleName: "AliyunServiceRoleForFC",
  serviceName: "fc.aliyuncs.com",
  otherServiceNames: [],
});

/** The service-linked role of AgentCore's registry of agents. AgentCore itself may have another one, which no page names. */
export const agentCoreRegistryServiceLinkedRole: ServiceLinkedRoleFacts = deepFreeze({
  source: "https://help.aliyun.com/zh/ram/developer-reference/aliyunservicerolepolicyforagentcoreairegistry",
  read: "2026-11-28",
  roleName: "AliyunServiceRoleForAgentCoreAIRegistry",
  serviceName: "airegistry.agentcore.aliyuncs.com",
  otherServiceNames: [],
});

/** The facts about a service-linked role by any name of its service; `undefined` for other services. */
export function serviceLinkedRoleOf(serviceName: string): ServiceLinkedRoleFacts | undefined {
  return [agentRunServiceLinkedRole, functionComputeServiceLinkedRole, agentCoreRegistryServiceLinkedRole].find(
    (role) => [role.serviceName, ...role.otherServiceNames].includes(serviceName),
  );
}

/** Whether a name has the form that is reserved for service-linked roles. */
export function isServiceLinkedRoleName(roleName: string): boolean {
  return /^AliyunServiceRoleFor/i.test(roleName);
}
