/**
 * Least privilege from evidence: reads what was called from trails, log stores and the emulator's log, and makes policies
 * that allow what was seen. Every result says what the evidence covers, and what it cannot show.
 */
export type { AuditEvent, Identity, SourceKind } from "./audit-event";
export { type EvidenceOptions, UsageCollector } from "./collector";
export { type EvidenceInput, type EvidenceProgress, type ReadEvidenceOptions, readEvidence } from "./read-evidence";
export { type GenerateOptions, type GeneratedGrants, type Grantee, generate } from "./generate/generate";
export type { FeatureRequest } from "./generate/feature-request";
export type { Proof } from "./generate/proof";
export { type GenerateFormat, generateFormats, renderGenerated } from "./generate/render";
export { blindSpots, headLines } from "./head-lines";
export { type Principal, principalText } from "./identify";
export { EvidenceError, evidenceProblemIds } from "./problem-ids";
export type { ServiceNames } from "./service-names";
export {
  type BadUnit,
  type Coverage,
  type DropReason,
  type EventCounts,
  type OtherEvent,
  type Usage,
  type UsageRow,
  dropReasons,
} from "./usage";
export { type UsageQueryOptions, usageQuery } from "./usage-query";
export type { GrantedUse, UseState } from "./unused/granted-use";
export { type UnusedFormat, renderUnused, unusedFormats } from "./unused/render";
export { type UnusedGrants, type UnusedPolicy, type UnusedReport, hasUnused, unusedGrants } from "./unused/unused";
