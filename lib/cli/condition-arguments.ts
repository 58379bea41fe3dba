import type { Conditions } from "../policy";
import { conditionOperators, isConditionOperator } from "../policy/condition-operators";
import { nearest } from "../policy/nearest";
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
    checkSpelling(flag, operator);
    const keys = operators.get(operator) ?? new Map<string, string[]>();
    keys.set(key, [...(keys.get(key) ?? []), value]);
    operators.set(operator, keys);
  }
  return Object.fromEntries([...operators].map(([operator, keys]) => [operator, Object.fromEntries(keys)]));
}

/** Refuses an operator that looks misspelt. Others pass, because RAM may have operators that its page lacks. */
function checkSpelling(flag: string, operator: string): void {
  const [, quantifier = "", name = operator] = /^(For(?:Any|All)Values?:)?(\w+)$/.exec(operator) ?? [];
  const known = Object.keys(conditionOperators);
  const meant = isConditionOperator(name) ? undefined : nearest(name, known);
  if (meant === undefined) return;
  throw wrongValue(`--${flag}`, operator, known.join(", "), `did you mean ${quantifier}${meant}?`);
}
