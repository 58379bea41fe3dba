/** Facts about AgentRun and RAM as data, each with where and when it was read. */
export { type DocumentedPolicy, type DocumentedPolicyKey, documentedPolicy } from "./documented-policies";
export type { SystemPolicyName } from "./generated/system-policy-name";
export { type Generation, generations } from "./generation";
export {
  type ServiceLinkedRoleFacts,
  agentRunServiceLinkedRole,
  functionComputeServiceLinkedRole,
} from "./service-linked-roles";
export type { Source } from "./source";
export { type SystemPolicy, systemPolicy, systemPolicyNameInRightCase, systemPolicyNames } from "./system-policies";
export {
  type FlowNodeKind,
  type VendorRole,
  type VendorRolePolicy,
  agentRunDefaultRole,
  devsCustomRole,
  devsDefaultRole,
  flowExecutionRole,
  superAgentRole,
} from "./vendor-roles";
