import fc from "fast-check";
import { type MarkdownStyle, languages, markdownPage } from "./markdown";
import { type Code, codes, fixturePage, importAs, pageOf } from "./support";

const inOrder = [0, 1, 2, 3, 4, 5];

const styles = fc.record<MarkdownStyle>({
  language: fc.constantFrom(...(Object.keys(languages) as (keyof typeof languages)[])),
  order: fc.shuffledSubarray(inOrder, { minLength: inOrder.length }),
  separator: fc.constantFrom("<br>", " <br/> ", "<br />", " ", "  "),
});

it.each(codes)("the printed rows of %s import alike as Markdown, with columns in any order", (code) => {
  fc.assert(
    fc.property(styles, (style) => {
      expect(pageOf(importAs(code, markdownPage(code, style)))).toEqual(fixturePage(code));
    }),
    { seed: 20261124, numRuns: 50 },
  );
});

/** Every action that the lines still name is there, and all have the facts of the whole page. */
function expectNothingLost(of: Code, lines: readonly string[]): void {
  const { page } = importAs(of, lines.join("\n"));
  if (page === undefined) return;
  const named = lines.flatMap((line) => new RegExp(`\\b${of}:(\\w+)`).exec(line)?.[1] ?? []);
  expect(Object.keys(page.actions)).toEqual([...new Set(named)].sort());
  const { actions } = fixturePage(of);
  expect(page.actions).toEqual(Object.fromEntries(Object.keys(page.actions).map((name) => [name, actions[name]])));
}

function wholeLines(of: Code): string[] {
  return markdownPage(of, { language: "english", order: inOrder, separator: "<br>" }).split("\n");
}

it("Markdown without some lines, with a line again or with two exchanged is refused, or all of its rows are read", () => {
  const numbers = fc.integer({ min: 0, max: 1_000_000 });
  const kinds = fc.constantFrom("delete", "repeat", "exchange");
  fc.assert(
    fc.property(fc.constantFrom(...codes), kinds, numbers, numbers, (of, kind, first, second) => {
      const lines = wholeLines(of);
      const [a, b] = [first % lines.length, second % lines.length];
      if (kind === "delete") lines.splice(a, 1 + (second % 12));
      else if (kind === "repeat") lines.splice(b, 0, lines[a]!);
      else [lines[a], lines[b]] = [lines[b]!, lines[a]!];
      expectNothingLost(of, lines);
    }),
    { seed: 20261124, numRuns: 300 },
  );
});

it("a row of Markdown that lost one of its characters is refused, or no other row is changed by it", () => {
  const numbers = fc.integer({ min: 0, max: 1_000_000 });
  fc.assert(
    fc.property(fc.constantFrom(...codes), numbers, numbers, fc.string({ maxLength: 2 }), (of, row, column, text) => {
      const lines = wholeLines(of);
      const line = lines[row % lines.length]!;
      const at = column % (line.length + 1);
      lines[row % lines.length] = `${line.slice(0, at)}${text}${line.slice(at + 1)}`;
      const { page } = importAs(of, lines.join("\n"));
      if (page === undefined) return;
      const before = fixturePage(of).actions;
      const after = Object.entries(page.actions);
      const same = after.filter(([name, action]) => JSON.stringify(action) === JSON.stringify(before[name]));
      expect(after).toHaveLength(Object.keys(before).length);
      expect(same.length).toBeGreaterThanOrEqual(after.length - 1);
    }),
    { seed: 20261124, numRuns: 300 },
  );
});
