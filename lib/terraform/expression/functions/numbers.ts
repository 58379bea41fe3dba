import {
  type BigFloat,
  add,
  compareNumbers,
  decimalText,
  floor,
  fromDouble,
  integer,
  negate,
  toDouble,
  toInteger,
} from "../big-float";
import { refuse } from "../failures";
import { type Value, integerValue, nullValue, numberValue } from "../values";
import { count, items, number, text } from "./arguments";
import { type FunctionRow, type FunctionTable, row } from "./function-row";

function ofNumber(change: (given: BigFloat) => BigFloat): FunctionRow {
  return row(1, 1, ([given]) => numberValue(change(number(given))));
}

export const numberFunctions: FunctionTable = {
  abs: ofNumber((given) => (given.mantissa < 0n ? negate(given) : given)),
  ceil: ofNumber((given) => integer(-floor(negate(given)))),
  floor: ofNumber((given) => integer(floor(given))),
  signum: ofNumber((given) => integer(given.mantissa === 0n ? 0 : given.mantissa < 0n ? -1 : 1)),
  log: row(2, 2, ([given, base]) => double(Math.log(toDouble(number(given))) / Math.log(toDouble(number(base))))),
  pow: row(2, 2, ([given, power]) => double(toDouble(number(given)) ** toDouble(number(power)))),
  max: row(1, Infinity, (values) => extreme(values, 1)),
  min: row(1, Infinity, (values) => extreme(values, -1)),
  sum: row(1, 1, ([list]) => {
    const [first, ...more] = items(list).map(number);
    return numberValue(more.reduce(add, first ?? refuse("sum of an empty list")));
  }),
  parseint: row(2, 2, ([given, base]) => integerValue(parsedInteger(text(given), count(base)))),
};

function double(value: number): Value {
  return numberValue(fromDouble(value) ?? refuse("the result is not a finite number"));
}

function extreme(values: readonly Value[], sign: 1 | -1): Value {
  const [first = nullValue, ...more] = values;
  const best = more.reduce(
    (found, value) => (compareNumbers(number(value), found) * sign > 0 ? number(value) : found),
    number(first),
  );
  return numberValue(best);
}

const digits = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";

function parsedInteger(given: string, base: number): bigint {
  if (base < 2 || base > 62) refuse("a base is from 2 to 62");
  const [, sign = "", body = ""] = /^([+-]?)(.+)$/s.exec(given) ?? [];
  let value = 0n;
  for (const character of body) {
    const at = digits.indexOf(
      base <= 36 && /[A-Z]/.test(character) ? digits.charAt(digits.indexOf(character) - 26) : character,
    );
    if (at === -1 || at >= base) refuse("a text is not an integer in this base");
    value = value * BigInt(base) + BigInt(at);
  }
  if (body === "") refuse("an empty text is not an integer");
  return sign === "-" ? -value : value;
}

/** The integer as text in another base, for `format`. */
export function inBase(given: BigFloat, base: number): string {
  const whole = toInteger(given) ?? refuse("an integer is required");
  return base === 10 ? decimalText(given) : whole.toString(base);
}
