import type { Account } from "../account/account";
import { rootAccessKeyId } from "../../emulator-link";
import { ApiError } from "../api-error";
import type { EnforcementOptions } from "../emulator";
import type { CallContext } from "../operations/operation";
import { accessDenied } from "./access-denied";
import { decide } from "./decide";
import { principalOf } from "./layers";
import { needsOf } from "./needs";

/** Checks the permissions of calls. */
export interface Enforcement {
  /** Access keys of the account itself. They may do everything. */
  readonly rootAccessKeyIds: readonly string[];
  /** @throws ApiError NoPermission */
  check(service: string, action: string, context: CallContext): void;
}

/** Enforcement by RAM's rules. `undefined` if it is switched off. */
export function enforcementFrom(options: boolean | EnforcementOptions = false): Enforcement | undefined {
  if (options === false) return undefined;
  const { rootAccessKeyIds = [rootAccessKeyId] } = options === true ? {} : options;
  return { rootAccessKeyIds, check };
}

/** The condition keys that have a value in every call. A condition on any other key has no known result and denies the call. */
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
    throw ApiError.of(
      "NoPermission",
      "The account itself cannot assume roles; use the access key of a user or a role session.",
    );
  }
  for (const need of needs) {
    const context = { ...callContext(account), ...need.context };
    const resourceGroupId = need.resourceGroupId ?? null;
    const { evaluation, layers } = decide(account, principalOf(caller), { ...need, context, resourceGroupId });
    if (evaluation.decision !== "Allow") throw accessDenied(account, caller, need, evaluation, layers);
  }
}
