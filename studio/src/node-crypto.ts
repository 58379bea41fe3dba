/**
 * The part of `node:crypto` that the engine uses, for browsers: SHA-256 digests (FIPS 180-4). The digests of browsers are
 * asynchronous, and not available on pages from disk.
 */
export function createHash(algorithm: "sha256"): Sha256 {
  return new Sha256(algorithm);
}

class Sha256 {
  private text = "";

  public constructor(public readonly algorithm: "sha256") {}

  public update(text: string): this {
    this.text += text;
    return this;
  }

  public digest(_encoding: "hex"): string {
    const words = sha256(new TextEncoder().encode(this.text));
    return words.map((word) => word.toString(16).padStart(8, "0")).join("");
  }
}

const primes = firstPrimes(64);
const initial = primes.slice(0, 8).map((prime) => fractionOf(Math.sqrt(prime)));
const constants = primes.map((prime) => fractionOf(Math.cbrt(prime)));

function firstPrimes(count: number): readonly number[] {
  const found: number[] = [];
  for (let number = 2; found.length < count; number += 1) {
    if (found.every((prime) => number % prime !== 0)) found.push(number);
  }
  return found;
}

/** The first 32 bits of the fraction of a number. */
function fractionOf(number: number): number {
  return ((number % 1) * 2 ** 32) | 0;
}

function sha256(bytes: Uint8Array): readonly number[] {
  const blocks = Math.ceil((bytes.length + 9) / 64);
  const padded = new DataView(new ArrayBuffer(blocks * 64));
  for (const [index, byte] of bytes.entries()) padded.setUint8(index, byte);
  padded.setUint8(bytes.length, 0x80);
  padded.setUint32(blocks * 64 - 8, Math.floor(bytes.length / 2 ** 29));
  padded.setUint32(blocks * 64 - 4, bytes.length << 3);
  let hash: readonly number[] = initial;
  for (let block = 0; block < blocks; block += 1) hash = withBlock(hash, padded, block * 64);
  return hash.map((word) => word >>> 0);
}

function withBlock(hash: readonly number[], bytes: DataView, offset: number): readonly number[] {
  const schedule = new Int32Array(64);
  const at = (index: number): number => schedule[index] ?? 0;
  for (let index = 0; index < 64; index += 1) {
    if (index < 16) {
      schedule[index] = bytes.getInt32(offset + index * 4);
      continue;
    }
    const [early, late] = [at(index - 15), at(index - 2)];
    const mixed = rotated(early, 7) ^ rotated(early, 18) ^ (early >>> 3);
    const other = rotated(late, 17) ^ rotated(late, 19) ^ (late >>> 10);
    schedule[index] = at(index - 16) + mixed + at(index - 7) + other;
  }
  let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = hash;
  for (const [index, constant] of constants.entries()) {
    const choice = (e & f) ^ (~e & g);
    const first = (h + (rotated(e, 6) ^ rotated(e, 11) ^ rotated(e, 25)) + choice + constant + at(index)) | 0;
    const majority = (a & b) ^ (a & c) ^ (b & c);
    const second = ((rotated(a, 2) ^ rotated(a, 13) ^ rotated(a, 22)) + majority) | 0;
    [a, b, c, d, e, f, g, h] = [(first + second) | 0, a, b, c, (d + first) | 0, e, f, g];
  }
  return [a, b, c, d, e, f, g, h].map((word, index) => (word + (hash[index] ?? 0)) | 0);
}

function rotated(word: number, bits: number): number {
  return (word >>> bits) | (word << (32 - bits));
}
