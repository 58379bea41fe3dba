/** A character that occurs in no pattern, so that only `?` and `*` match it. */
export const fresh = "\ue000";

/** A variable of a template. It stands for a name, so it matches no slash. */
const name = "{#}";

/**
 * Texts that match both a template, such as `workspaces/{#workspaceName}`, and a pattern: one for each way in which their
 * wildcards can overlap, up to `limit`. `run` is used where both leave the text open.
 */
export function commonTexts(template: string, pattern: string, run: string, limit: number): readonly string[] {
  if (!/[*?{]/.test(template) && !/[*?]/.test(pattern)) return template === pattern ? [template] : [];
  const a = template.split(/(\{#\w+\})/).flatMap((part) => (part.startsWith("{#") ? [name] : Array.from(part)));
  const b = Array.from(pattern);
  const canEnd = endings(a, b);
  const found = new Set<string>();
  const open: Place[] = [{ i: 0, j: 0, text: "" }];
  let left = mostSteps;
  for (let place = open.pop(); place !== undefined && found.size < limit && left > 0; place = open.pop()) {
    left--;
    if (place.i === a.length && place.j === b.length) found.add(place.text);
    // The last one is tried first.
    for (const next of steps(a, b, place, run)) if (canEnd(next.i, next.j)) open.push(next);
  }
  return [...found];
}

/** Many ways may lead to one text: of patterns with hundreds of wildcards, not all ways are tried. */
const mostSteps = 100_000;

/** A position in the template and in the pattern, and the text so far. */
interface Place {
  readonly i: number;
  readonly j: number;
  readonly text: string;
}

/** The next positions, the best one last. Prefers to end a wildcard at a slash, as variables of templates do. */
function steps(a: readonly string[], b: readonly string[], { i, j, text }: Place, run: string): readonly Place[] {
  const [x, y] = [a[i], b[j]];
  const go = (di: number, dj: number, written: string): Place => ({ i: i + di, j: j + dj, text: text + written });
  if (isLong(x) && isLong(y)) return [go(1, 0, run), go(0, 1, run), go(1, 1, run)];
  if (isLong(x)) {
    const end = go(1, 0, "");
    if (y === undefined || (x === name && y === "/")) return [end];
    return y === "/" ? [go(0, 1, y), end] : [end, go(0, 1, y === "?" ? fresh : y)];
  }
  if (isLong(y)) {
    const end = go(0, 1, "");
    if (x === undefined) return [end];
    return x === "/" ? [go(1, 0, x), end] : [end, go(1, 0, x === "?" ? fresh : x)];
  }
  if (x === undefined || y === undefined || (x !== y && x !== "?" && y !== "?")) return [];
  const written = x === "?" ? y : x;
  return [go(1, 1, written === "?" ? fresh : written)];
}

function isLong(item: string | undefined): boolean {
  return item === "*" || item === name;
}

/** From which positions the ends of both can be reached. */
function endings(a: readonly string[], b: readonly string[]): (i: number, j: number) => boolean {
  const width = b.length + 1;
  const known = new Uint8Array((a.length + 1) * width);
  for (let i = a.length; i >= 0; i--) {
    for (let j = b.length; j >= 0; j--) {
      const isEnd = i === a.length && j === b.length;
      const can = isEnd || steps(a, b, { i, j, text: "" }, "").some((next) => known[next.i * width + next.j] === 1);
      if (can) known[i * width + j] = 1;
    }
  }
  return (i, j) => known[i * width + j] === 1;
}
