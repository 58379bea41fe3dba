/** An address as a number, and its length in bits. */
interface Address {
  readonly bits: 32 | 128;
  readonly value: bigint;
}

/** Whether an address is equal to another one, or in a CIDR block; `undefined` if either is malformed. */
export function isInRange(range: string, address: string): boolean | undefined {
  const [base = "", prefix, ...more] = range.split("/");
  const [from, at] = [parseAddress(base), parseAddress(address)];
  if (from === undefined || at === undefined || more.length > 0) return undefined;
  // A number with a leading zero is ambiguous, because it may be octal.
  const length = prefix === undefined ? from.bits : Number(/^(0|[1-9]\d{0,2})$/.test(prefix) ? prefix : NaN);
  if (!(length >= 0 && length <= from.bits)) return undefined;
  // It is not known whether RAM treats an IPv4 address in IPv6 notation as the same address.
  if (from.bits !== at.bits) return isMapped(from) || isMapped(at) ? undefined : false;
  const shift = BigInt(from.bits - length);
  return from.value >> shift === at.value >> shift;
}

/** Whether an IPv6 address represents an IPv4 address: `::ffff:0:0/96`. */
function isMapped({ bits, value }: Address): boolean {
  return bits === 128 && value >> 32n === 0xffffn;
}

/** The first and the last address of a block as numbers. Equal for a single address; `undefined` if it is malformed. */
export function rangeEnds(
  range: string,
): { readonly bits: 32 | 128; readonly first: bigint; readonly last: bigint } | undefined {
  if (!isRange(range)) return undefined;
  const [base = "", prefix] = range.split("/");
  const at = parseAddress(base);
  if (at === undefined) return undefined;
  const free = BigInt(at.bits - (prefix === undefined ? at.bits : Number(prefix)));
  const first = (at.value >> free) << free;
  return { bits: at.bits, first, last: first + (1n << free) - 1n };
}

/** An address as text; IPv6 with all eight groups. */
export function addressText(bits: 32 | 128, value: bigint): string {
  const size = bits === 32 ? 8n : 16n;
  const parts = Array.from({ length: bits === 32 ? 4 : 8 }, (_, index, count = bits === 32 ? 3 : 7) =>
    ((value >> (BigInt(count - index) * size)) & ((1n << size) - 1n)).toString(bits === 32 ? 10 : 16),
  );
  return parts.join(bits === 32 ? "." : ":");
}

/** Whether a text is an IPv4 or IPv6 address or a CIDR block. */
export function isRange(text: string): boolean {
  return isInRange(text, text.split("/")[0] ?? "") !== undefined;
}

function parseAddress(text: string): Address | undefined {
  return text.includes(":") ? parseIpv6(text) : parseIpv4(text);
}

function parseIpv4(text: string): Address | undefined {
  const parts = text.split(".");
  const valid = parts.length === 4 && parts.every((part) => /^(0|[1-9]\d{0,2})$/.test(part) && Number(part) <= 255);
  if (!valid) return undefined;
  return { bits: 32, value: parts.reduce((value, part) => value * 256n + BigInt(part), 0n) };
}

function parseIpv6(written: string): Address | undefined {
  // The last 32 bits may be in IPv4 notation: ::ffff:10.0.0.1.
  const [, head6 = "", dotted] = /^(.*:)(\d+\.\d+\.\d+\.\d+)$/.exec(written) ?? [];
  const last = dotted === undefined ? undefined : parseIpv4(dotted);
  if (dotted !== undefined && last === undefined) return undefined;
  const text =
    last === undefined ? written : `${head6}${(last.value >> 16n).toString(16)}:${(last.value & 0xffffn).toString(16)}`;
  const halves = text.split("::");
  if (halves.length > 2) return undefined;
  const groups = halves.map((half) => (half === "" ? [] : half.split(":")));
  const [head = [], tail = []] = groups;
  const missing = 8 - head.length - tail.length;
  if (halves.length === 2 ? missing < 1 : missing !== 0) return undefined;
  const full = [...head, ...Array<string>(halves.length === 2 ? missing : 0).fill("0"), ...tail];
  if (!full.every((group) => /^[0-9a-fA-F]{1,4}$/.test(group))) return undefined;
  return { bits: 128, value: full.reduce((value, group) => value * 65536n + BigInt(`0x${group}`), 0n) };
}
