/** Addresses from the first to the last, of IPv4 (32 bits) or IPv6 (128 bits). */
export interface AddressRange {
  readonly bits: 32 | 128;
  readonly first: bigint;
  readonly last: bigint;
}

/** Whether the ranges together contain every address of IPv4 or IPv6. */
export function coversAll(ranges: readonly AddressRange[], bits: 32 | 128): boolean {
  return isCovered({ bits, first: 0n, last: (1n << BigInt(bits)) - 1n }, joined(ranges));
}

/** Sorts ranges and joins adjacent ones. */
export function joined(ranges: readonly AddressRange[]): readonly AddressRange[] {
  const sorted = [...ranges].sort((a, b) => a.bits - b.bits || (a.first < b.first ? -1 : a.first > b.first ? 1 : 0));
  const result: AddressRange[] = [];
  for (const range of sorted) {
    const before = result.at(-1);
    if (before?.bits !== range.bits || range.first > before.last + 1n) result.push(range);
    else if (range.last > before.last) result.splice(-1, 1, { ...before, last: range.last });
  }
  return result;
}

/** Whether a range is inside one of the others, which must be {@link joined}. */
export function isCovered({ bits, first, last }: AddressRange, others: readonly AddressRange[]): boolean {
  let [low, high] = [0, others.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const other = others[middle];
    const isBefore = other !== undefined && (other.bits < bits || (other.bits === bits && other.first <= first));
    if (isBefore) low = middle + 1;
    else high = middle;
  }
  const other = others[low - 1];
  return other?.bits === bits && other.last >= last;
}
