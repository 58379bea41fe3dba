/** Tells how far a command is. */
export interface Progress {
  /** Says what is done next, or how far it is. Asks for the words only where it shows them. */
  readonly step: (words: () => string) => void;
  /** The same, of work that is known to take long, e.g. another program. */
  readonly longStep: (words: () => string) => void;
  /** Takes away what is shown, before anything else is printed. */
  readonly clear: () => void;
}

/** A line of a terminal that is written over. */
export interface StatusLine {
  readonly write: (text: string) => void;
  readonly columns: () => number;
  /** Milliseconds of a clock that only goes forward. */
  readonly now: () => number;
}

/** How long a command works before it tells, and how long a line stands, in milliseconds. */
const delay = 2000;
const interval = 200;

export const noProgress: Progress = { step: () => undefined, longStep: () => undefined, clear: () => undefined };

/** Progress on a terminal, of work that takes more than two seconds. */
export function progressOn({ write, columns, now }: StatusLine): Progress {
  const start = now();
  let [shownAt, isShown] = [Number.NEGATIVE_INFINITY, false];
  const show = (words: () => string): void => {
    write(`\r\u001b[K${fitting(words(), columns())}`);
    [shownAt, isShown] = [now(), true];
  };
  return {
    step: (words) => {
      const time = now();
      if (time - start >= delay && time - shownAt >= interval) show(words);
    },
    longStep: show,
    clear: () => {
      if (isShown) write("\r\u001b[K");
      isShown = false;
    },
  };
}

/** On one line, without its last column, where some terminals begin the next line. */
function fitting(text: string, columns: number): string {
  const line = text.replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, " ");
  return line.length < columns ? line : `${line.slice(0, Math.max(0, columns - 4))}...`;
}
