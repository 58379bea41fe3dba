/**
 * Texts for the wider alphabet of random policies: placeholders, wildcards in every place, odd letter case, fields that
 * are missing or too many, and values that are not well formed. Few, so that they meet each other.
 */
const token = "${TfToken[TOKEN.1]}";
const reference = "${var.x}";

export const oddActions: readonly string[] = [
  ...[
    "a:Get",
    "a:GetX",
    "b:Get",
    "A:GET",
    "ram:Get",
    "a:*",
    "a:?et",
    "a:G*t",
    "*:Get",
    "a:Get?",
    "a*",
    "?:Get",
    "a**t",
  ],
  ...["*", "**", `a:${token}`, token, reference, `a:${reference}t`],
];

const codes = ["ram", "*", "r*", "?am", "r?m", "oss", "RAM", token, `r${reference}`];
const regions = ["", "*", "**", "cn", "?", "c*", token];
const accounts = ["1", "*", "?", "", token];
const relativeIds = ["role/x", "role/X", "ROLE/x", "role/*", "role/?", "*", "*x", "b:c", "a:role/x", `role/${reference}`, token]; // prettier-ignore

/** Fields of patterns of ARNs. */
export const oddFields: readonly (readonly string[])[] = [codes, regions, accounts, relativeIds];

/** Patterns of resources that are no ARNs, or not for sure. */
export const oddResources: readonly string[] = [
  ...["*", "**", "?", "*x", "acs:*", "acs:*:role/x", "acs:ram:*role/X", "acs:oss:*b", "*:role/x", "nonsense"],
  ...[token, reference, `acs:${token}`, `acs:${reference}:role/x`, `${token}:x`, `${reference}/X`],
];

export const oddRequestActions: readonly string[] = [
  ...["a:Get", "A:get", "a:GetX", "b:Get", "ram:Get", "c:Z", "aGet", `a:${token}`, reference, `a:${reference}t`],
];

export const oddRequestFields: readonly (readonly string[])[] = [
  ["ram", "oss", "rom", "RAM", "r", token],
  ["", "*", "cn", "x", "?", `cn${reference}`],
  ["1", "2", "", token],
  ["role/x", "role/X", "ROLE/X", "role/y", "b:c", "x", "role/xy", `role/${reference}`, `role/X${token}`],
];

export const oddRequestResources: readonly string[] = [
  ...["*", "?", "", "nonsense", "acs:ram:x", "acs:ram:1:role/x", token, `acs:${reference}:role/x`, `nons${reference}`],
];

export const oddValues: readonly string[] = [
  ...["a", "A", "a*", "?", "", "*", "1", "1.0", "2", "x", "true", "TRUE", "10.0.0.1", "10.0.0.0/8", "10.0.0.0/33"],
  ...["2026-01-01T00:00:00Z", "2026-01-01T08:00:00+08:00", "2026-01-01", "::1"],
  ...[token, reference, `a${token}`, `10.0.0.0/${reference}`],
];

export const oddKeys: readonly string[] = ["acs:K", "ACS:k", "acs:SourceIp", "acs:T/x"];
