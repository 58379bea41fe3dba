/** Reports the progress of a command. */
export interface Progress {
  /** Reports the current step. Calls `words` only if progress is shown. */
  readonly step: (words: () => string) => void;
  /** The same for a step that is known to take long, e.g. another program. */
  readonly longStep: (words: () => string) => void;
  /** Clears the line, before anything else is printed. */
  readonly clear: () => void;
}

/** The terminal line that each step overwrites. */
export interface StatusLine {
  readonly write: (text: string) => void;
  readonly columns: () => number;
  /** Milliseconds of a clock that only goes forward. */
  readonly now: () => number;
}

/** How long a command runs before it shows progress, and how long each line stays at least, in milliseconds. */
const delay = 2000;
const interval = 200;

export const noProgress: Progress = { step: () => undefined, longStep: () => undefined, clear: () => undefined };

/** Shows progress on a terminal for work that takes more than two seconds. */
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

/** Cuts a text before the last column, because some terminals wrap once it is filled. */
function fitting(text: string, columns: number): string {
  const line = text.replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, " ");
  return line.length < columns ? line : `${line.slice(0, Math.max(0, columns - 4))}...`;
}
