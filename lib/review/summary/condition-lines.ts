import type { Conditions } from "../../policy";

/** Conditions as lines, all of which must hold: `acs:SourceIp IpAddress 10.0.0.1 or 10.0.0.2`. */
export function conditionLines(conditions: Conditions | undefined): readonly string[] {
  return Object.entries(conditions ?? {}).flatMap(([operator, keys]) =>
    Object.entries(keys).map(([key, values]) => `${key} ${operator} ${[values].flat().map(spelled).join(" or ")}`),
  );
}

function spelled(value: string): string {
  return value === "" ? '""' : value;
}
