import { type ConditionOperator, PolicyDocument, evaluate } from "cdktf-alicloud-agentrun/policy";
import * as fc from "fast-check";
import {
  compareDecimals,
  decimalText,
  instantText,
  midpoint,
  readDecimal,
  readInstant,
} from "../../../lib/policy/evaluate";

function holds(operator: ConditionOperator, wanted: string, actual: string): string {
  const statement = { Effect: "Allow", Action: "oss:*", Resource: "*", Condition: { [operator]: { k: wanted } } };
  const policies = [PolicyDocument.fromJson({ Version: "1", Statement: [statement] })];
  return evaluate({ policies, request: { action: "oss:GetObject", resource: "*" }, context: { k: actual } }).decision;
}

it.each<[ConditionOperator, string, string, string]>([
  ["NumericEquals", "9999999999999999", "10000000000000000", "ImplicitDeny"],
  ["NumericLessThan", "10000000000000000", "9999999999999999", "Allow"],
  ["NumericEquals", "0.1", "0.10", "Allow"],
  ["NumericEquals", "+5", "5.0", "Allow"],
  ["NumericEquals", "-0", "0", "Allow"],
  ["NumericGreaterThan", "-1.5", "-1.49999999999999999999", "Allow"],
  ["NumericGreaterThan", "123456789012345678901234567890.1", "123456789012345678901234567890.2", "Allow"],
  ["NumericEquals", "1e3", "1000", "Depends"],
  ["NumericEquals", "0x10", "16", "Depends"],
  ["DateEquals", "2026-01-01T08:00:00+08:00", "2026-01-01T00:00:00Z", "Allow"],
  ["DateEquals", "2026-01-01T08:00:00+0800", "2026-01-01T00:00:00Z", "Allow"],
  ["DateEquals", "2026-01-01T08:00:00+08", "2026-01-01T00:00:00Z", "Allow"],
  ["DateLessThan", "2026-01-01T00:00:00.123456790Z", "2026-01-01T00:00:00.123456789Z", "Allow"],
  ["DateEquals", "2026-01-01T00:00:00.000000001Z", "2026-01-01T00:00:00Z", "ImplicitDeny"],
  ["DateLessThan", "1969-12-31T23:59:59.5Z", "1969-12-31T23:59:59.25Z", "Allow"],
  ["DateEquals", "2026-02-30T00:00:00Z", "2026-03-02T00:00:00Z", "Depends"],
  ["IpAddress", "10.0.0.0/8", "10.1.2.3", "Allow"],
  ["IpAddress", "10.0.0.0/08", "10.1.2.3", "Depends"],
  ["IpAddress", "10.0.0.0/8", "::ffff:10.1.2.3", "Depends"],
  ["IpAddress", "::ffff:10.0.0.0/104", "10.1.2.3", "Depends"],
  ["IpAddress", "::ffff:10.0.0.0/104", "::ffff:10.1.2.3", "Allow"],
  ["IpAddress", "::ffff:10.0.0.0/104", "::ffff:a01:203", "Allow"],
  ["IpAddress", "2001:db8::/32", "2001:db8::10.0.0.1", "Allow"],
  ["IpAddress", "2001:db8::/32", "10.0.0.1", "ImplicitDeny"],
  ["IpAddress", "::ffff:10.0.0.256", "::1", "Depends"],
])("%s %s, and the request has %s: %s", (operator, wanted, actual, decision) => {
  expect(holds(operator, wanted, actual)).toBe(decision);
});

const decimal = fc
  .tuple(fc.boolean(), fc.bigInt({ min: 0n, max: 10n ** 40n }), fc.integer({ min: 0, max: 30 }))
  .map(([isNegative, digits, scale]) => ({ digits: isNegative ? -digits : digits, scale }));

it("decimals are read as they are printed, and ordered as rational numbers", () => {
  fc.assert(
    fc.property(decimal, decimal, (a, b) => {
      for (const one of [a, b]) expect(compareDecimals(readDecimal(decimalText(one))!, one)).toBe(0);
      const scaled = a.digits * 10n ** BigInt(b.scale) - b.digits * 10n ** BigInt(a.scale);
      const order = compareDecimals(a, b);
      expect(order).toBe(scaled < 0n ? -1 : scaled > 0n ? 1 : 0);
      expect(compareDecimals(a, midpoint(a, b))).toBe(order);
      expect(compareDecimals(midpoint(a, b), b)).toBe(order);
    }),
  );
});

it("instants are read as they are printed", () => {
  const second = fc.bigInt({ min: -60n * 10n ** 9n, max: 250n * 10n ** 9n });
  fc.assert(
    fc.property(second, fc.integer({ min: 0, max: 999_999_999 }), (seconds, nanoseconds) => {
      const instant = { digits: seconds * 10n ** 9n + BigInt(nanoseconds), scale: 9 };
      expect(readInstant(instantText(instant))).toEqual(instant);
    }),
  );
});
