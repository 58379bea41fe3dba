/**
 * The same function of a text, which remembers its latest answers. For functions whose answer depends on nothing else.
 *
 * @param most how many answers it remembers before it forgets them all
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
