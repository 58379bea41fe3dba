import { foldCase } from "../../letter-case";
import { Budget } from "../../cover";
import { contradiction } from "../contradiction";
import type { LocatedTest } from "../policy-view";
import type { BuiltInRule } from "../rule";

export const contradictoryTests: BuiltInRule = {
  id: "RAM732",
  title: "Tests that cannot hold together",
  severity: "warning",
  pack: "recommended",
  allowed: "tests of a key that some value passes",
  explanation:
    "All tests of a statement must hold. No value of the key passes all of these, so the statement never applies: an Allow allows nothing, a Deny denies nothing.",
  source: "RAM docs, Policy elements (2021-07-16): several operators are combined with AND",
  needs: { condition: true },
  check: ({ statements }) => {
    const budget = new Budget(200_000);
    return statements.flatMap(({ tests }) =>
      [...byKey(tests).values()].flatMap((ofKey) => {
        const [first] = ofKey;
        const why = first === undefined || ofKey.length < 2 ? undefined : contradiction(ofKey, budget);
        if (first === undefined || why === undefined) return [];
        const names = ofKey.map(({ operator }) => operator).join(" and ");
        return [{ path: first.path, found: `${names} of ${first.key}: ${why}`, fix: "correct one of the tests" }];
      }),
    );
  },
};

function byKey(tests: readonly LocatedTest[]): ReadonlyMap<string, readonly LocatedTest[]> {
  const found = new Map<string, LocatedTest[]>();
  for (const test of tests) {
    const key = foldCase(test.key);
    const known = found.get(key);
    if (known === undefined) found.set(key, [test]);
    else known.push(test);
  }
  return found;
}
