import fc from "fast-check";
import {
  type PatternStep,
  type TextClass,
  literalSteps,
  stepsOf,
  textClasses,
} from "../../../lib/policy/compare/text-classes";
import { propertyRuns } from "../random-policies";

/** A second implementation, slow and simple. */
function covers(steps: readonly PatternStep[], text: string): boolean {
  const [step, ...rest] = steps;
  if (step === undefined) return text === "";
  const takes =
    text !== "" && (step.kind === "character" ? step.character === text[0] : !step.except.includes(text[0]!));
  if (step.kind !== "many") return takes && covers(rest, text.slice(1));
  return covers(rest, text) || (takes && covers(steps, text.slice(1)));
}

const alphabet = ["a", "b", "/", "x"];

/** All texts of up to so many characters, shortest first. */
function textsOf(length: number): readonly string[] {
  const longest = length === 0 ? [""] : textsOf(length - 1);
  const added = longest
    .filter((text) => text.length === length - 1)
    .flatMap((text) => alphabet.map((one) => text + one));
  return length === 0 ? longest : [...longest, ...added];
}

const texts = textsOf(5);

/** Classes of the texts that are short enough, by what covers them, each with the length of a shortest. */
function expectedClasses(
  universe: readonly PatternStep[],
  patterns: readonly (readonly PatternStep[])[],
  groups: readonly number[],
): ReadonlyMap<string, number> {
  const lengths = new Map<string, number>();
  for (const text of texts.filter((one) => covers(universe, one))) {
    const covering = [...new Set(groups.filter((_, index) => covers(patterns[index]!, text)))].sort((a, b) => a - b);
    if (!lengths.has(covering.join())) lengths.set(covering.join(), text.length);
  }
  return lengths;
}

const summaryOf = (classes: readonly TextClass[]) => classes.map(({ covering, example }) => [covering, example]);

it.each<readonly [string, string, readonly string[], readonly (readonly [readonly number[], string])[]]>([
  ["a text that stands for itself", "ab", ["ab", "a*", "b*"], [[[0, 1], "ab"]]],
  ["no pattern at all", "a", [], [[[], "a"]]],
  ["one pattern inside the other", "*", ["a*", "ab"], [[[], ""], [[0], "a"], [[0, 1], "ab"]]], // prettier-ignore
  ["patterns that overlap", "*", ["a*", "*b"], [[[], ""], [[0], "a"], [[1], "b"], [[0, 1], "ab"]]], // prettier-ignore
  [
    "patterns that cannot both cover",
    "?",
    ["a", "b"],
    [
      [[], "x"],
      [[0], "a"],
      [[1], "b"],
    ],
  ],
  ["equal patterns", "a*", ["ab", "ab"], [[[], "a"], [[0, 1], "ab"]]], // prettier-ignore
  ["a universe that nothing covers", "b", ["a"], [[[], "b"]]],
  ["another spare character where a pattern names the first", "?", ["x"], [[[], "0"], [[0], "x"]]], // prettier-ignore
])("sorts texts by what covers them: %s", (_, universe, patterns, expected) => {
  const { classes, complete } = textClasses(
    stepsOf(universe),
    patterns.map((one) => stepsOf(one)),
  );
  expect(summaryOf(classes)).toEqual(expected);
  expect(complete).toBe(true);
});

it("stars and question marks leave out what is excepted", () => {
  const { classes } = textClasses(stepsOf("a*", "/"), [stepsOf("a?"), stepsOf("a?", "b"), literalSteps("ab")]);
  expect(summaryOf(classes)).toEqual([
    [[], "a"],
    [[0, 1], "ax"],
    [[0, 2], "ab"],
  ]);
});

it("names the groups of patterns, each once", () => {
  const patterns = ["a", "b", "a*"].map((one) => stepsOf(one));
  expect(summaryOf(textClasses(stepsOf("?"), patterns, [0, 0, 1]).classes)).toEqual([
    [[], "x"],
    [[0, 1], "a"],
    [[0], "b"],
  ]);
});

it("says so where the search ends early", () => {
  const patterns = Array.from({ length: 24 }, (_, index) =>
    stepsOf(`*${"?".repeat(index)}a${"?".repeat(24 - index)}b*`),
  );
  const { classes, complete } = textClasses(stepsOf("*"), patterns);
  expect(complete).toBe(false);
  for (const { covering, example } of classes) {
    const found = patterns.flatMap((steps, index) => (covers(steps, example) ? [index] : []));
    expect(found).toEqual(covering);
  }
});

it("finds every class, with a shortest text of it", () => {
  const pattern = fc
    .tuple(
      fc.array(fc.constantFrom("a", "b", "/", "?", "*"), { maxLength: 4 }).map((parts) => parts.join("")),
      fc.constantFrom("", "/", "a", "/b"),
    )
    .map(([text, except]) => stepsOf(text, except));
  const patterns = fc.array(fc.tuple(pattern, fc.nat(2)), { maxLength: 4 });
  let found = 0;
  fc.assert(
    fc.property(pattern, patterns, (universe, given) => {
      const [steps, groups] = [given.map(([one]) => one), given.map(([, group]) => group)];
      const { classes, complete } = textClasses(universe, steps, groups);
      expect(complete).toBe(true);
      const expected = expectedClasses(universe, steps, groups);
      const lengths = new Map(classes.map(({ covering, example }) => [covering.join(), example.length]));
      for (const [covering, length] of expected) expect([covering, lengths.get(covering)]).toEqual([covering, length]);
      for (const { covering, example } of classes) {
        const groupsOf = [...new Set(groups.filter((_, index) => covers(steps[index]!, example)))];
        expect([covers(universe, example), groupsOf.sort((a, b) => a - b)]).toEqual([true, covering]);
      }
      found += classes.length;
    }),
    propertyRuns(1500),
  );
  expect(found).toBeGreaterThan(1500);
});
