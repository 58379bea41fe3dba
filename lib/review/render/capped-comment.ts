import { countWords } from "./style";

/** A part of a comment that can be shortened row by row. */
export interface Section {
  /** What its rows are called when they are counted as not shown. */
  readonly noun: readonly [one: string, several: string];
  /** Lines before the rows, e.g. the head of a table. */
  readonly before: string;
  /** One line each, the most important first. */
  readonly rows: readonly string[];
  /** How many a row counts for. @default - one */
  readonly counts?: readonly number[];
  /** Lines after the rows. */
  readonly after: string;
  /** Sections with a higher rank lose rows first. Ranks are unique. */
  readonly rank: number;
}

/** A comment: head and foot are always shown, sections can be shortened. */
export interface Comment {
  readonly head: string;
  readonly sections: readonly Section[];
  readonly foot: string;
}

/** Default limit of a comment, in characters. GitHub accepts 65,536. */
export const defaultCommentLength = 60_000;

/** Upper bound for head, foot and the line that counts hidden rows. */
export const leastCommentLength = 4_000;

/**
 * A comment of at most `limit` UTF-16 code units. If not all rows fit, sections keep their first rows, more important
 * sections before others, and a last line counts the hidden rows.
 *
 * @throws RangeError if the limit is less than {@link leastCommentLength}
 */
export function cappedComment({ head, sections, foot }: Comment, limit: number): string {
  if (!(limit >= leastCommentLength)) {
    throw new RangeError(`a comment needs at least ${leastCommentLength} characters, not ${limit}`);
  }
  const filled = sections.filter(({ rows }) => rows.length > 0);
  const whole = join([head, ...filled.map((section) => textOf(section, section.rows.length)), foot]);
  if (whole.length <= limit) return whole;
  // The line that counts hidden rows is longest if nothing is shown.
  let room = limit - join([head, foot, notice(filled, new Map(), limit)]).length;
  const shown = new Map<Section, number>();
  for (const section of [...filled].sort((a, b) => a.rank - b.rank)) {
    let taken = 0;
    let length = joint.length + textOf(section, 0).length;
    for (const row of section.rows) {
      if (length + 1 + row.length > room) break;
      length += 1 + row.length;
      taken += 1;
    }
    if (taken > 0) room -= length;
    shown.set(section, taken);
  }
  return join([
    head,
    ...filled.map((section) => textOf(section, shown.get(section) ?? 0, true)),
    notice(filled, shown, limit),
    foot,
  ]);
}

const joint = "\n\n";

function join(parts: readonly string[]): string {
  return parts.filter((part) => part !== "").join(joint);
}

function textOf({ before, rows, after }: Section, shown: number, dropEmpty = false): string {
  if (shown === 0 && dropEmpty) return "";
  return [before, ...rows.slice(0, shown), after].filter((part) => part !== "").join("\n");
}

function notice(sections: readonly Section[], shown: ReadonlyMap<Section, number>, limit: number): string {
  const missing = sections.flatMap((section) => {
    const { noun, rows, counts = rows.map(() => 1) } = section;
    const sum = (some: readonly number[]): number => some.reduce((total, one) => total + one, 0);
    const count = sum(counts.slice(shown.get(section) ?? 0));
    return count === 0 ? [] : [`${count} of ${countWords(sum(counts), ...noun)}`];
  });
  return `**Not shown**, because this comment is limited to ${limit} characters: ${missing.join(", ")}.`;
}
