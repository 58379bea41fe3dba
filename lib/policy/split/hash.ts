/**
 * A hash of 32 bits, equal on every machine and in every release, because names of policies depend on it. Not
 * cryptographic. Accepts any UTF-16 code units, including lone surrogates.
 *
 * FNV-1a with the finalizer of MurmurHash3, so that each bit depends on every unit.
 */
export function hash32(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
