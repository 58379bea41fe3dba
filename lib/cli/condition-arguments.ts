import type { Conditions } from "../policy";
import { UsageError } from "./command";

/**
 * Conditions as the command line gives them: `Operator:key=value`, e.g. `IpAddress:acs:SourceIp=10.0.0.0/8`. Several of
 * one operator and key are alternatives, as in a policy. Whether RAM has the operator is checked with the request.
 */
export function conditionsOf(flag: string, texts: readonly string[]): Conditions {
  const operators = new Map<string, Map<string, string[]>>();
  for (const text of texts) {
    const match = /^(?<operator>(?:For(?:Any|All)Values?:)?\w+):(?<key>[^=]+)=(?<value>.+)$/s.exec(text)?.groups;
    if (match === undefined) {
      throw new UsageError(`--${flag} takes Operator:key=value, e.g. Bool:acs:MFAPresent=true; found ${text}`);
    }
    const { operator = "", key = "", value = "" } = match;
    const keys = operators.get(operator) ?? new Map<string, string[]>();
    keys.set(key, [...(keys.get(key) ?? []), value]);
    operators.set(operator, keys);
  }
  // checkConditions, which every request goes through, sees to the operators.
  return Object.fromEntries([...operators].map(([operator, keys]) => [operator, Object.fromEntries(keys)]));
}
