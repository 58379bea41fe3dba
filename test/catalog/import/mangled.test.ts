import fc from "fast-check";
import { type Code, codes, fixtureLines, fixturePage, importAs } from "./support";

const options = { seed: 20261124, numRuns: 150 };
const code = fc.constantFrom(...codes);

/** Lines of every row of the table of actions. */
const rowLength: Readonly<Record<Code, number>> = { agentrun: 3, sfm: 4, eas: 4 };

/** Positions in a list of lines, as fractions of its length. */
const place = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

function at(lines: readonly string[], fraction: number): number {
  return Math.floor(fraction * lines.length);
}

/** Whatever was not refused says of each action what the whole page says of it. */
function expectNoMisreading(of: Code, lines: readonly string[], mayDiffer = 0): void {
  const { page } = importAs(of, lines.join("\n"));
  if (page === undefined) return;
  const whole = fixturePage(of);
  const differing = Object.entries(page.actions).filter(
    ([name, action]) => JSON.stringify(action) !== JSON.stringify(whole.actions[name]),
  );
  expect(differing.length).toBeLessThanOrEqual(mayDiffer);
}

it("a page without some of its lines is refused, or says nothing wrong", () => {
  fc.assert(
    fc.property(code, place, fc.integer({ min: 1, max: 12 }), (of, from, count) => {
      const lines = fixtureLines(of);
      const lost = lines.splice(at(lines, from), count).filter((line) => line.trim() !== "");
      // What is lost from the middle of one row to the middle of the next leaves a row that looks whole.
      expectNoMisreading(of, lines, lost.length % rowLength[of] === 0 ? 1 : 0);
    }),
    options,
  );
});

it("a page with a line twice, or with two lines exchanged, is refused or says nothing wrong", () => {
  fc.assert(
    fc.property(code, place, place, fc.boolean(), (of, first, second, twice) => {
      const lines = fixtureLines(of);
      const [a, b] = [at(lines, first), at(lines, second)];
      if (twice) lines.splice(b, 0, lines[a]!);
      else [lines[a], lines[b]] = [lines[b]!, lines[a]!];
      expectNoMisreading(of, lines, 2); // two well-formed lines of two rows exchanged are two other rows
    }),
    options,
  );
});

it("a page that ends early is refused", () => {
  fc.assert(
    fc.property(code, place, (of, end) => {
      const lines = fixtureLines(of);
      const condition = lines.map((line) => /^(Condition|条件\(Condition\))$/.test(line.trim())).lastIndexOf(true);
      expect(importAs(of, lines.slice(0, at(lines.slice(0, condition), end)).join("\n")).page).toBeUndefined();
    }),
    options,
  );
});

it("one wrong character never breaks the importer, nor changes more than the row that it is in", () => {
  fc.assert(
    fc.property(code, place, place, fc.string({ unit: "grapheme", maxLength: 3 }), (of, line, column, text) => {
      const lines = fixtureLines(of);
      const index = at(lines, line);
      const before = lines[index]!;
      const position = Math.floor(column * before.length);
      lines[index] = `${before.slice(0, position)}${text}${before.slice(position + 1)}`;
      expectNoMisreading(of, lines, 1);
    }),
    options,
  );
});
