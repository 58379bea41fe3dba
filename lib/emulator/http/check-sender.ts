import type { IncomingHttpHeaders } from "node:http";
import { foldCase } from "../../policy/letter-case";
import { ApiError } from "../api-error";

/** Names of this machine that nobody else's name server answers for. */
const loopbackNames = ["127.0.0.1", "localhost", "[::1]"];

/** The port that HTTP leaves out of the header `Host`. */
const defaultPort = 80;

/**
 * Refuses what a web page has a browser send. Programs that call the API send none of these headers but `Host`.
 *
 * - `Host` must be a name of this machine with the emulator's port: a page whose own name was made to lead here (DNS
 *   rebinding) sends its name.
 * - `Origin` must be the emulator's own, and `Sec-Fetch-Site` must not be another site's. A page of another port of this
 *   machine is another origin as well.
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
  // `none` is what a person typed into the address bar.
  if (site !== undefined && site !== "same-origin" && site !== "none") {
    throw ApiError.of("ForeignOrigin", `Web pages must not call the emulator, found Sec-Fetch-Site ${shown(site)}.`);
  }
}

function shown(value: string | readonly string[] | undefined): string {
  return JSON.stringify(value ?? "").slice(0, 200);
}
