/** Computes a value on first use and caches it, so that unused data costs nothing when the package loads. */
export function lazy<T extends object>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}
