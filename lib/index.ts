/**
 * Constructs, and the policy model and checked statements that they take. The whole catalog and the provider bindings
 * have entries of their own: `cdktf-alicloud-agentrun/catalog`, `cdktf-alicloud-agentrun/provider-alicloud`.
 */
export * from "./constructs";
export { Arn, PolicyDocument, PolicyError, PolicyStatement, TrustPolicy, policyProblemIds } from "./policy";
export type {
  ActionStatementProps,
  ArnFields,
  ConditionOperator,
  Conditions,
  Effect,
  NotActionStatementProps,
  OneOrMany,
  PolicyDocumentJson,
  PrincipalKind,
  PrintOptions,
  Problem,
  StatementJson,
  StatementProps,
  TrustPolicyJson,
  TrustPrincipals,
  TrustStatement,
  TrustStatementJson,
  TrustStatementProps,
} from "./policy";
export { type RenderedStack, renderHcl } from "./terraform/hcl-text";
export {
  type FlowExecutionModule,
  type GenerationModule,
  type LeastPrivilegeModule,
  type ModuleFiles,
  type ModuleName,
  type ModuleRequests,
  type TeamModule,
  type WorkspaceAccessModule,
  renderModule,
} from "./terraform/module-text";
export { allow, arn, catalogProblemIds, deny, permissionsFor, unchecked } from "./catalog";
export type {
  AccessClass,
  ActionName,
  AgentRunAction,
  CheckedStatementProps,
  EasAction,
  FeatureKey,
  FeatureSelection,
  FlowNodeKind,
  FlowNodes,
  Generation,
  KnownAction,
  LeastPrivilegeReport,
  LeastPrivilegeRequest,
  ModelStudioAction,
  PermissionFacts,
  Permissions,
  ScopeBasis,
  SecretsRequest,
  SystemPolicyName,
  TeamRequest,
  WideAction,
  Within,
  WithheldNeed,
  WorkspaceRole,
  WorkspaceRoleReport,
  WorkspaceScope,
} from "./catalog";
