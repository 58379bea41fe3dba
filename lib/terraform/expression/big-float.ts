/**
 * A binary floating-point number as Terraform computes with: `mantissa` × 2^`exponent`, rounded half to even to
 * `precision` bits. The mantissa is odd or 0, so that equal numbers have equal parts.
 */
export interface BigFloat {
  readonly mantissa: bigint;
  readonly exponent: number;
  readonly precision: number;
}

/** Precision of numbers in source text, in bits. */
const sourcePrecision = 512;
/** Precision of numbers that Terraform makes from integers, such as lengths, in bits. */
const integerPrecision = 64;

/** Computing with a number of more digits fails with {@link NumberLimit}. */
const mostDigits = 2000;

/** Thrown for a number that is too large to compute with. */
export class NumberLimit extends Error {
  public override readonly name = "NumberLimit";
}

export function integer(value: number | bigint): BigFloat {
  return rounded(BigInt(value), 1n, 0, integerPrecision);
}

/** The number of a decimal text; `undefined` if the text is none. */
export function parseNumber(text: string): BigFloat | undefined {
  const [, sign = "", whole = "", fraction = "", power = "0"] =
    /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d+))?$/.exec(text) ?? [];
  if (whole + fraction === "") return undefined;
  const scale = Number(power) - fraction.length;
  if (Math.abs(scale) > mostDigits || whole.length > mostDigits) throw new NumberLimit(`${text.slice(0, 20)}…`);
  const digits = BigInt(sign + whole + fraction);
  const factor = 10n ** BigInt(Math.abs(scale));
  return scale >= 0 ? rounded(digits * factor, 1n, 0, sourcePrecision) : rounded(digits, factor, 0, sourcePrecision);
}

/** The number of a double, e.g. of a logarithm. `undefined` if it is not finite. */
export function fromDouble(value: number): BigFloat | undefined {
  if (!Number.isFinite(value)) return undefined;
  let [exponent, scaled] = [0, value];
  while (!Number.isInteger(scaled)) [scaled, exponent] = [scaled * 2, exponent - 1];
  return rounded(BigInt(scaled), 1n, exponent, 53);
}

export function toDouble(number: BigFloat): number {
  return Number(decimalText(number));
}

export function add(left: BigFloat, right: BigFloat): BigFloat {
  const exponent = Math.min(left.exponent, right.exponent);
  const sum = shifted(left, exponent) + shifted(right, exponent);
  return rounded(sum, 1n, exponent, Math.max(left.precision, right.precision));
}

export function negate(number: BigFloat): BigFloat {
  return { ...number, mantissa: -number.mantissa };
}

export function subtract(left: BigFloat, right: BigFloat): BigFloat {
  return add(left, negate(right));
}

export function multiply(left: BigFloat, right: BigFloat): BigFloat {
  const precision = Math.max(left.precision, right.precision);
  return rounded(left.mantissa * right.mantissa, 1n, left.exponent + right.exponent, precision);
}

/** `undefined` if the divisor is 0. */
export function divide(left: BigFloat, right: BigFloat): BigFloat | undefined {
  if (right.mantissa === 0n) return undefined;
  const precision = Math.max(left.precision, right.precision);
  return rounded(left.mantissa, right.mantissa, left.exponent - right.exponent, precision);
}

/** The remainder with the sign of the dividend. `undefined` if the divisor is 0. */
export function remainder(left: BigFloat, right: BigFloat): BigFloat | undefined {
  if (right.mantissa === 0n) return undefined;
  const exponent = Math.min(left.exponent, right.exponent);
  const rest = shifted(left, exponent) % shifted(right, exponent);
  return rounded(rest, 1n, exponent, Math.max(left.precision, right.precision));
}

export function compareNumbers(left: BigFloat, right: BigFloat): number {
  const exponent = Math.min(left.exponent, right.exponent);
  const difference = shifted(left, exponent) - shifted(right, exponent);
  return difference === 0n ? 0 : difference < 0n ? -1 : 1;
}

export function sameNumber(left: BigFloat, right: BigFloat): boolean {
  return left.mantissa === right.mantissa && left.exponent === right.exponent;
}

/** The integer; `undefined` for a fraction. */
export function toInteger({ mantissa, exponent }: BigFloat): bigint | undefined {
  return exponent < 0 ? undefined : mantissa << BigInt(exponent);
}

/** The integer toward zero. */
export function truncated({ mantissa, exponent }: BigFloat): bigint {
  if (exponent >= 0) return mantissa << BigInt(exponent);
  return mantissa / (1n << BigInt(-exponent));
}

export function floor(number: BigFloat): bigint {
  const whole = truncated(number);
  return number.exponent < 0 && number.mantissa < 0n ? whole - 1n : whole;
}

/** The shortest decimal text that is read as this number, without an exponent. */
export function decimalText(number: BigFloat): string {
  const whole = toInteger(number);
  return whole !== undefined && bitLength(whole) <= number.precision && absolute(whole) < exactIntegers
    ? whole.toString()
    : shortest(number);
}

/** For integers below this, the shortest text has all digits. */
const exactIntegers = 2n ** 53n;

/** The digits that Go chooses for the shortest text: the bounds are half a unit of the last place away on both sides. */
function shortest(number: BigFloat): string {
  const magnitude = absolute(number.mantissa);
  const shift = number.precision - bitLength(magnitude);
  const mantissa = magnitude << BigInt(shift + 1);
  const exponent = number.exponent - shift - 1;
  const isInclusive = (mantissa & 2n) === 0n;
  const [exact, lower, upper] = [
    decimalOf(mantissa, exponent),
    decimalOf(mantissa - 1n, exponent),
    decimalOf(mantissa + 1n, exponent),
  ];
  const sign = number.mantissa < 0n ? "-" : "";
  for (let at = 0; at < exact.digits.length; at += 1) {
    const digit = Number(exact.digits[at]);
    const [low, high] = [Number(lower.digits[at] ?? "0"), Number(upper.digits[at] ?? "0")];
    const mayGoDown = low !== digit || (isInclusive && at + 1 === lower.digits.length);
    const mayGoUp = digit !== high && (isInclusive || digit + 1 < high || at + 1 < upper.digits.length);
    if (!mayGoDown && !mayGoUp) continue;
    const kept = BigInt(exact.digits.slice(0, at + 1));
    const isUp = mayGoDown && mayGoUp ? roundsUp(exact.digits, at + 1) : mayGoUp;
    return sign + placed(isUp ? kept + 1n : kept, exact.point - at - 1);
  }
  return sign + placed(BigInt(exact.digits), exact.point - exact.digits.length);
}

/** The digits of a number without trailing zeros, and the place of the decimal point after the first of them. */
function decimalOf(mantissa: bigint, exponent: number): { readonly digits: string; readonly point: number } {
  const scaled = exponent >= 0 ? mantissa << BigInt(exponent) : mantissa * 5n ** BigInt(-exponent);
  const text = scaled.toString();
  return { digits: text.replace(/0+$/, ""), point: text.length + Math.min(exponent, 0) };
}

function roundsUp(digits: string, at: number): boolean {
  const rest = digits.slice(at);
  if (rest === "5") return Number(digits[at - 1]) % 2 === 1;
  return rest >= "5";
}

function placed(digits: bigint, scale: number): string {
  const text = digits.toString();
  if (scale >= 0) return text + "0".repeat(scale);
  const padded = text.padStart(1 - scale, "0");
  const fraction = padded.slice(scale).replace(/0+$/, "");
  return padded.slice(0, scale) + (fraction === "" ? "" : `.${fraction}`);
}

/** The text with a fixed number of decimals, rounded half to even. */
export function fixedText(number: BigFloat, decimals: number): string {
  const [numerator, denominator] = fractionOf({ ...number, mantissa: absolute(number.mantissa) });
  const digits = divideHalfToEven(numerator * 10n ** BigInt(decimals), denominator)
    .toString()
    .padStart(decimals + 1, "0");
  const sign = number.mantissa < 0n ? "-" : "";
  return sign + (decimals === 0 ? digits : `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`);
}

function fractionOf({ mantissa, exponent }: BigFloat): [bigint, bigint] {
  return exponent >= 0 ? [mantissa << BigInt(exponent), 1n] : [mantissa, 1n << BigInt(-exponent)];
}

function shifted({ mantissa, exponent }: BigFloat, to: number): bigint {
  if (exponent - to > mostDigits * 8) throw new NumberLimit("the numbers are too far apart");
  return mantissa << BigInt(exponent - to);
}

/** Rounds `numerator` / `denominator` × 2^`exponent`. */
function rounded(numerator: bigint, denominator: bigint, exponent: number, precision: number): BigFloat {
  if (numerator === 0n) return { mantissa: 0n, exponent: 0, precision };
  const isNegative = numerator < 0n !== denominator < 0n;
  let [above, below] = [absolute(numerator), absolute(denominator)];
  // Shift so that the quotient has `precision` or `precision` + 1 bits, then round exactly once.
  let shift = bitLength(above) - bitLength(below) - precision;
  if (shift > 0) below <<= BigInt(shift);
  else above <<= BigInt(-shift);
  if (above / below >= 1n << BigInt(precision)) {
    below <<= 1n;
    shift += 1;
  }
  let mantissa = divideHalfToEven(above, below);
  let power = exponent + shift;
  if (Math.abs(power) > mostDigits * 8) throw new NumberLimit("the number is too large or too small");
  for (let step = 512; step > 0; step >>= 1) {
    const mask = (1n << BigInt(step)) - 1n;
    while ((mantissa & mask) === 0n) {
      mantissa >>= BigInt(step);
      power += step;
    }
  }
  return { mantissa: isNegative ? -mantissa : mantissa, exponent: power, precision };
}

function divideHalfToEven(above: bigint, below: bigint): bigint {
  const quotient = above / below;
  const twice = (above % below) * 2n;
  const isUp = twice > below || (twice === below && (quotient & 1n) === 1n);
  return isUp ? quotient + 1n : quotient;
}

function bitLength(value: bigint): number {
  const text = absolute(value).toString(16);
  return value === 0n ? 0 : text.length * 4 - Math.clz32(Number.parseInt(text.charAt(0), 16)) + 28;
}

function absolute(value: bigint): bigint {
  return value < 0n ? -value : value;
}
