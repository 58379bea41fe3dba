import type { ConditionTest } from "../evaluate";
import { knownInLowerCase } from "../partly-known";
import { type DraftStatement, isUnion, prunedTest, sorted, sortedActions } from "./draft-statement";

/**
 * Statements that differ in one element only, as one: in their actions, their resources, or the values of one test that
 * asks for any of them. Exceptions (`NotAction`, `NotResource`, negated operators) cannot be joined so: joining them
 * would except more.
 */
export function mergeStatements(drafts: readonly DraftStatement[]): readonly DraftStatement[] {
  const byActions = joined(
    drafts,
    (draft) => (draft.actionElement === "Action" ? keyWithout(draft, "actions") : undefined),
    (group) => ({ ...group[0], actions: sortedActions(group.flatMap(({ actions }) => actions)) }),
  );
  const byResources = joined(
    byActions,
    (draft) => (draft.resourceElement === "Resource" ? keyWithout(draft, "resources") : undefined),
    (group) => ({ ...group[0], resources: sorted(group.flatMap(({ resources }) => resources)) }),
  );
  const most = byResources.reduce((count, { tests }) => Math.max(count, tests.length), 0);
  let merged = byResources;
  for (let position = 0; position < most; position++) {
    merged = joined(
      merged,
      (draft) => keyWithoutTest(draft, position),
      (group) => withJoinedTest(group, position),
    );
  }
  return merged;
}

type Group = readonly [DraftStatement, ...DraftStatement[]];

/** Drafts of the same key joined, at the place of the first; those without a key as they are. */
function joined(
  drafts: readonly DraftStatement[],
  keyOf: (draft: DraftStatement) => string | undefined,
  join: (group: Group) => DraftStatement,
): readonly DraftStatement[] {
  const groups = new Map<string, [DraftStatement, ...DraftStatement[]]>();
  for (const [index, draft] of drafts.entries()) {
    const key = keyOf(draft) ?? String(index);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [draft]);
    else group.push(draft);
  }
  return [...groups.values()].map((group) => (group.length === 1 ? group[0] : join(group)));
}

/** What must be the same for two statements to be joined in the element that is left out. */
function keyWithout(draft: DraftStatement, element: "actions" | "resources" | undefined): string {
  const { effect, actionElement, resourceElement } = draft;
  const actions = element === "actions" ? [] : draft.actions.map(knownInLowerCase);
  const resources = element === "resources" ? [] : draft.resources;
  const tests = draft.tests.map(({ operator, key, values }) => [operator, knownInLowerCase(key), values]);
  return JSON.stringify([effect, actionElement, actions, resourceElement, resources, tests]);
}

function keyWithoutTest(draft: DraftStatement, position: number): string | undefined {
  const test = draft.tests[position];
  if (test === undefined || !isUnion(test)) return undefined;
  const tests = draft.tests.map((one, index) => (index === position ? { ...one, values: [] } : one));
  return keyWithout({ ...draft, tests }, undefined);
}

function withJoinedTest(group: Group, position: number): DraftStatement {
  const [first] = group;
  const values = group.flatMap(({ tests }) => tests[position]?.values ?? []);
  const join = (test: ConditionTest): ConditionTest => prunedTest({ ...test, values });
  return { ...first, tests: first.tests.map((test, index) => (index === position ? join(test) : test)) };
}
