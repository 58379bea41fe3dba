/**
 * A local endpoint for RAM, ResourceManager and STS, for deploying without an account. Its responses have the form of the
 * real services' responses. An unknown action is an error that names the action.
 *
 * Signatures are not checked: every program that can reach 127.0.0.1 can use every access key. Console logon, MFA,
 * identity providers, other accounts, a tree of folders and eventual consistency are not emulated.
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
export type { ServiceSessionRequest } from "./operations/service-session";
export { type EmulatorProblemId, emulatorProblemIds } from "./problem-ids";
export type { Quotas } from "./quotas";
export { startEmulator } from "./start-emulator";
export type * from "./state/records";
export type { EmulatorState, GroupState, PolicyState } from "./state/state";
