/** CDKTF constructs for the RAM grants of AgentRun. One construct per file. */
// Constructs are loaded on first use, with getters. A missing peer must be an error immediately, because an error in a getter
// makes Node's `import` yield undefined.
import "cdktf";
import "constructs";

export { type AccessProps, AccessPolicy, type CustomAccessProps, type SystemAccessProps } from "./access-policy";
export { AgentRunDefaultRole } from "./agent-run-default-role";
export { AgentRunFoundation, type AgentRunFoundationProps, type Part } from "./agent-run-foundation";
export { AgentRunFullAccess } from "./agent-run-full-access";
export { AgentRunServiceLinkedRole, type NamedServiceLinkedRoleProps } from "./agent-run-service-linked-role";
export { AgentRunTeam, type AgentRunTeamProps, type TeamMembers, type TeamReport } from "./agent-run-team";
export { AgentRuntime, type AgentRuntimeProps } from "./agent-runtime";
export type {
  AttachmentTargets,
  GroupTarget,
  ResourceGroupScope,
  RoleTarget,
  UserTarget,
} from "./internal/attachment-targets";
export type { PolicyReference, PolicyType } from "./internal/attachments";
export { CheckedConstruct } from "./checked-construct";
export type { GivenDocument } from "./internal/given-document";
export { CustomPolicy, type CustomPolicyOptions, type CustomPolicyProps, type RotateStrategy } from "./custom-policy";
export type { DeployOptions } from "./internal/deploy-options";
export { DevsCustomRole, type DevsCustomRoleProps } from "./devs-custom-role";
export { DevsDefaultRole, type DevsDefaultRoleProps } from "./devs-default-role";
export { FlowExecutionRole, type FlowExecutionRoleProps } from "./flow-execution-role";
export { FunctionComputeServiceLinkedRole } from "./function-compute-service-linked-role";
export { Grant } from "./grant";
export { InvokeAccess } from "./invoke-access";
export { LeastPrivilege, type LeastPrivilegeProps } from "./least-privilege";
export { PolicyConstruct, type PolicyProps } from "./policy-construct";
export type { PlacedFinding } from "./checks/placed-findings";
export { PolicyFindings } from "./checks/policy-findings";
export { constructProblemIds } from "./internal/problem-ids";
export {
  type EmulatorProviderConfig,
  providerConfigFromEnvironment,
} from "./internal/provider-config-from-environment";
export { type Grantee, type GroupGrantee, Principal, type RoleGrantee, type UserGrantee } from "./principal";
export { RamQuotas, type RamQuotaValues } from "./checks/ram-quotas";
export { ReadOnlyAccess } from "./read-only-access";
export { ResourceGroupAccess, type ResourceGroupAccessProps } from "./resource-group-access";
export type { ResourceMode } from "./internal/resource-mode";
export {
  type ExistingRoleProps,
  type ManagedRoleOptions,
  type ManagedRoleProps,
  Role,
  type RolePolicy,
  type RoleProps,
} from "./role";
export type { RuntimeScope } from "./internal/runtime-scope";
export {
  type ExistingServiceLinkedRoleOptions,
  type ManagedServiceLinkedRoleOptions,
  ServiceLinkedRole,
  type ServiceLinkedRoleOptions,
  type ServiceLinkedRoleProps,
} from "./service-linked-role";
export { SuperAgentRole, type SuperAgentRoleProps } from "./super-agent-role";
export { SystemPolicy, type SystemPolicyProps } from "./system-policy";
export type {
  ExistingVendorRoleProps,
  ManagedVendorRoleProps,
  VendorRoleProps,
  WithGeneration,
} from "./internal/vendor-role";
export { TerraformDeployerPolicy, type TerraformDeployerPolicyProps } from "./terraform-deployer-policy";
export { WorkloadRole, type WorkloadRoleProps } from "./workload-role";
export { WorkspaceAccess, type WorkspaceAccessProps } from "./workspace-access";
