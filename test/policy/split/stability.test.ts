import {
  PolicyDocument,
  PolicyStatement,
  type SplitDocument,
  comparePlaces,
  split,
} from "cdktf-alicloud-agentrun/policy";
import fc from "fast-check";
import { statementPath } from "../../../lib/policy/split/path";
import { actions, frame, runs, statementTexts, statements, textsByNumber } from "./support";

/** Documents of a list of statements, which may be empty after an edit. */
function splitList(list: readonly PolicyStatement[], limit: number): readonly SplitDocument[] {
  return list.length === 0 ? [] : split(new PolicyDocument(list), { limit, maxDocuments: 100_000 });
}

/** What an edit does to documents, by number. */
interface Changes {
  readonly changed: readonly number[];
  readonly created: readonly number[];
  readonly deleted: readonly number[];
}

function changesOf(before: readonly SplitDocument[], after: readonly SplitDocument[]): Changes {
  const [old, now] = [textsByNumber(before), textsByNumber(after)];
  return {
    changed: [...old.keys()].filter((number) => now.has(number) && now.get(number) !== old.get(number)),
    created: [...now.keys()].filter((number) => !old.has(number)),
    deleted: [...old.keys()].filter((number) => !now.has(number)),
  };
}

/** Numbers of the documents that hold a statement. */
function holders(documents: readonly SplitDocument[], statement: PolicyStatement): readonly number[] {
  const text = JSON.stringify(statement.toJson());
  return documents.filter(({ document }) => statementTexts(document).includes(text)).map(({ number }) => number);
}

const edits = fc.constantFrom(400, 700, 6144).chain((limit) =>
  fc.record({
    limit: fc.constant(limit),
    list: fc.array(statements(limit), { maxLength: 40, size: "max" }),
    statement: statements(limit),
    position: fc.nat(40),
  }),
);

it("a statement more, or less, changes two documents at most; others keep every byte, but for those that come or go", () => {
  let [documents, replaced] = [0, 0];
  fc.assert(
    fc.property(edits, ({ limit, list, statement, position }) => {
      const without = splitList(list, limit);
      const withIt = splitList([...list.slice(0, position), statement, ...list.slice(position)], limit);
      const { changed, created, deleted } = changesOf(without, withIt);
      expect(changed.length).toBeLessThanOrEqual(2);
      replaced += Math.min(created.length, deleted.length);
      documents += withIt.length;
    }),
    runs(200),
  );
  expect(documents).toBeGreaterThan(4 * runs(200).numRuns);
  expect(replaced).toBeLessThan(0.1 * documents);
});

/** Statements that stay, and are in no document at some moment, if documents are created, then changed, then deleted. */
function lackedMeanwhile(before: readonly SplitDocument[], after: readonly SplitDocument[]): readonly string[] {
  const [live, target] = [statementsByNumber(before), statementsByNumber(after)];
  const had = new Set([...live.values()].flat());
  const staying = [...new Set([...target.values()].flat())].filter((text) => had.has(text));
  const lacked = new Set<string>();
  const change = (number: number, texts: readonly string[] | undefined): void => {
    if (texts === undefined) live.delete(number);
    else live.set(number, texts);
    const present = new Set([...live.values()].flat());
    for (const text of staying) if (!present.has(text)) lacked.add(text);
  };
  const { changed, created, deleted } = changesOf(before, after);
  for (const number of created) change(number, target.get(number));
  const numbered = changed.map((number) => ({ number })).sort((one, other) => comparePlaces(other, one));
  for (const { number } of numbered) change(number, target.get(number));
  for (const number of deleted) change(number, undefined);
  return [...lacked];
}

function statementsByNumber(documents: readonly SplitDocument[]): Map<number, readonly string[]> {
  return new Map(documents.map(({ number, document }) => [number, statementTexts(document)]));
}

it("no statement that stays is missing for a moment, whatever else is added, removed or edited", () => {
  let replaced = 0;
  const rewritten = fc.constantFrom(400, 700, 6144).chain((limit) =>
    fc.record({
      limit: fc.constant(limit),
      list: fc.array(statements(limit), { maxLength: 60, size: "max" }),
      more: fc.array(statements(limit), { maxLength: 30, size: "max" }),
      kept: fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 60, maxLength: 60 }),
      share: fc.integer({ min: 0, max: 10 }),
    }),
  );
  fc.assert(
    fc.property(rewritten, ({ limit, list, more, kept, share }) => {
      const staying = list.filter((_, index) => (kept[index] ?? 0) < share);
      const [before, after] = [splitList(list, limit), splitList([...staying, ...more], limit)];
      expect(lackedMeanwhile(before, after)).toEqual([]);
      expect(lackedMeanwhile(after, before)).toEqual([]);
      const { changed, created, deleted } = changesOf(before, after);
      replaced += changed.length + Math.min(created.length, deleted.length);
    }),
    runs(200),
  );
  expect(replaced).toBeGreaterThan(2 * runs(200).numRuns);
});

it("every document but the first begins where it says, and all are in the order of places", () => {
  const places = [1, 3, 2, 4, 5, 9, 1 + 2 ** 40].map((number) => ({ number })).sort(comparePlaces);
  // 1 is the root, 2 begins with bit 1, 3 with 01, 5 with 001, 9 with 0001, 4 with 11.
  expect(places.map(({ number }) => number)).toEqual([1, 1 + 2 ** 40, 9, 5, 3, 2, 4]);
});

const actionEdits = fc.constantFrom(400, 700, 6144).chain((limit) =>
  fc.record({
    limit: fc.constant(limit),
    list: fc.array(statements(limit), { minLength: 1, maxLength: 40, size: "max" }),
    chosen: fc.nat(),
    actions,
    keep: fc.boolean(),
  }),
);

it("other actions of a statement change two documents at most, or as many as taking it out and putting it in", () => {
  let [stayed, moved] = [0, 0];
  fc.assert(
    fc.property(actionEdits, ({ limit, list, chosen, actions: given, keep }) => {
      const index = chosen % list.length;
      const old = list[index]!;
      const edited = old.withActions(keep ? [...old.actions, ...given] : given);
      fc.pre(JSON.stringify(edited.toJson()).length <= limit - frame);
      const before = splitList(list, limit);
      const between = splitList([...list.slice(0, index), ...list.slice(index + 1)], limit);
      const after = splitList([...list.slice(0, index), edited, ...list.slice(index + 1)], limit);

      const { changed } = changesOf(before, after);
      const others = changed.filter((n) => !holders(before, old).includes(n) && !holders(after, edited).includes(n));
      const inPlace = statementPath(old).slice(0, 20) === statementPath(edited).slice(0, 20);
      const deepest = Math.max(...[...before, ...after].map(({ number }) => number));
      if (inPlace && deepest <= 2 ** 20) {
        stayed++;
        expect(changed.length).toBeLessThanOrEqual(2);
      } else {
        moved++;
        expect(others.length).toBeLessThanOrEqual(4);
      }
      const [out, put] = [changesOf(before, between), changesOf(between, after)];
      expect(out.changed.length).toBeLessThanOrEqual(2);
      expect(put.changed.length).toBeLessThanOrEqual(2);
    }),
    runs(200),
  );
  expect(stayed).toBeGreaterThan(moved / 10);
});

it("an action more in a statement that is divided changes two documents at most", () => {
  const action = fc.nat(1_000_000).map((number) => `ecs:Describe${number}`);
  const divided = fc.record({
    list: fc.uniqueArray(action, { minLength: 60, maxLength: 200, size: "max" }),
    more: action,
  });
  fc.assert(
    fc.property(divided, ({ list: all, more }) => {
      const documents = (list: readonly string[]): readonly SplitDocument[] =>
        splitList([PolicyStatement.allow({ actions: list, resources: "*" })], 700);
      expect(changesOf(documents(all), documents([...all, more])).changed.length).toBeLessThanOrEqual(2);
    }),
    runs(100),
  );
});

it("statements that differ in tokens only go by their order, whatever the tokens are called", () => {
  const arn = (token: number): string => `acs:agentrun:*:\${TfToken[TOKEN.${token}]}:workspaces/${"x".repeat(99)}`;
  const list = [3, 14, 7, 9, 100, 2].map((token) => PolicyStatement.allow({ actions: "a:B", resources: arn(token) }));
  const renamed = list.map((one) => one.mapText((text) => text.replace(/TOKEN\.(\d+)/, (_, n) => `TOKEN.${900 - n}`)));
  const places = (of: readonly PolicyStatement[]): unknown =>
    splitList(of, 700).map(({ number, document }) => [number, document.statements.map((one) => of.indexOf(one))]);
  expect(places(list)).toEqual(places(renamed));
});
