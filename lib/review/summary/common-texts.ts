/** A character that occurs in no pattern, so that only `?` and `*` match it. */
export const fresh = "\ue000";

/** A variable of a template. It stands for a name, so it matches at least one character, and no slash. */
const name = "{#}";

/** Texts that match two patterns. */
export interface CommonTexts {
  readonly texts: readonly string[];
  /** Whether there is a text for each way in which the wildcards can overlap. If not, nothing follows from what is missing. */
  readonly complete: boolean;
}

/**
 * Texts that match both a template, such as `workspaces/{#workspaceName}`, and a pattern: one for each way in which their
 * wildcards can overlap, up to `limit`. `run` is used where both leave the text open.
 */
export function commonTexts(template: string, pattern: string, run: string, limit: number): CommonTexts {
  const a = template.split(/(\{#\w+\})/).flatMap((part) => (part.startsWith("{#") ? [name] : Array.from(part)));
  const b = Array.from(pattern);
  // What matches a pattern with itself is what it covers, and there is only one way to do it.
  if (template === pattern && !a.includes(name)) return { texts: [filled(b, run)], complete: true };
  const canEnd = endings(a, b);
  const found = new Set<string>();
  const open: Place[] = canEnd(0, 0) ? [{ i: 0, j: 0, text: "", begun: 0 }] : [];
  let left = mostSteps;
  for (let place = open.pop(); place !== undefined; place = open.pop()) {
    if (found.size >= limit || left === 0) return { texts: [...found], complete: false };
    left--;
    if (place.i === a.length && place.j === b.length) found.add(place.text);
    // The last one is tried first.
    for (const next of steps(a, b, place, run)) {
      const isNameEmpty = a[place.i] === name && next.i > place.i && next.text.length === place.begun;
      if (canEnd(next.i, next.j) && !isNameEmpty) open.push(next);
    }
  }
  return { texts: [...found], complete: true };
}

function filled(pattern: readonly string[], run: string): string {
  return pattern.map((item) => (item === "*" ? run : item === "?" ? fresh : item)).join("");
}

/** Many steps may lead to the same text, so for patterns with hundreds of wildcards, not all of them are tried. */
const mostSteps = 100_000;

/** A position in the template and in the pattern, and the text so far. */
interface Place {
  readonly i: number;
  readonly j: number;
  readonly text: string;
  /** Length of the text where the item of the template began. */
  readonly begun: number;
}

/** The next positions, the best one last. Prefers to end a wildcard at a slash, as variables of templates do. */
function steps(a: readonly string[], b: readonly string[], place: Place, run: string): readonly Place[] {
  const { i, j, text, begun } = place;
  const [x, y] = [a[i], b[j]];
  const go = (di: number, dj: number, written: string): Place => {
    const next = text + written;
    return { i: i + di, j: j + dj, text: next, begun: di === 0 ? begun : next.length };
  };
  if (isLong(x) && isLong(y)) {
    const written = x === name && run === "" ? ["", fresh] : [run];
    return written.flatMap((one) => [go(1, 0, one), go(0, 1, one), go(1, 1, one)]);
  }
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

/** From which positions {@link steps} can reach the ends of both. */
function endings(a: readonly string[], b: readonly string[]): (i: number, j: number) => boolean {
  const width = b.length + 1;
  const known = new Uint8Array((a.length + 1) * width);
  known[a.length * width + b.length] = 1;
  for (let i = a.length; i >= 0; i--) {
    const x = a[i];
    for (let j = b.length; j >= 0; j--) {
      const y = b[j];
      const place = i * width + j;
      // Below the last row is nothing, and beyond the last column a wildcard has nothing left to match.
      const [skipA, skipB] = [known[place + width] === 1, y !== undefined && known[place + 1] === 1];
      const both = y !== undefined && known[place + width + 1] === 1;
      const can = isLong(x)
        ? skipA || (skipB && !(x === name && y === "/")) || (isLong(y) && both)
        : isLong(y)
          ? skipB || (x !== undefined && skipA)
          : both && x !== undefined && (x === y || x === "?" || y === "?");
      if (can) known[place] = 1;
    }
  }
  return (i, j) => known[i * width + j] === 1;
}
