/** Makes a value when it is first asked for, and keeps it: data that nobody asks for costs nothing when the package loads. */
export function lazy<T extends object>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}
