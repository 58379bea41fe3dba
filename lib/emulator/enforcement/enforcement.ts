import type { Account } from "../account/account";
import { rootAccessKeyId } from "../../emulator-link";
import { ApiError } from "../api-error";
import type { EnforcementOptions } from "../emulator";
import type { CallContext } from "../operations/operation";
import { accessDenied } from "./access-denied";
import { decide } from "./decide";
import { principalOf } from "./layers";
import { needsOf } from "./needs";

/** Decides whether a call may be made. */
export interface Enforcement {
  /** Keys of the account itself, which may do everything. */
  readonly rootAccessKeyIds: readonly string[];
  /** @throws ApiError NoPermission */
  check(service: string, action: string, context: CallContext): void;
}

/** Enforcement by RAM's own rules; `undefined` where none is wanted. */
export function enforcementFrom(options: boolean | EnforcementOptions = false): Enforcement | undefined {
  if (options === false) return undefined;
  const { rootAccessKeyIds = [rootAccessKeyId] } = options === true ? {} : options;
  return { rootAccessKeyIds, check };
}

/** What is true of every call here. Whatever else a condition asks for is not known, and then the call is refused. */
export function callContext(account: Account): Readonly<Record<string, string>> {
  return { "acs:SourceIp": "127.0.0.1", "acs:SecureTransport": "false", "acs:CurrentTime": account.now() };
}

function check(service: string, action: string, call: CallContext): void {
  const { account, caller } = call;
  const needs = needsOf(service, action, call);
  if (needs === undefined) {
    throw ApiError.of("NoPermission", `The emulator does not know which permission ${action} of ${service} needs.`);
  }
  if (caller.kind === "account") {
    if (service !== "Sts" || action !== "AssumeRole") return;
    throw ApiError.of("NoPermission", "The account itself cannot assume roles: only its users and roles can.");
  }
  for (const need of needs) {
    const context = { ...callContext(account), ...need.context };
    const { evaluation, layers } = decide(account, principalOf(caller), { ...need, context });
    if (evaluation.decision !== "Allow") throw accessDenied(account, caller, need, evaluation, layers);
  }
}
