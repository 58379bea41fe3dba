import { environmentOf } from "./environment-of";
import type { EmulatorPlace } from "./provider-settings";

/**
 * The shell command that makes stacks synthesized in this shell use the emulator. If the shell has an HTTP proxy, the
 * command adds the emulator to `NO_PROXY`.
 */
export function exportLine(place: EmulatorPlace, shell: Readonly<Record<string, string | undefined>>): string {
  const [host = ""] = place.address.split(":");
  const noProxy = shell["NO_PROXY"] ?? shell["no_proxy"] ?? "";
  const isProxied = [shell["HTTP_PROXY"], shell["http_proxy"]].some((proxy) => proxy !== undefined && proxy !== "");
  const variables = {
    ...environmentOf(place),
    ...(isProxied && !noProxy.split(",").includes(host) ? { NO_PROXY: `"\${NO_PROXY:-$no_proxy},${host}"` } : {}),
  };
  return `export ${Object.entries(variables)
    .map(([name, value]) => `${name}=${value}`)
    .join(" ")}`;
}
