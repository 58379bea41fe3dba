import { operatorFacts } from "../../condition-operators";
import { rangeEnds } from "../../evaluate/ip-range";
import { quote } from "../../problem";
import { type BuiltInRule, eachTest } from "../rule";
import { coversAll } from "../address-ranges";

export const everyAddress: BuiltInRule = {
  id: "RAM730",
  title: "Test that every address passes",
  severity: "warning",
  pack: "recommended",
  allowed: "the intended addresses and ranges, or no test",
  explanation:
    "The ranges together contain every address, so the test restricts nothing although it looks as if it did. With NotIpAddress, it never holds for a request with an address.",
  source: "https://www.alibabacloud.com/help/en/ram/conditional-operator (read 2025-12-09)",
  needs: { condition: true },
  check: eachTest(({ operator, path, values }) => {
    const facts = operatorFacts(operator);
    if (facts?.type !== "IP address") return [];
    const ranges = values.flatMap((value) => rangeEnds(value) ?? []);
    const whole = ([32, 128] as const).filter((bits) => coversAll(ranges, bits));
    if (whole.length === 0) return [];
    const versions = whole.map((bits) => (bits === 32 ? "IPv4" : "IPv6")).join(" and ");
    const effect = facts.negated ? "which no address passes" : "which every address passes";
    return [
      {
        path,
        found: `${operator} with ${values.slice(0, 3).map(quote).join(", ")}${values.length > 3 ? ", ..." : ""}: a test ${effect} (${versions})`,
        fix: "write the intended ranges, or remove the test",
      },
    ];
  }),
};
