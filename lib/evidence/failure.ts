/** What an error code says about the permission of a call. */
export type FailureClass =
  /** The call had the permission, and failed for another reason: not found, not valid, in conflict. */
  | "failed"
  /** The caller had no permission. */
  | "denied"
  /** Refused before permissions were checked. */
  | "throttled"
  | "serverFault"
  | "unauthenticated";

/** Inferred from the lists of error codes of the products. No denied audit record was found in public (2026-11-28). */
const patterns: readonly (readonly [RegExp, FailureClass])[] = [
  [
    /^401$|accesskeyid|signature|securitytoken|sts\.?token|invalidtimestamp|expiredtoken|^missingaccesskey/i,
    "unauthenticated",
  ],
  [/^429$|throttl|flowcontrol|toomanyrequests|qps|ratelimit|requestlimitexceeded/i, "throttled"],
  [/^403$|no[. ]?permission|denied|forbidden|unauthori[sz]ed|not[. ]?authori[sz]ed|^noauth/i, "denied"],
  [
    /internal\.?(server)?(error|failure)|serviceunavailable|servicebusy|serverbusy|systemerror|(^|request|gateway|service)timeout|^noresponse$|^unknown$|^5\d\d$/i,
    "serverFault",
  ],
];

/** The class of an error code. `undefined` for a call that succeeded. */
export function failureOf(code: string): FailureClass | undefined {
  if (code === "" || code === "null" || /^(success|ok|200)$/i.test(code)) return undefined;
  return patterns.find(([pattern]) => pattern.test(code))?.[1] ?? "failed";
}

/** The code of a failure without a code. It is not known whether the call was allowed. */
const unknownCode = "Unknown";

/** The longest error code that is kept. */
const longestCode = 200;

/** The failure in a record as a code; empty for a call that succeeded. A record may have a message but no code. */
export function errorOf(code: unknown, message: unknown, accessDenied: unknown): string {
  const written = codeText(code);
  const known = written === "" || failureOf(written) === undefined ? fromMessage(codeText(message)) : written;
  const isDenied = typeof accessDenied === "object" && accessDenied !== null && Object.keys(accessDenied).length > 0;
  return (isDenied && failureOf(known) !== "denied" ? "AccessDenied" : known).slice(0, longestCode);
}

function fromMessage(message: string): string {
  const found = failureOf(message);
  return found === undefined ? "" : found === "failed" ? unknownCode : message;
}

function codeText(value: unknown): string {
  if (typeof value === "string") return value;
  if (value === undefined || value === null || value === false || value === 0) return "";
  if (typeof value === "number") return String(value);
  const inside = Array.isArray(value)
    ? (value as readonly unknown[]).find((one) => typeof one === "string")
    : undefined;
  return typeof inside === "string" ? inside : unknownCode;
}
