/** Who can do what by the policies of stacks, plans and folders. */
export { conditionLines } from "./condition-lines";
export { extentText, howHeld, summaryMatrixText, trustedText } from "./matrix-text";
export { summarize } from "./summarize";
export type {
  AccessMark,
  ActionAccess,
  AllowedAction,
  AttachedPolicy,
  ClassAccess,
  Extent,
  FeatureAccess,
  PrincipalAccess,
  ScopeAccess,
  ServiceAccess,
  StackAccess,
  StatementAccess,
  SummaryReport,
  TrustedPrincipal,
  UnattachedPolicy,
} from "./summary-report";
export { visibleText } from "./visible-text";
