import type { RequestContext } from "../policy";
import { wrongValue } from "./command";

/** Parses `key=value`. A repeated key has several values. */
export function contextOf(pairs: readonly string[]): RequestContext {
  const context: Record<string, string[]> = Object.create(null) as Record<string, string[]>; // a key may be `__proto__`
  for (const pair of pairs) {
    const at = pair.indexOf("=");
    if (at <= 0) throw wrongValue("--context", pair, "<key>=<value>", "write e.g. --context acs:SourceIp=10.0.0.1");
    (context[pair.slice(0, at)] ??= []).push(pair.slice(at + 1));
  }
  return context;
}
