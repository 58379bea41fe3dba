import { environmentOf } from "./environment-of";
import type { EmulatorPlace } from "./provider-settings";

/**
 * What to type into a shell, so that stacks synthesized there go to the emulator. Where the shell has a proxy for HTTP,
 * the emulator is taken out of it.
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
