import { type Page, blocks } from "./pages";

/** A call of `agentrun-ram` in a shell block, as the shell gives it to the program. */
export interface CommandLine {
  readonly place: string;
  readonly text: string;
  readonly words: readonly string[];
  /** Whether another program or a file is its standard input. */
  readonly hasInput: boolean;
}

/** The calls in the shell blocks of a page. What comes after `--` is another program's. */
export function commandLines(page: Page): readonly CommandLine[] {
  return blocks(page, "sh").flatMap(({ file, line, code }) =>
    code
      .replace(/\\\n\s*/g, " ")
      .split("\n")
      .flatMap((text) => {
        const [, before = "", rest] = /^(.*?)npx agentrun-ram (.*)$/.exec(text) ?? [];
        if (rest === undefined || /^\s*#/.test(before)) return [];
        const { words, input } = wordsOf(rest);
        return [{ place: `${file}:${line}`, text, words, hasInput: before.trimEnd().endsWith("|") || input }];
      }),
  );
}

/** Words without quotes, up to a comment, a redirection of output or the end of the command. */
function wordsOf(text: string): { readonly words: readonly string[]; readonly input: boolean } {
  const tokens = [...text.matchAll(/((?:'[^']*'|"[^"]*"|[^\s'"#<>|&])+)|([#<>|&])/g)];
  const end = tokens.findIndex(([, , sign]) => sign !== undefined);
  const own = end === -1 ? tokens : tokens.slice(0, end);
  const words = own.map(([, word = ""]) => word.replace(/['"]/g, ""));
  return { words, input: tokens[end]?.[2] === "<" };
}
