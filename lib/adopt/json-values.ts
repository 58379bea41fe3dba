/**
 * Parses a text of concatenated JSON values, as several commands write them to one pipe.
 *
 * @returns `undefined` if the text contains anything else or the last value is incomplete
 */
export function jsonValues(text: string): readonly unknown[] | undefined {
  const whole = parse(text);
  if (whole !== undefined) return [whole.value];
  const values: unknown[] = [];
  let from = 0;
  for (const end of endsOfObjects(text)) {
    const part = parse(text.slice(from, end));
    if (part === undefined) return undefined;
    values.push(part.value);
    from = end;
  }
  return text.slice(from).trim() === "" ? values : undefined;
}

function parse(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) as unknown };
  } catch {
    return undefined;
  }
}

/** The end positions of the outermost objects and lists. */
function endsOfObjects(text: string): readonly number[] {
  const ends: number[] = [];
  let depth = 0;
  for (const { 0: piece, index } of text.matchAll(/"(?:[^"\\]|\\.)*"|[{}[\]]/gs)) {
    if (piece === "{" || piece === "[") depth += 1;
    else if (piece === "}" || piece === "]") {
      depth -= 1;
      if (depth === 0) ends.push(index + 1);
    }
  }
  return ends;
}
