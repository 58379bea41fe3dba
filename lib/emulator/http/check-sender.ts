import type { IncomingHttpHeaders } from "node:http";
import { foldCase } from "../../policy/letter-case";
import { ApiError } from "../api-error";

/** Names that always resolve to this machine. */
const loopbackNames = ["127.0.0.1", "localhost", "[::1]"];

/** The port that HTTP leaves out of the header `Host`. */
const defaultPort = 80;

/**
 * Refuses requests that a web page makes through a browser. Of these headers, programs that call the API send only
 * `Host`.
 *
 * - `Host` must be a name of this machine with the emulator's port. A page that uses DNS rebinding sends its own name.
 * - `Origin` must be the emulator's own, and `Sec-Fetch-Site` must not be another site. A page on another port of this
 *   machine is also another origin.
 *
 * @throws ApiError ForeignHost, ForeignOrigin
 */
export function checkSender(headers: IncomingHttpHeaders, port: number): void {
  const host = foldCase(headers.host ?? "");
  const hosts = loopbackNames.flatMap((name) => [`${name}:${port}`, ...(port === defaultPort ? [name] : [])]);
  if (!hosts.includes(host)) {
    throw ApiError.of("ForeignHost", `The Host must be ${hosts.join(" or ")}, found ${shown(headers.host)}.`);
  }
  const { origin, "sec-fetch-site": site } = headers;
  if (origin !== undefined && !hosts.some((own) => foldCase(origin) === `http://${own}`)) {
    throw ApiError.of("ForeignOrigin", `Web pages must not call the emulator, found the Origin ${shown(origin)}.`);
  }
  // `none`: the user typed the address.
  if (site !== undefined && site !== "same-origin" && site !== "none") {
    throw ApiError.of("ForeignOrigin", `Web pages must not call the emulator, found Sec-Fetch-Site ${shown(site)}.`);
  }
}

function shown(value: string | readonly string[] | undefined): string {
  return JSON.stringify(value ?? "").slice(0, 200);
}
