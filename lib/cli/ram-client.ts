/* eslint-disable @typescript-eslint/no-require-imports -- optional packages, which only a pull loads */
import { setTimeout as pause } from "node:timers/promises";
import { type AccountCall, PullError, type PulledApi } from "../adopt/pull-account";
import { emulatorVariables, rootAccessKeyId } from "../emulator-link";
import { isJsonObject } from "../policy/json-value";
import { UsageError, wrongValue } from "./command";

/** Versions and hosts of the APIs. */
const apis: Readonly<Record<PulledApi, { readonly version: string; readonly host: string }>> = {
  ram: { version: "2015-05-01", host: "ram.aliyuncs.com" },
  resourcemanager: { version: "2020-03-31", host: "resourcemanager.aliyuncs.com" },
  sts: { version: "2015-04-01", host: "sts.aliyuncs.com" },
};

const packages = ["@alicloud/ram20150501", "@alicloud/openapi-core", "@alicloud/credentials"] as const;

/** The parts of the official SDK that a pull uses (ram20150501 1.2.1, openapi-core 1.0.8, credentials 2.4.7). */
interface Sdk {
  readonly Client: new (config: object) => {
    callApi(parameters: object, request: object, runtime: object): Promise<unknown>;
  };
  readonly Config: new (values: object) => object;
  readonly Params: new (values: object) => object;
  readonly OpenApiRequest: new (values: object) => object;
  readonly Credential: new () => object;
}

/** How throttled and lost calls are retried. */
const retries = { most: 8, firstWait: 500, longestWait: 30_000 } as const;

/**
 * Makes calls with the vendor's SDK and its chain of credentials.
 *
 * @param endpoint an emulator on this machine, which gets no credentials of an account. @default - the vendor's hosts
 * @throws UsageError if the SDK is not installed, or for an endpoint that is neither the vendor's nor on this machine
 */
export function accountCalls(endpoint: string | undefined): AccountCall {
  const place = endpoint === undefined ? undefined : placeOf(endpoint);
  const sdk = loadSdk();
  const clients = new Map<PulledApi, InstanceType<Sdk["Client"]>>();
  return async (api, action, parameters) => {
    const client = clients.get(api) ?? new sdk.Client(new sdk.Config(configOf(sdk, api, place)));
    clients.set(api, client);
    const params = new sdk.Params({
      action,
      version: apis[api].version,
      protocol: place?.isLocal === true ? "HTTP" : "HTTPS",
      pathname: "/",
      method: "POST",
      authType: "AK",
      style: "RPC",
      reqBodyType: "formData",
      bodyType: "json",
    });
    return patiently(async () => client.callApi(params, new sdk.OpenApiRequest({ query: parameters }), {}), action);
  };
}

interface Place {
  readonly host: string;
  readonly isLocal: boolean;
}

/** Credentials go to the vendor's hosts only; a host of this machine gets the key of the emulator. */
export function placeOf(endpoint: string): Place {
  const host = endpoint.replace(/^https?:\/\//i, "").replace(/\/$/, "");
  if (/^(127\.0\.0\.1|localhost|\[::1\])(:\d{1,5})?$/i.test(host)) return { host, isLocal: true };
  if (/^([a-z0-9-]+\.)+aliyuncs\.com$/i.test(host)) return { host, isLocal: false };
  throw wrongValue(
    "--endpoint",
    `${endpoint}, which gets no credentials`,
    "127.0.0.1 or localhost with a port, or a host of aliyuncs.com",
    "name one of them",
  );
}

function configOf(sdk: Sdk, api: PulledApi, place: Place | undefined): object {
  // A host of the vendor serves RAM only; an emulator serves all APIs.
  const host = place !== undefined && (place.isLocal || api === "ram") ? place.host : apis[api].host;
  const common = { endpoint: host, regionId: "cn-hangzhou", connectTimeout: 10_000 };
  if (place?.isLocal !== true) return { ...common, protocol: "HTTPS", credential: new sdk.Credential() };
  const accessKeyId = process.env[emulatorVariables.accessKey] ?? rootAccessKeyId;
  return { ...common, protocol: "HTTP", accessKeyId, accessKeySecret: "emulator" };
}

function loadSdk(): Sdk {
  try {
    const ram = require("@alicloud/ram20150501") as { readonly default: Sdk["Client"] };
    const core = require("@alicloud/openapi-core") as {
      readonly $OpenApiUtil: Pick<Sdk, "Config" | "Params" | "OpenApiRequest">;
    };
    const credentials = require("@alicloud/credentials") as { readonly default: Sdk["Credential"] };
    const { Config, Params, OpenApiRequest } = core.$OpenApiUtil;
    return { Client: ram.default, Config, Params, OpenApiRequest, Credential: credentials.default };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "MODULE_NOT_FOUND") throw error;
    throw new UsageError("pull needs the vendor's SDK", { fix: `run npm install ${packages.join(" ")} first` });
  }
}

/** Retries throttled and lost calls, with growing delays. Reports codes only: errors of the SDK can quote requests. */
async function patiently(call: () => Promise<unknown>, action: string): Promise<Readonly<Record<string, unknown>>> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      const answer = await call();
      const body = isJsonObject(answer) ? answer["body"] : undefined;
      if (!isJsonObject(body)) throw new PullError(`the response to ${action} is not JSON`);
      return body;
    } catch (error) {
      if (error instanceof PullError) throw error;
      const { code, statusCode } = (error ?? {}) as { readonly code?: unknown; readonly statusCode?: unknown };
      const name = typeof code === "string" && /^[\w.-]{1,100}$/.test(code) ? code : undefined;
      const isPassing =
        (name ?? "").startsWith("Throttling") ||
        statusCode === 429 ||
        statusCode === 503 ||
        /^(ECONN|ETIMEDOUT|EPIPE|EAI_AGAIN|ServiceUnavailable)/.test(name ?? "");
      if (!isPassing || attempt === retries.most) {
        throw new PullError(
          name === undefined
            ? `${action} failed: no credentials were found, or the host cannot be reached`
            : `${action} failed with ${name}`,
          name,
        );
      }
      await pause(Math.min(retries.longestWait, retries.firstWait * 2 ** (attempt - 1)));
    }
  }
}
