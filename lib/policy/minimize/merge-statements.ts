import { type Budget } from "../cover";
import type { ConditionTest } from "../evaluate";
import { knownFolded } from "../patterns/partly-known";
import { type DraftStatement, isUnion, prunedTest, size, sorted, sortedActions } from "./draft-statement";

/**
 * Merges statements that differ in one element only: in their actions, their resources, or the values of one test that
 * any of them passes. Exceptions (`NotAction`, `NotResource`, negated operators) cannot be merged, because the result
 * would except more.
 */
export function mergeStatements(drafts: readonly DraftStatement[], budget: Budget): readonly DraftStatement[] {
  const byActions = joined(
    drafts,
    (draft) => (draft.actionElement === "Action" ? keyWithout(draft, "actions") : undefined),
    (group) => [{ ...group[0], actions: sortedActions(group.flatMap(({ actions }) => actions)) }],
  );
  const byResources = joined(
    byActions,
    (draft) => (draft.resourceElement === "Resource" ? keyWithout(draft, "resources") : undefined),
    (group) => [{ ...group[0], resources: sorted(group.flatMap(({ resources }) => resources)) }],
  );
  return joined(byResources, keyWithoutValues, (group) => mergeTests(group, budget));
}

/** Merges statements that test the same keys and differ in one test only. */
function mergeTests(drafts: Group, budget: Budget): readonly DraftStatement[] {
  let merged: readonly DraftStatement[] = drafts;
  for (const position of drafts[0].tests.keys()) {
    if (merged.length === 1 || !budget.take(1 + Math.floor(size(merged) / 4))) break;
    merged = joined(
      merged,
      (draft) => keyWithoutTest(draft, position),
      (group) => [withJoinedTest(group, position, budget)],
    );
  }
  return merged;
}

export type Group = readonly [DraftStatement, ...DraftStatement[]];

/** Joins drafts with equal keys if possible, at the place of the first one. Drafts without a key stay unchanged. */
export function joined(
  drafts: readonly DraftStatement[],
  keyOf: (draft: DraftStatement) => string | undefined,
  join: (group: Group) => readonly DraftStatement[],
): readonly DraftStatement[] {
  const groups = new Map<string, [DraftStatement, ...DraftStatement[]]>();
  for (const [index, draft] of drafts.entries()) {
    const key = keyOf(draft) ?? String(index);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [draft]);
    else group.push(draft);
  }
  return [...groups.values()].flatMap((group) => (group.length === 1 ? group : join(group)));
}

/** Equal for statements that differ in the given element only. */
function keyWithout(draft: DraftStatement, element: "actions" | "resources" | undefined): string {
  const { effect, actionElement, resourceElement } = draft;
  const actions = element === "actions" ? [] : draft.actions.map(knownFolded);
  const resources = element === "resources" ? [] : draft.resources;
  return JSON.stringify([effect, actionElement, actions, resourceElement, resources, testsText(draft)]);
}

/** Equal for statements with the same conditions. */
export function testsText({ tests }: DraftStatement): string {
  return JSON.stringify(tests.map(({ operator, key, values }) => [operator, knownFolded(key), values]));
}

function keyWithoutValues(draft: DraftStatement): string {
  return keyWithout({ ...draft, tests: draft.tests.map((test) => ({ ...test, values: [] })) }, undefined);
}

function keyWithoutTest(draft: DraftStatement, position: number): string | undefined {
  const test = draft.tests[position];
  if (test === undefined || !isUnion(test)) return undefined;
  const tests = draft.tests.map((one, index) => (index === position ? { ...one, values: [] } : one));
  return keyWithout({ ...draft, tests }, undefined);
}

function withJoinedTest(group: Group, position: number, budget: Budget): DraftStatement {
  const [first] = group;
  const values = group.flatMap(({ tests }) => tests[position]?.values ?? []);
  const join = (test: ConditionTest): ConditionTest => prunedTest({ ...test, values }, budget);
  return { ...first, tests: first.tests.map((test, index) => (index === position ? join(test) : test)) };
}
