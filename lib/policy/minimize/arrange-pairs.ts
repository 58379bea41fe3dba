import { type Budget, type ComparableStatement, actionComparison, patternElement, resourceComparison } from "../cover";
import { Coverage, type Refusals } from "./coverage";
import { type DraftStatement, bytesOf, comparableDraft, frameBytes, sorted, sortedActions } from "./draft-statement";
import { coverGrid } from "./grid";
import { testsText } from "./merge-statements";

/** Maximum number of pairs in a group that are checked one by one, and that are checked at all. */
const maxPairs = { oneByOne: 64, together: 200_000 } as const;

/**
 * Rearranges statements with the same effect and conditions. Such statements name pairs of an action and a resource:
 * each statement names all pairs of its two lists. The result names the same pairs in fewer bytes. Pairs that are
 * granted or denied anyway may be left out.
 */
export function arrangedPairs(
  drafts: readonly DraftStatement[],
  refusals: Refusals,
  budget: Budget,
): readonly DraftStatement[] {
  const coverage = new Coverage(drafts.map(comparableDraft), budget);
  const groups = new Map<string, number[]>();
  for (const [number, draft] of drafts.entries()) {
    const isPairs = draft.actionElement === "Action" && draft.resourceElement === "Resource";
    const key = isPairs ? `${draft.effect} ${testsText(draft)}` : String(number);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [number]);
    else group.push(number);
  }
  return [...groups.values()].flatMap((numbers) => {
    const group = numbers.flatMap((number) => drafts[number] ?? []);
    const [first] = group;
    const pairs = group.reduce((sum, { actions, resources }) => sum + actions.length * resources.length, 0);
    const isPairs = first?.actionElement === "Action" && first.resourceElement === "Resource";
    if (first === undefined || !isPairs || pairs === 1 || pairs > maxPairs.together) return group;
    const own = new Set(numbers);
    const isIdle = (part: ComparableStatement): boolean =>
      coverage.covers(part, (number) => !own.has(number)) || refusals.refuse(part);
    const arranged = arrangedGroup(first, group, isIdle, budget);
    if (bytesOf(arranged) >= bytesOf(group)) return group;
    const comparable = arranged.map(comparableDraft);
    for (const number of numbers) coverage.replace(number, comparable);
    return arranged;
  });
}

function arrangedGroup(
  first: DraftStatement,
  group: readonly DraftStatement[],
  isIdle: (part: ComparableStatement) => boolean,
  budget: Budget,
): readonly DraftStatement[] {
  const rows = sortedActions(group.flatMap(({ actions }) => actions));
  const columns = sorted(group.flatMap(({ resources }) => resources));
  const named = namedPairs(rows, columns, group);
  const isSmall = rows.length * columns.length <= maxPairs.oneByOne;
  if (group.length === 1 && !isSmall) return group;
  const { required, allowed } = isSmall
    ? lookedAt(first, { rows, columns, named }, isIdle, budget)
    : { required: named, allowed: named };
  return coverGrid({ rows, columns, frame: frameBytes(first), required, allowed }, budget).map((one) => ({
    ...first,
    actions: sortedActions(one.rows.map((row) => rows[row] ?? "")),
    resources: sorted(one.columns.map((column) => columns[column] ?? "")),
  }));
}

/** For each action, the resources that are named with it, ascending. */
function namedPairs(
  rows: readonly string[],
  columns: readonly string[],
  group: readonly DraftStatement[],
): readonly (readonly number[])[] {
  const rowOf = new Map(rows.map((action, row) => [actionComparison.comparable(action), row]));
  const columnOf = new Map(columns.map((resource, column) => [resource, column]));
  const named = rows.map(() => new Set<number>());
  for (const { actions, resources } of group) {
    const places = resources.map((resource) => columnOf.get(resource) ?? 0);
    for (const action of actions) {
      const row = named[rowOf.get(actionComparison.comparable(action)) ?? 0];
      for (const place of places) row?.add(place);
    }
  }
  return named.map((row) => [...row].sort((a, b) => a - b));
}

interface Pairs {
  readonly rows: readonly string[];
  readonly columns: readonly string[];
  readonly named: readonly (readonly number[])[];
}

/**
 * Pairs that must be named, because nothing else covers them, and pairs that may be named, because named pairs cover
 * them.
 */
function lookedAt(
  first: DraftStatement,
  { rows, columns, named }: Pairs,
  isIdle: (part: ComparableStatement) => boolean,
  budget: Budget,
): { readonly required: readonly (readonly number[])[]; readonly allowed: readonly (readonly number[])[] } {
  const whole = comparableDraft(first);
  const actions = rows.map(actionComparison.comparable);
  const widerRows = widerThan(actions, actionComparison.contains, budget);
  const widerColumns = widerThan(columns, resourceComparison.contains, budget);
  const isNamed = named.map((row) => new Set(row));
  /** Whether another named pair covers this one. */
  const isCovered = (row: number, column: number): boolean =>
    [row, ...(widerRows[row] ?? [])].some((r) =>
      [column, ...(widerColumns[column] ?? [])].some(
        (c) => (r !== row || c !== column) && (isNamed[r]?.has(c) ?? false),
      ),
    );
  const all = [...columns.keys()];
  return {
    required: named.map((row, r) =>
      row.filter((column) => {
        if (isCovered(r, column)) return false;
        const part = {
          action: patternElement(false, [actions[r] ?? ""]),
          resource: patternElement(false, [columns[column] ?? ""]),
        };
        return !isIdle({ ...whole, ...part });
      }),
    ),
    allowed: named.map((row, r) => all.filter((column) => row.includes(column) || isCovered(r, column))),
  };
}

/** For each pattern, the patterns that match more. Of two that match the same, the first one counts as wider. */
function widerThan(
  patterns: readonly string[],
  contains: (wider: string, narrower: string) => boolean,
  budget: Budget,
): readonly (readonly number[])[] {
  return patterns.map((narrower, number) =>
    [...patterns.entries()].flatMap(([other, wider]) => {
      if (other === number || !budget.take(4) || !contains(wider, narrower)) return [];
      return other > number && contains(narrower, wider) ? [] : [other];
    }),
  );
}
