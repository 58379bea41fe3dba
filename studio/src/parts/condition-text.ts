import type { Conditions } from "../../../lib/policy";
import { el } from "../dom";
import type { Messages } from "../language";

/** Conditions on one line: `acs:SourceIp IpAddress 10.0.0.0/8 and …`. */
export function conditionText(conditions: Conditions, { and, or }: Messages): HTMLElement {
  const tests = Object.entries(conditions).flatMap(([operator, keys]) =>
    Object.entries(keys).map(([key, values]) => `${key} ${operator} ${[values].flat().join(or)}`),
  );
  return el("code", {}, tests.join(and));
}
