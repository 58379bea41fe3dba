/** What the files of a repository call, as far as can be told without running them. */
export type { CodePlace, CodeUnknown, CodeUse, ScanPart, UnknownKind, UnreadFile } from "./code-use";
export { scanHead } from "./head-lines";
export { type CallSite, type CodeNeed, type CodeNeeds, type NeedOptions, type NotGranted, needsOf } from "./needs";
export { ScanError, scanProblemIds } from "./problem-ids";
export { type CheckedGrant, type CheckedNeed, type CodeCheck, checkCode, lacksSomething } from "./check/compare";
export { type CheckFormat, renderCheck } from "./check/render";
export { type CodeGrants, type CodePrincipal, type ScanFormat, grantsForCode, renderScan, scanFormats } from "./render";
export { type CodeScan, type ScanOptions, scanFolder } from "./scan";
