/**
 * Constructs, and the policy model that they take. The catalog and the provider bindings have entries of their own:
 * `cdktf-alicloud-agentrun/catalog`, `cdktf-alicloud-agentrun/provider-alicloud`.
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
  Problem,
  StatementJson,
  StatementProps,
  TrustPolicyJson,
  TrustPrincipals,
  TrustStatementProps,
} from "./policy";
export type { FlowNodeKind, Generation, SystemPolicyName } from "./catalog";
