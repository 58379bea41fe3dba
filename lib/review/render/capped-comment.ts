import { countWords } from "./style";

/** A part of a comment that may be cut between its rows. */
export interface Section {
  /** What its rows are, for the count of those that are not shown. */
  readonly noun: readonly [one: string, several: string];
  /** Lines before the rows, e.g. the head of a table. */
  readonly before: string;
  /** One line each, the most important first. */
  readonly rows: readonly string[];
  /** Lines after the rows. */
  readonly after: string;
  /** Sections of a higher rank give way first. No two have the same. */
  readonly rank: number;
}

/** A comment: what is always shown, and what is cut where it gets too long. */
export interface Comment {
  readonly head: string;
  readonly sections: readonly Section[];
  readonly foot: string;
}

/** Characters of a comment, unless told otherwise. GitHub takes 65,536. */
export const defaultCommentLength = 60_000;

/** What the head, the foot and the count of what is not shown need at most. */
export const leastCommentLength = 4_000;

/**
 * A comment of at most so many characters (UTF-16 code units). Where not all rows fit, the first ones of each section
 * stay, those of the sections that matter most before the others, and a last line counts exactly what is not shown.
 *
 * @throws RangeError for a limit of less than {@link leastCommentLength}
 */
export function cappedComment({ head, sections, foot }: Comment, limit: number): string {
  if (!(limit >= leastCommentLength)) {
    throw new RangeError(`a comment needs at least ${leastCommentLength} characters, not ${limit}`);
  }
  const filled = sections.filter(({ rows }) => rows.length > 0);
  const whole = join([head, ...filled.map((section) => textOf(section, section.rows.length)), foot]);
  if (whole.length <= limit) return whole;
  // The count is longest where nothing is shown.
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
    const { noun, rows } = section;
    const count = rows.length - (shown.get(section) ?? 0);
    return count === 0 ? [] : [`${count} of ${countWords(rows.length, ...noun)}`];
  });
  return `**Not shown**, as this comment has ${limit} characters at most: ${missing.join(", ")}.`;
}
