/** Facts about AgentRun and RAM as data, each with its source and date. */
export { type DocumentedPolicy, type DocumentedPolicyKey, documentedPolicy } from "./documented-policies";
export type { SystemPolicyName } from "./generated/system-policy-name";
export { type Generation, generations } from "./generation";
export {
  type ServiceLinkedRoleFacts,
  agentRunServiceLinkedRole,
  agentCoreRegistryServiceLinkedRole,
  functionComputeServiceLinkedRole,
} from "./service-linked-roles";
export type { Source } from "./source";
export {
  type FactCertainty,
  type SystemPolicy,
  nearestSystemPolicies,
  systemPolicy,
  systemPolicyNameInRightCase,
  systemPolicyNames,
} from "./system-policies";
export { type FlowNodeKind, type FlowNodes } from "./flow-nodes";
export {
  type VendorRole,
  type VendorRolePolicy,
  agentRunDefaultRole,
  devsCustomRole,
  devsDefaultRole,
  flowExecutionRole,
  superAgentRole,
} from "./vendor-roles";
export {
  type AccessClass,
  accessClassOf,
  accessClasses,
  isDangerous,
  removesForGood,
  returnsSecret,
} from "./access-class";
export { type ActionStatus, type StatusFacts, actionStatus } from "./action-status";
export type { AccessLevel } from "./access-level";
export { type ActionName, type ActionPattern, type UncheckedAction, unchecked } from "./action-name";
export type { ArnScope } from "./arn-template";
export { type ArnPart, checkArnValue } from "./arn-value";
export { type ContestedScope, contestedScope } from "./contested-scope";
export { type Coverage, notCovered } from "./coverage";
export { type Feature, actionsFor, feature, featureKeys, featuresOf } from "./features";
export type {
  AgentRunAction,
  CompanionAction,
  EasAction,
  KnownAction,
  KnownCode,
  ModelStudioAction,
} from "./generated/actions";
export { arn } from "./generated/arn";
export { findActions } from "./find-actions";
export type { FeatureKey } from "./generated/feature-key";
export type { ImportedResource } from "./import/imported-page";
export {
  type LeastPrivilegeOptions,
  type LeastPrivilegeResult,
  leastPrivilege,
} from "./least-privilege/least-privilege";
export {
  type WorkspaceRole,
  type WorkspaceRoleReport,
  type WorkspaceRoleRequest,
  type WorkspaceRoleResult,
  workspaceRole,
  workspaceRoles,
} from "./least-privilege/workspace-role";
export {
  type ResourceGroupScheme,
  type SchemePolicies,
  type SchemeRequest,
  resourceGroupSchemes,
  schemePolicies,
} from "./least-privilege/resource-group-scheme";
export {
  type LogstoreName,
  type TeamDependencies,
  type TeamPolicies,
  type TeamRequest,
  type TeamSecrets,
  teamPolicies,
} from "./least-privilege/team-policies";
export type { ScopeBasis } from "./least-privilege/action-scope";
export type {
  IncompleteFeature,
  LeastPrivilegeReport,
  RevealingAction,
  SiblingFeature,
  WideAction,
  WithheldNeed,
} from "./least-privilege/least-privilege-report";
export {
  type FeatureSelection,
  type LeastPrivilegeRequest,
  type ResourceGroupForm,
  resourceGroupForms,
  type SecretPart,
  type SecretsRequest,
} from "./least-privilege/least-privilege-request";
export { knownActions } from "./known-actions";
export { type PermissionFacts, type Permissions, permissionsFor } from "./least-privilege/permissions-for";
export { catalogProblemIds } from "./problem-ids";
export type { Within } from "./least-privilege/restriction";
export type { CatalogAction, Provenance, ResourceScope, SdkOperation, Service } from "./service";
export { type SearchResult, searchCatalog } from "./search";
export { actionsMatching, catalogAction, nearestActions, sdkOperation, service, serviceCodes } from "./services";
export { type CheckedStatementProps, allow, deny } from "./least-privilege/checked-statements";
export { type WorkspaceScope, workspaceScopes } from "./workspace-scope";
