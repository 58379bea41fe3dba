/**
 * Caches the results of a pure function of a text.
 *
 * @param most size of the cache, which is cleared when it is full
 */
export function memoized<T>(compute: (text: string) => T, most = 10_000): (text: string) => T {
  const known = new Map<string, { readonly answer: T }>();
  return (text) => {
    const earlier = known.get(text);
    if (earlier !== undefined) return earlier.answer;
    if (known.size >= most) known.clear();
    const answer = compute(text);
    known.set(text, { answer });
    return answer;
  };
}
