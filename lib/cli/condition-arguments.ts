import type { Conditions } from "../policy";
import { wrongValue } from "./command";

/**
 * Parses conditions, e.g. `IpAddress:acs:SourceIp=10.0.0.0/8`. Values of the same operator and key are alternatives, as in
 * a policy.
 */
export function conditionsOf(flag: string, texts: readonly string[]): Conditions {
  const operators = new Map<string, Map<string, string[]>>();
  for (const text of texts) {
    const match = /^(?<operator>(?:For(?:Any|All)Values?:)?\w+):(?<key>[^=]+)=(?<value>.+)$/s.exec(text)?.groups;
    if (match === undefined) {
      throw wrongValue(`--${flag}`, text, "Operator:key=value", "write e.g. Bool:acs:MFAPresent=true");
    }
    const { operator = "", key = "", value = "" } = match;
    const keys = operators.get(operator) ?? new Map<string, string[]>();
    keys.set(key, [...(keys.get(key) ?? []), value]);
    operators.set(operator, keys);
  }
  // checkConditions checks the operators of every request.
  return Object.fromEntries([...operators].map(([operator, keys]) => [operator, Object.fromEntries(keys)]));
}
