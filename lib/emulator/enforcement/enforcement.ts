import type { CallContext } from "../operations/operation";

/** Decides whether a call may be made. */
export interface Enforcement {
  /** Keys of the account itself, which may do everything. */
  readonly rootAccessKeyIds: readonly string[];
  /** @throws ApiError NoPermission */
  check(version: string, action: string, context: CallContext): void;
}
