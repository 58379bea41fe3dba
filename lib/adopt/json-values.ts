/**
 * Parses a text of concatenated JSON values, as several commands write them to one pipe.
 *
 * @returns `undefined` if the text contains anything else or the last value is incomplete
 */
export function jsonValues(text: string): readonly unknown[] | undefined {
  const { values, rest } = readValues(text);
  return rest === "" ? values : undefined;
}

/**
 * The text from the first value that cannot be read, after a blank for each earlier character, so that lines and columns
 * stay the same; empty if everything can be read.
 */
export function afterJsonValues(text: string): string {
  const { rest } = readValues(text);
  return rest === "" ? "" : `${text.slice(0, text.length - rest.length).replace(/[^\n]/g, " ")}${rest}`;
}

/** The values at the beginning of a text, and the trimmed text after them. */
function readValues(text: string): { readonly values: readonly unknown[]; readonly rest: string } {
  const whole = parse(text);
  if (whole !== undefined) return { values: [whole.value], rest: "" };
  const values: unknown[] = [];
  let from = 0;
  for (const end of endsOfObjects(text)) {
    const part = parse(text.slice(from, end));
    if (part === undefined) break;
    values.push(part.value);
    from = end;
  }
  return { values, rest: text.slice(from).trimStart() };
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
