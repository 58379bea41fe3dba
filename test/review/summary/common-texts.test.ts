import fc from "fast-check";
import { commonTexts } from "../../../lib/review/summary/common-texts";
import { runs } from "../../../lib/review/summary/sample-resources";
import { matchesPattern } from "../../../lib/policy";

const letters = ["a", "b", "/"];
const patternOf = (...wildcards: string[]): fc.Arbitrary<string> =>
  fc.array(fc.constantFrom(...letters, ...wildcards), { maxLength: 5 }).map((parts) => parts.join(""));

/** All texts of up to five letters. */
const allTexts = letters.reduce<string[]>(
  (texts) => [...texts, ...texts.flatMap((t) => letters.map((l) => t + l))],
  [""],
);
for (let length = 2; length <= 4; length++) {
  allTexts.push(...allTexts.filter((text) => text.length === length).flatMap((text) => letters.map((l) => text + l)));
}

/** Whether a template covers a text: a variable of it matches at least one character, and no slash. */
function covers(template: string, text: string): boolean {
  const parts = template.split(/(\{#\w+\}|[*?])/).map((part) => {
    if (part === "*") return ".*";
    return part === "?" ? "." : part.startsWith("{#") ? "[^/]+" : part;
  });
  return new RegExp(`^${parts.join("")}$`).test(text);
}

function samplesOf(template: string, pattern: string) {
  const found = runs.map((run) => commonTexts(template, pattern, run, 1_000));
  return { texts: found.flatMap(({ texts }) => texts), complete: found.every(({ complete }) => complete) };
}

it("finds texts that stand for all that a template and a pattern have in common", () => {
  fc.assert(
    fc.property(patternOf("*", "?", "{#name}"), patternOf("*", "?"), patternOf("*", "?"), (template, pattern, deny) => {
      const { texts, complete } = samplesOf(template, pattern);
      expect(complete).toBe(true);
      for (const text of texts)
        expect([pattern, covers(template, text), matchesPattern(pattern, text)]).toEqual([pattern, true, true]);
      // What denies all of them denies everything.
      if (!texts.every((text) => matchesPattern(deny, text))) return;
      const allowed = allTexts.filter((text) => covers(template, text) && matchesPattern(pattern, text));
      expect(allowed.filter((text) => !matchesPattern(deny, text))).toEqual([]);
    }),
    { numRuns: 1_000 },
  );
});

it("says that more texts may exist, where there are more ways than it tries", () => {
  const pattern = `${"*a".repeat(200)}b`;
  expect(commonTexts(pattern, pattern, "x", 32)).toEqual({ texts: [`${"xa".repeat(200)}b`], complete: true });
  const { texts, complete } = commonTexts(`${pattern}*`, `b*${pattern}`, "x", 32);
  expect(complete).toBe(false);
  expect(texts.length).toBeGreaterThan(0);
  expect(texts.length).toBeLessThanOrEqual(32);
  for (const text of texts)
    expect([matchesPattern(`${pattern}*`, text), matchesPattern(`b*${pattern}`, text)]).toEqual([true, true]);
});
