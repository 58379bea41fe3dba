import type { IncomingHttpHeaders } from "node:http";
import { ApiError } from "../api-error";

/** Parameters that clients with newer signatures send as headers, by the header. */
const parameters: Readonly<Record<string, string>> = {
  "x-acs-action": "Action",
  "x-acs-version": "Version",
  "x-acs-security-token": "SecurityToken",
};

/** Whether the headers name an action, as those of clients with newer signatures do. */
export function namesAction(headers: IncomingHttpHeaders): boolean {
  return typeof headers["x-acs-action"] === "string";
}

/**
 * Adds the parameters that newer clients send as headers: action, version and security token, and the access key in
 * `Authorization: ACS3-HMAC-SHA256 Credential=<key>,SignedHeaders=...,Signature=...`. The signature is not checked.
 *
 * Source: the requests of @alicloud/openapi-core 1.0.8 (2026-11-28).
 *
 * @throws ApiError MalformedRequest for a parameter that also has another value
 */
export function addSignedHeaders(headers: IncomingHttpHeaders, into: Map<string, string>): void {
  const [, key] = /^ACS3-[A-Z0-9-]+\s+(?:[^,]*,\s*)*?Credential=([^,\s]+)/.exec(headers.authorization ?? "") ?? [];
  const found = Object.entries(parameters).map(([header, name]) => [name, headers[header]] as const);
  for (const [name, value] of [...found, ["AccessKeyId", key] as const]) {
    if (typeof value !== "string" || value === "") continue;
    const known = into.get(name);
    if (known !== undefined && known !== value) {
      throw ApiError.of("MalformedRequest", `The parameter ${name} and its header have two values.`);
    }
    into.set(name, value);
  }
}
