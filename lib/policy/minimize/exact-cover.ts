import type { Budget } from "../cover";
import { type LineGrid, type Rectangle, listBytes } from "./grid";

/** Maximum number of pairs, and of rows and columns, for an exact solution. Time doubles with each pair. */
const most = { pairs: 10, lines: 4 } as const;

interface Candidate {
  readonly rectangle: Rectangle;
  readonly bytes: number;
  /** The required pairs that it covers, as bits. */
  readonly pairs: number;
}

interface Cover {
  readonly bytes: number;
  readonly first: Candidate | undefined;
  readonly rest: Cover | undefined;
}

/** The rectangles with the fewest bytes; `undefined` if there are too many pairs to try. */
export function exactCover(grid: LineGrid, budget: Budget): readonly Rectangle[] | undefined {
  const { rows, columns } = grid;
  const numbers = new Map<string, number>();
  for (const [row, { required }] of rows.entries()) {
    for (const column of required) numbers.set(`${row} ${column}`, numbers.size);
  }
  if (numbers.size > most.pairs || rows.length > most.lines || columns.length > most.lines) return undefined;
  if (!budget.take(1 << Math.max(0, numbers.size - 2))) return undefined;
  const candidates = candidatesOf(grid, numbers);
  const all = 2 ** numbers.size - 1;
  const known = new Map<number, Cover>([[all, { bytes: 0, first: undefined, rest: undefined }]]);
  const cheapest = (covered: number): Cover => {
    const found = known.get(covered);
    if (found !== undefined) return found;
    const next = ~covered & (covered + 1);
    let best: Cover = { bytes: Infinity, first: undefined, rest: undefined };
    for (const first of candidates) {
      if ((first.pairs & next) === 0) continue;
      const rest = cheapest(covered | first.pairs);
      if (first.bytes + rest.bytes < best.bytes) best = { bytes: first.bytes + rest.bytes, first, rest };
    }
    known.set(covered, best);
    return best;
  };
  const chosen: Rectangle[] = [];
  for (let cover: Cover | undefined = cheapest(0); cover?.first !== undefined; cover = cover.rest) {
    chosen.push(cover.first.rectangle);
  }
  return chosen;
}

/** All rectangles of allowed pairs. */
function candidatesOf(grid: LineGrid, numbers: ReadonlyMap<string, number>): readonly Candidate[] {
  const { frame, rows, columns } = grid;
  return subsets([...rows.keys()]).flatMap((some) => {
    const shared = [...columns.keys()].filter((column) => some.every((row) => rows[row]?.allowed.includes(column)));
    return subsets(shared).flatMap((chosen): Candidate[] => {
      let pairs = 0;
      for (const row of some) for (const column of chosen) pairs |= bitOf(numbers.get(`${row} ${column}`));
      if (pairs === 0) return [];
      const bytes = frame + listBytes(rows, some) + listBytes(columns, chosen);
      return [{ rectangle: { rows: some, columns: chosen }, bytes, pairs }];
    });
  });
}

function bitOf(number: number | undefined): number {
  return number === undefined ? 0 : 1 << number;
}

/** All non-empty subsets, in a fixed order. */
function subsets(numbers: readonly number[]): readonly (readonly number[])[] {
  return numbers.reduce<readonly (readonly number[])[]>(
    (found, number) => [...found, [number], ...found.map((some) => [...some, number])],
    [],
  );
}
