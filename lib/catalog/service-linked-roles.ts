import { deepFreeze } from "./deep-freeze";
import type { Source } from "./source";

/** A role that a service defines and owns: name, trust and permissions are its own. An account has at most one. */
export interface ServiceLinkedRoleFacts extends Source {
  readonly roleName: string;
  /** Service name for creating the role, and the value that `ram:ServiceName` is tested against. */
  readonly serviceName: string;
  /** Other service names that pages give for the same role. */
  readonly otherServiceNames: readonly string[];
}

/**
 * AgentRun's service-linked role.
 *
 * Two spellings of its service are published: the vendor's policy documents test `ram:ServiceName` and `acs:Service`
 * against `agentrun.fc.aliyuncs.com`, the table of roles on the same page says `agentrun.aliyuncs.com`. The spelling
 * of the documents that RAM evaluates is taken; no page proves either.
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

/** What is known of the role of a service, by any of the service's names; `undefined` for other services. */
export function serviceLinkedRoleOf(serviceName: string): ServiceLinkedRoleFacts | undefined {
  return [agentRunServiceLinkedRole, functionComputeServiceLinkedRole].find((role) =>
    [role.serviceName, ...role.otherServiceNames].includes(serviceName),
  );
}

/** Whether a name is one that only services give, to their own roles. */
export function isServiceLinkedRoleName(roleName: string): boolean {
  return /^AliyunServiceRoleFor/i.test(roleName);
}
