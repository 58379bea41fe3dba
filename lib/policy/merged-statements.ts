import { canonicalConditions } from "./conditions";
import { knownFolded } from "./patterns/partly-known";
import type { PolicyStatement } from "./statement";
import { sortedUnique } from "./text-list";

/**
 * The statements in their order, without repetitions. If an earlier, different statement has the same `Sid`, the later
 * statement loses its own, because the `Sid` would be ambiguous.
 */
export function mergedStatements(statements: readonly PolicyStatement[]): readonly PolicyStatement[] {
  const firstOfEach = new Map<string, PolicyStatement>();
  for (const statement of statements) {
    const key = meaningOf(statement);
    const first = firstOfEach.get(key) ?? statement;
    firstOfEach.set(key, first.sayingToExist(statement.saidToExist));
  }
  const sids = new Set<string>();
  return [...firstOfEach.values()].map((statement) => {
    const { sid } = statement;
    if (sid === undefined) return statement;
    if (sids.has(sid)) return statement.withoutSid();
    sids.add(sid);
    return statement;
  });
}

/** The same text for statements that differ in order, repetition, letter case of actions and `Sid` only. */
function meaningOf(statement: PolicyStatement): string {
  const { effect, actionElement, actions, resourceElement, resources, conditions = {} } = statement;
  const same = (text: string): string => text;
  return JSON.stringify([
    effect,
    ...[actionElement, sortedUnique(actions.map(knownFolded), same)],
    ...[resourceElement, sortedUnique(resources, same)],
    canonicalConditions(conditions, same),
  ]);
}
