import { matchesPattern, patternContains, relateActions, relatePatterns } from "cdktf-alicloud-agentrun/policy";
import fc from "fast-check";

it.each([
  ["a", "a", "equal"],
  ["*", "**", "equal"],
  ["?*", "*?", "equal"],
  ["*?*?", "??*", "equal"],
  ["a*?b", "a?*b", "equal"],
  ["*", "a*b", "contains"],
  ["a*", "a?*", "contains"],
  ["*a*", "*a*a*", "contains"],
  ["*a*", "b?a??*", "contains"],
  ["*ab*", "*a*b*", "contained"],
  ["a?b", "a*b", "contained"],
  ["*a", "*aa", "contains"],
  ["a*a", "a*a*a", "contains"],
  ["a*a", "a", "disjoint"],
  ["a*", "*b", "overlaps"],
  ["a?c", "a*bc", "overlaps"],
  ["??", "?", "disjoint"],
  ["", "*", "contained"],
  ["", "", "equal"],
  ["?", "😀", "contains"],
  ["😀*", "😁*", "disjoint"],
  ["agentrun:Get*", "agentrun:GetTool*", "contains"],
  ["acs:agentrun:*:*:workspaces/*", "acs:agentrun:*:*:workspaces/w/tools/?*", "contains"],
] as const)("%j and %j: %s", (first, second, relation) => {
  expect(relatePatterns(first, second)).toBe(relation);
  const swapped = { contains: "contained", contained: "contains" } as Partial<Record<string, string>>;
  expect(relatePatterns(second, first)).toBe(swapped[relation] ?? relation);
});

it("compares actions without regard to letter case", () => {
  expect(relateActions("ECS:describe*", "ecs:DescribeInstances")).toBe("contains");
});

/** Every text of up to seven of three characters; the third is in no pattern and stands for all others. */
const shortTexts = Array.from({ length: 7 })
  .reduce<readonly (readonly string[])[]>(
    (byLength) => [...byLength, (byLength.at(-1) ?? []).flatMap((text) => ["a", "b", "-"].map((one) => text + one))],
    [[""]],
  )
  .flat();

it("agrees with the covered texts of up to seven characters, written out", () => {
  const pattern = fc.string({ unit: fc.constantFrom("a", "b", "*", "*", "?"), maxLength: 5 });
  const seen = new Set<string>();
  fc.assert(
    fc.property(pattern, pattern, (first, second) => {
      const covered = (one: string): ReadonlySet<string> =>
        new Set(shortTexts.filter((text) => matchesPattern(one, text)));
      const [a, b] = [covered(first), covered(second)];
      const contains = [...b].every((text) => a.has(text));
      const contained = [...a].every((text) => b.has(text));
      const overlaps = [...a].some((text) => b.has(text));
      const relation = relatePatterns(first, second);
      seen.add(relation);
      if (contains && contained) expect(relation).toBe("equal");
      else if (contains) expect(relation).toBe("contains");
      else if (contained) expect(relation).toBe("contained");
      else expect(relation).toBe(overlaps ? "overlaps" : "disjoint");
    }),
    { seed: 20261125, numRuns: 600 * Number(process.env["PROPERTY_RUNS_FACTOR"] ?? 1) },
  );
  expect([...seen].sort()).toEqual(["contained", "contains", "disjoint", "equal", "overlaps"]);
});

it("takes no long time for patterns that are hard for regular expressions", () => {
  expect(patternContains("*a".repeat(1000), `${"*a".repeat(999)}b`)).toBe(false);
  expect(patternContains(`${"*a".repeat(1000)}*`, `${"a*".repeat(2000)}b`)).toBe(true);
  expect(patternContains(`*${"a".repeat(500)}b*`, `*${"a".repeat(20_000)}*`)).toBe(false);
});
