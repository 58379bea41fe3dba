import type { Budget } from "../cover";
import { utf8Length } from "../utf8";
import { exactCover } from "./exact-cover";

/** Pairs of rows and columns that statements must name. A statement names all pairs of some rows and some columns. */
export interface Grid {
  readonly rows: readonly string[];
  readonly columns: readonly string[];
  /** Bytes of a statement without its two lists. */
  readonly frame: number;
  /** For each row, the columns that must be named with it, ascending. */
  readonly required: readonly (readonly number[])[];
  /** For each row, the columns that may be named with it, ascending. Includes the required ones. */
  readonly allowed: readonly (readonly number[])[];
}

/** All pairs of these rows and columns. */
export interface Rectangle {
  readonly rows: readonly number[];
  readonly columns: readonly number[];
}

/** Rows, or columns, that are always chosen together. */
export interface Line {
  readonly members: readonly number[];
  /** Bytes of all members, with a comma each. */
  readonly bytes: number;
  /** Lines of the other direction that must or may be named with it, ascending. */
  readonly required: readonly number[];
  readonly allowed: readonly number[];
}

/** A grid in which rows with the same requirements are one line, and so are columns. */
export interface LineGrid {
  readonly frame: number;
  readonly rows: readonly Line[];
  readonly columns: readonly Line[];
}

/**
 * Rectangles that name all required pairs and only allowed pairs, in few bytes. For few pairs, the result is optimal.
 * Otherwise it is the best of several heuristics: one rectangle per row or column, extracting rows and columns that many
 * others share, and exchanging parts while that saves bytes.
 */
export function coverGrid(grid: Grid, budget: Budget): readonly Rectangle[] {
  return parts(lineGrid(grid)).flatMap((part) =>
    coverPart(part, budget).map(({ rows, columns }) => ({
      rows: rows.flatMap((row) => part.rows[row]?.members ?? []),
      columns: columns.flatMap((column) => part.columns[column]?.members ?? []),
    })),
  );
}

/** Bytes of a list in a statement. */
export function listBytes(lines: readonly Line[], chosen: readonly number[]): number {
  let [bytes, count] = [0, 0];
  for (const index of chosen) {
    bytes += lines[index]?.bytes ?? 0;
    count += lines[index]?.members.length ?? 0;
  }
  return count === 1 ? bytes - 1 : bytes + 1;
}

export function bytesOfRectangles({ frame, rows, columns }: LineGrid, rectangles: readonly Rectangle[]): number {
  return rectangles.reduce((sum, one) => sum + frame + listBytes(rows, one.rows) + listBytes(columns, one.columns), 0);
}

function coverPart(part: LineGrid, budget: Budget): readonly Rectangle[] {
  const exact = exactCover(part, budget);
  if (exact !== undefined) return exact;
  const byRows = part.rows.flatMap(({ required }, row) =>
    required.length === 0 ? [] : [{ rows: [row], columns: required }],
  );
  const byColumns = turned(
    part.columns.flatMap(({ required }, row) => (required.length === 0 ? [] : [{ rows: [row], columns: required }])),
  );
  const starts = [byRows, byColumns, sharedTakenOut(part), turned(sharedTakenOut(turnedGrid(part)))];
  const bytesOf = (rectangles: readonly Rectangle[]): number => bytesOfRectangles(part, rectangles);
  const better = starts.map((start) => exchanged(part, start, budget));
  return better.reduce((least, one) => (bytesOf(one) < bytesOf(least) ? one : least));
}

function turnedGrid({ frame, rows, columns }: LineGrid): LineGrid {
  return { frame, rows: columns, columns: rows };
}

function turned(rectangles: readonly Rectangle[]): readonly Rectangle[] {
  return rectangles.map(({ rows, columns }) => ({ rows: columns, columns: rows }));
}

/** How often the rest is searched for rows to extract. */
const rounds = 3;

/** A rectangle for each row that enough columns share to save bytes, and one for each column of the rest. */
function sharedTakenOut({ frame, rows, columns }: LineGrid): readonly Rectangle[] {
  const taken = new Set<number>();
  const columnsLeft = (): readonly Rectangle[] => {
    const byRows = new Map<string, { readonly rows: readonly number[]; readonly columns: number[] }>();
    for (const [column, { required }] of columns.entries()) {
      const left = required.filter((row) => !taken.has(row));
      const key = left.join();
      const known = byRows.get(key);
      if (known !== undefined) known.columns.push(column);
      else if (left.length > 0) byRows.set(key, { rows: left, columns: [column] });
    }
    return [...byRows.values()];
  };
  let left = columnsLeft();
  for (let round = 0; round < rounds; round++) {
    const uses = new Map<number, number>();
    for (const one of left) for (const row of one.rows) uses.set(row, (uses.get(row) ?? 0) + 1);
    const before = taken.size;
    for (const [row, { bytes, required }] of rows.entries()) {
      const saved = (uses.get(row) ?? 0) * bytes;
      if (saved > frame + listBytes(rows, [row]) + listBytes(columns, required)) taken.add(row);
    }
    if (taken.size === before) break;
    left = columnsLeft();
  }
  return [...[...taken].map((row) => ({ rows: [row], columns: rows[row]?.required ?? [] })), ...left];
}

/** Maximum number of rectangles that are compared pairwise. */
const maxExchanged = 40;

/** Exchanges parts between two rectangles while that saves bytes. */
function exchanged(grid: LineGrid, start: readonly Rectangle[], budget: Budget): readonly Rectangle[] {
  if (start.length > maxExchanged) return start;
  let current = start;
  for (;;) {
    const next = firstExchange(grid, current, budget);
    if (next === undefined) return current;
    current = next;
  }
}

function firstExchange(
  grid: LineGrid,
  rectangles: readonly Rectangle[],
  budget: Budget,
): readonly Rectangle[] | undefined {
  const bytesOf = (some: readonly Rectangle[]): number => bytesOfRectangles(grid, some);
  for (const [index, one] of rectangles.entries()) {
    for (const [otherIndex, other] of rectangles.entries()) {
      if (otherIndex <= index) continue;
      if (!budget.take(1 + ((one.rows.length + one.columns.length + other.rows.length + other.columns.length) >> 3))) {
        return undefined;
      }
      const before = bytesOf([one, other]);
      for (const after of [commonRows(one, other), turned(commonRows(...turnedPair(one, other)))]) {
        if (after.length === 0 || bytesOf(after) >= before) continue;
        return [...rectangles.filter((_, at) => at !== index && at !== otherIndex), ...after];
      }
    }
  }
  return undefined;
}

function turnedPair(one: Rectangle, other: Rectangle): [Rectangle, Rectangle] {
  const [first, second] = turned([one, other]);
  return [first ?? one, second ?? other];
}

/** The rows that both have with the columns of both, and the rest of each; empty if they share no rows. */
function commonRows(one: Rectangle, other: Rectangle): readonly Rectangle[] {
  const of = new Set(other.rows);
  const common = one.rows.filter((row) => of.has(row));
  if (common.length === 0) return [];
  const shared = new Set(common);
  const columns = [...new Set([...one.columns, ...other.columns])].sort((a, b) => a - b);
  const left = [one, other].map((each) => ({ ...each, rows: each.rows.filter((row) => !shared.has(row)) }));
  return [{ rows: common, columns }, ...left.filter(({ rows }) => rows.length > 0)];
}

/** Joins rows with the same required and allowed columns, then columns likewise. */
function lineGrid({ rows, columns, frame, required, allowed }: Grid): LineGrid {
  const rowLines = joined(rows, required, allowed);
  const columnLines = joined(
    columns,
    crossed(rowLines.map((line) => line.required), columns.length), // prettier-ignore
    crossed(rowLines.map((line) => line.allowed), columns.length), // prettier-ignore
  );
  const crossing = columnLines.map((line) => line.required);
  const crossingAllowed = columnLines.map((line) => line.allowed);
  const [needed, possible] = [crossed(crossing, rowLines.length), crossed(crossingAllowed, rowLines.length)];
  return {
    frame,
    columns: columnLines,
    rows: rowLines.map((line, row) => ({ ...line, required: needed[row] ?? [], allowed: possible[row] ?? [] })),
  };
}

function joined(
  labels: readonly string[],
  required: readonly (readonly number[])[],
  allowed: readonly (readonly number[])[],
): readonly Line[] {
  const lines = new Map<string, Line & { readonly members: number[]; bytes: number }>();
  for (const [index, label] of labels.entries()) {
    const [must, may] = [required[index] ?? [], allowed[index] ?? []];
    const key = `${must.join()} ${may.length === must.length ? "" : may.join()}`;
    const bytes = utf8Length(JSON.stringify(label)) + 1;
    const known = lines.get(key);
    if (known === undefined) lines.set(key, { members: [index], bytes, required: must, allowed: may });
    else {
      known.members.push(index);
      known.bytes += bytes;
    }
  }
  return [...lines.values()];
}

/** For each number, the indices of the lists that contain it. */
function crossed(lists: readonly (readonly number[])[], count: number): readonly (readonly number[])[] {
  const places = Array.from({ length: count }, (): number[] => []);
  for (const [place, numbers] of lists.entries()) for (const number of numbers) places[number]?.push(place);
  return places;
}

/** Splits the grid into parts without common rows and columns. */
function parts(grid: LineGrid): readonly LineGrid[] {
  const { frame, rows, columns } = grid;
  const partOfRow = new Map<number, number>();
  const found: { readonly rows: number[]; readonly columns: number[] }[] = [];
  const columnSeen = new Set<number>();
  for (const start of rows.keys()) {
    if (partOfRow.has(start) || (rows[start]?.required.length ?? 0) === 0) continue;
    const part = { rows: [] as number[], columns: [] as number[] };
    const open = [start];
    partOfRow.set(start, found.length);
    for (let row = open.pop(); row !== undefined; row = open.pop()) {
      part.rows.push(row);
      for (const column of rows[row]?.allowed ?? []) {
        if (columnSeen.has(column)) continue;
        columnSeen.add(column);
        part.columns.push(column);
        for (const next of columns[column]?.allowed ?? []) {
          if (partOfRow.has(next)) continue;
          partOfRow.set(next, found.length);
          open.push(next);
        }
      }
    }
    found.push({ rows: part.rows.sort((a, b) => a - b), columns: part.columns.sort((a, b) => a - b) });
  }
  if (found.length === 1 && found[0]?.rows.length === rows.length) return [grid];
  return found.map((part) => {
    const [rowAt, columnAt] = [placesOf(part.rows), placesOf(part.columns)];
    const pick = (
      lines: readonly Line[],
      chosen: readonly number[],
      at: ReadonlyMap<number, number>,
    ): readonly Line[] =>
      chosen.flatMap((index) => {
        const line = lines[index];
        const here = (numbers: readonly number[]): readonly number[] => numbers.map((number) => at.get(number) ?? 0);
        return line === undefined ? [] : [{ ...line, required: here(line.required), allowed: here(line.allowed) }];
      });
    return { frame, rows: pick(rows, part.rows, columnAt), columns: pick(columns, part.columns, rowAt) };
  });
}

function placesOf(numbers: readonly number[]): ReadonlyMap<number, number> {
  return new Map(numbers.map((number, place) => [number, place]));
}
