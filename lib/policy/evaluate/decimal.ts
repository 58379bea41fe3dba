/** An exact decimal number: `digits` divided by ten to the power of `scale`. */
export interface Decimal {
  readonly digits: bigint;
  readonly scale: number;
}

/**
 * Reads a number: digits of any length, with an optional sign and fraction. `undefined` for anything else, because no
 * page says that RAM accepts exponents.
 */
export function readDecimal(text: string): Decimal | undefined {
  const [, sign = "", whole = "", fraction = ""] = /^([+-]?)(\d+)(?:\.(\d+))?$/.exec(text) ?? [];
  if (whole === "") return undefined;
  const digits = BigInt(whole + fraction);
  return { digits: sign === "-" ? -digits : digits, scale: fraction.length };
}

/** Negative if the first is smaller, zero if they are equal, else positive. */
export function compareDecimals(a: Decimal, b: Decimal): number {
  const [left, right] = aligned(a, b);
  return left < right ? -1 : left > right ? 1 : 0;
}

/** The mean of two numbers. */
export function midpoint(a: Decimal, b: Decimal): Decimal {
  const [left, right, scale] = aligned(a, b);
  return { digits: (left + right) * 5n, scale: scale + 1 };
}

export function plus({ digits, scale }: Decimal, whole: bigint): Decimal {
  return { digits: digits + whole * 10n ** BigInt(scale), scale };
}

/** The number without redundant zeros, in the form that `readDecimal` reads. */
export function decimalText({ digits, scale }: Decimal): string {
  const unsigned = (digits < 0n ? -digits : digits).toString().padStart(scale + 1, "0");
  const fraction = unsigned.slice(unsigned.length - scale).replace(/0+$/, "");
  const whole = unsigned.slice(0, unsigned.length - scale);
  return `${digits < 0n ? "-" : ""}${whole}${scale === 0 || fraction === "" ? "" : `.${fraction}`}`;
}

function aligned(a: Decimal, b: Decimal): readonly [left: bigint, right: bigint, scale: number] {
  const scale = Math.max(a.scale, b.scale);
  const at = ({ digits, scale: own }: Decimal): bigint => digits * 10n ** BigInt(scale - own);
  return [at(a), at(b), scale];
}
