import { isPattern, matchesPattern, patternsOverlap } from "cdktf-alicloud-agentrun/policy";
import fc from "fast-check";

const options = { seed: 20261124, numRuns: 1000 };
/** Few letters, so that patterns and texts often have something in common. */
const text = fc.string({ unit: fc.constantFrom("a", "b", "/", "😀"), maxLength: 8 });
const pattern = fc.string({ unit: fc.constantFrom("a", "b", "/", "😀", "*", "?"), maxLength: 8 });

it.each([
  ["*", "", true],
  ["*", "agentrun:GetTool", true],
  ["agentrun:Get*", "agentrun:GetTool", true],
  ["agentrun:Get*", "agentrun:ListTools", false],
  ["agentrun:?etTool", "agentrun:GetTool", true],
  ["agentrun:GetTool?", "agentrun:GetTool", false],
  ["workspaces/*", "workspaces/w/runtimes/r", true],
  ["*a*b*c", "xaxbxc", true],
  ["*a*b*c", "xaxcxb", false],
  ["", "", true],
  ["", "a", false],
  ["a.c", "abc", false],
  ["team-?", "team-😀", true],
  ["team-??", "team-😀", false],
  ["😀*", "😁", false],
])("%j covers %j: %s", (covering, covered, expected) => {
  expect(matchesPattern(covering, covered)).toBe(expected);
});

it("covers what a regular expression of the same meaning covers", () => {
  fc.assert(
    fc.property(pattern, text, (one, other) => {
      const expression = new RegExp(`^${one.replace(/[*?]/g, (c) => (c === "*" ? ".*" : "."))}$`, "su");
      expect(matchesPattern(one, other)).toBe(expression.test(other));
    }),
    options,
  );
});

it.each([
  ["a*", "*b", true],
  ["a*", "b*", false],
  ["a?", "?b", true],
  ["a?c", "abd", false],
  ["acs:agentrun:*:*:workspaces/*/tools/*", "acs:agentrun:cn-hangzhou:1:workspaces/w/runtimes/r", false],
  ["acs:agentrun:*:*:workspaces/*/tools/*", "acs:agentrun:cn-hangzhou:1:workspaces/w/*", true],
])("%j and %j have a text in common: %s", (a, b, expected) => {
  expect(patternsOverlap(a, b)).toBe(expected);
  expect(patternsOverlap(b, a)).toBe(expected);
});

/** A text, and a pattern made of it: some characters become ?, some stretches become *. */
const textWithPatterns = fc
  .tuple(text, fc.infiniteStream(fc.nat(5)))
  .map(([common, choices]) => {
    const patternOf = (): string =>
      Array.from(common, (character) => ["?", "*", "*?", ""][Number(choices.next().value)] ?? character).join("");
    return { common, patterns: [patternOf(), patternOf()] as const };
  })
  .filter(({ common, patterns }) => patterns.every((one) => matchesPattern(one, common)));

it("two patterns overlap where they are made of one text", () => {
  fc.assert(
    fc.property(textWithPatterns, ({ patterns: [a, b] }) => {
      expect([patternsOverlap(a, b), patternsOverlap(b, a)]).toEqual([true, true]);
    }),
    options,
  );
});

it("two patterns overlap exactly where one text is covered by both", () => {
  fc.assert(
    fc.property(pattern, pattern, text, (a, b, common) => {
      if (matchesPattern(a, common) && matchesPattern(b, common)) expect(patternsOverlap(a, b)).toBe(true);
      expect(patternsOverlap(a, b)).toBe(patternsOverlap(b, a));
      // A pattern without wildcards is a text.
      if (!isPattern(a)) expect(patternsOverlap(a, b)).toBe(matchesPattern(b, a));
    }),
    options,
  );
});

it("takes no long time for patterns that are hard for regular expressions", () => {
  expect(matchesPattern("a*".repeat(200), "a".repeat(2000) + "b")).toBe(true);
  expect(matchesPattern(`${"*a".repeat(200)}b`, "a".repeat(2000))).toBe(false);
});
