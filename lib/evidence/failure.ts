/** What an error code says about the permission of a call. */
export type FailureClass =
  /** The call had the permission, and failed for another reason: not found, not valid, in conflict. */
  | "failed"
  /** Wanted, and not allowed. */
  | "denied"
  /** Refused before or without a look at permissions. */
  | "throttled"
  | "serverFault"
  | "unauthenticated";

/** Inferred from the lists of error codes of the products. No denied audit record was found in public (2026-11-28). */
const patterns: readonly (readonly [RegExp, FailureClass])[] = [
  [
    /accesskeyid|signature|securitytoken|sts\.?token|invalidtimestamp|expiredtoken|^missingaccesskey/i,
    "unauthenticated",
  ],
  [/throttl|flowcontrol|toomanyrequests|qps|ratelimit|requestlimitexceeded/i, "throttled"],
  [/no\.?permission|denied|forbidden|unauthori[sz]ed|not\.?authori[sz]ed|^noauth/i, "denied"],
  [
    /internal\.?(server)?(error|failure)|serviceunavailable|servicebusy|serverbusy|systemerror|(^|request|gateway|service)timeout|^noresponse$|^5\d\d$/i,
    "serverFault",
  ],
];

/** The class of an error code. `undefined` for a call that succeeded. */
export function failureOf(code: string): FailureClass | undefined {
  if (code === "" || code === "null" || /^(success|ok|200)$/i.test(code)) return undefined;
  return patterns.find(([pattern]) => pattern.test(code))?.[1] ?? "failed";
}
