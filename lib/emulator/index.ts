/**
 * A local endpoint for RAM, ResourceManager and STS: deploys without an account. What it answers, it answers as the
 * service does; what it does not know, it refuses by name.
 *
 * Not checked: signatures (whoever reaches 127.0.0.1 may say whose key it has). Not there: logon to the console, MFA,
 * identity providers, other accounts, a tree of folders, and delays until a change is seen everywhere.
 */
export { ApiError } from "./api-error";
export { accessKeyPrefix, defaultAccountId, rootAccessKeyId } from "../emulator-link";
export type { GivenSystemPolicies } from "./account/system-policies";
export type { LoggedCall } from "./call-log";
export type { CallOptions, Emulator, EmulatorOptions, EnforcementOptions } from "./emulator";
export type { EvaluateAnswer, EvaluateRequest, StatementAnswer } from "./enforcement/evaluate-request";
export { EmulatorError } from "./emulator-error";
export { type EnvironmentOptions, environmentFor } from "./environment-for";
export type { ErrorCode } from "./error-codes";
export { type Fault, type FaultKind, type FaultRule, checkRule } from "./faults";
export { type EmulatorProblemId, emulatorProblemIds } from "./problem-ids";
export type { Quotas } from "./quotas";
export { startEmulator } from "./start-emulator";
export type * from "./state/records";
export type { EmulatorState, GroupState, PolicyState } from "./state/state";
