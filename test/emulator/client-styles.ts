import { request as httpRequest } from "node:http";
import type { Emulator } from "cdktf-alicloud-agentrun/emulator";

/** A call as one of the provider's two client libraries makes it. */
export interface Call {
  readonly version: string;
  readonly action: string;
  readonly parameters?: Readonly<Record<string, string>>;
  readonly accessKeyId?: string;
  readonly securityToken?: string;
}

export interface Answer {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

export type Style = "A" | "B";

export const ram = "2015-05-01";
export const resourceManager = "2020-03-31";
export const sts = "2015-04-01";

/**
 * The raw request. Style A (tea-rpc 1.2.0) has what the protocol needs in the query and the business of the call in a
 * form; style B (alibaba-cloud-sdk-go 1.63) has everything in the query, a region too, and an empty body.
 */
export function requestOf(
  style: Style,
  { version, action, parameters = {}, accessKeyId = "fake", securityToken }: Call,
) {
  const common = {
    AccessKeyId: accessKeyId,
    Action: action,
    Format: style === "A" ? "json" : "JSON",
    Signature: "7mCW6ho3MsVvFPiz2sIu+TQvj/w=",
    SignatureMethod: "HMAC-SHA1",
    SignatureNonce: "1d4c45c8a7ed5b9a",
    SignatureVersion: "1.0",
    Timestamp: "2026-11-23T08:15:30Z",
    Version: version,
    ...(securityToken === undefined ? {} : { SecurityToken: securityToken }),
  };
  if (style === "B") {
    const query = { ...common, RegionId: "cn-hangzhou", SignatureType: "", ...parameters };
    return {
      path: `/?${encode(query)}`,
      body: "",
      headers: {
        "content-type": "application/x-www-form-urlencoded",
        "user-agent": "AlibabaCloud (linux; amd64) Golang/1.26 Core/1.63.22",
        "x-acs-action": action,
        "x-acs-version": version,
      },
    };
  }
  const query = { ...common, SourceIp: "", SecureTransport: "" };
  return {
    path: `/?${encode(Object.fromEntries(Object.entries(query).filter(([, value]) => value !== "")))}`,
    body: encode(parameters),
    headers: {
      "content-type": "application/x-www-form-urlencoded",
      "user-agent": "AlibabaCloud (linux; amd64) Golang/1.26 Core/0.01 TeaDSL/1",
      "x-acs-action": action,
      "x-acs-version": version,
    },
  };
}

function encode(values: Readonly<Record<string, string>>): string {
  return Object.entries(values)
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value).replaceAll("%20", "+")}`)
    .join("&");
}

/** What goes over the wire. */
export interface RawRequest {
  readonly path: string;
  readonly body?: string | Buffer;
  readonly headers?: Readonly<Record<string, string>>;
  readonly method?: string;
}

/** Sends a raw request, and reads the answer. */
export async function send(
  emulator: Emulator,
  { path, body = "", headers = {}, method = "POST" }: RawRequest,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const url = new URL(`${emulator.url}${path}`);
    const request = httpRequest(url, { method, headers: { ...headers, "content-length": Buffer.byteLength(body) } });
    request.on("error", reject);
    request.on("response", (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("error", reject);
      response.on("end", () => {
        resolve({
          status: response.statusCode ?? 0,
          body: JSON.parse(Buffer.concat(chunks).toString()) as Answer["body"],
        });
      });
    });
    request.end(body);
  });
}

export async function call(emulator: Emulator, made: Call, style: Style = "A"): Promise<Answer> {
  return send(emulator, requestOf(style, made));
}

/** A member of a member of an answer. */
export function at(value: unknown, path: string): unknown {
  return path
    .split(".")
    .reduce<unknown>((inner, name) => (inner as Record<string, unknown> | undefined)?.[name], value);
}
