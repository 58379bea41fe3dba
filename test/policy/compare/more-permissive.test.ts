import { type PolicyDocumentJson, type StatementJson, PolicyDocument, evaluate } from "cdktf-alicloud-agentrun/policy";
import fc from "fast-check";
import { type ComparedSide, type MorePermissive, morePermissive } from "../../../lib/policy/compare";
import { isCoveredBy } from "../../review/support/covering-row";
import { policyDocumentJson, propertyRuns, requestFor } from "../random-policies";

function side(...documents: readonly PolicyDocumentJson[]): ComparedSide {
  return {
    account: documents.map((json, index) => ({ name: `p${index}`, document: PolicyDocument.fromJson(json) })),
    resourceGroup: [],
  };
}

function allows({ account }: ComparedSide, request: { action: string; resource: string }, context: object): boolean {
  const policies = account.map(({ document }) => document);
  return evaluate({ policies, request, context: context as never, world: "closed" }).decision === "Allow";
}

/** Two documents, often alike, and requests about either. */
const pairs = fc
  .tuple(
    policyDocumentJson({ maxStatements: 4 }),
    policyDocumentJson({ maxStatements: 4 }),
    fc.infiniteStream(fc.nat(3)),
  )
  .map(([one, other, choices]) => {
    const pick = <T>(items: readonly T[]): T[] => items.filter(() => Number(choices.next().value) > 0);
    const shared = pick(one.Statement);
    const Statement = [...shared, ...pick(other.Statement).slice(0, 2)];
    return { before: one, after: { ...one, Statement: Statement.length === 0 ? one.Statement : Statement } };
  })
  .chain(({ before, after }) =>
    fc.record({
      before: fc.constant(before),
      after: fc.constant(after),
      requests: fc.array(fc.oneof(requestFor(before), requestFor(after)), { minLength: 40, maxLength: 40 }),
    }),
  );

it("every request that is newly allowed has a row, every certain row a witness, and both ways mirror", () => {
  const seen = { rows: 0, gains: 0, possible: 0 };
  fc.assert(
    fc.property(pairs, ({ before, after, requests }) => {
      const [was, is] = [side(before), side(after)];
      const rows = morePermissive(was, is);
      for (const row of rows) {
        seen.rows++;
        if (row.certainty === "possible") seen.possible++;
        else {
          expect(allows(is, row.witness, row.witness.context)).toBe(true);
          expect(allows(was, row.witness, row.witness.context)).toBe(false);
          expect(isCoveredBy(row.witness, row.witness.context, row)).toBe(true);
        }
      }
      for (const { request, context } of requests) {
        if (!allows(is, request, context) || allows(was, request, context)) continue;
        seen.gains++;
        expect(rows.some((row: MorePermissive) => isCoveredBy(request, context, row))).toBe(true);
      }
      expect(morePermissive(is, is)).toEqual([]);
    }),
    propertyRuns(400),
  );
  expect(seen.rows).toBeGreaterThan(200);
  expect(seen.gains).toBeGreaterThan(200);
  expect(seen.possible / seen.rows).toBeLessThan(0.1);
});

/* ---- more patterns than can be told apart ---- */

const tooMuch = "there are too many combinations of patterns or conditions to check";
const letters = Array.from("abcdefghijklmnopqrstuvwx");
const within = (letter: string): string => `acs:agentrun:*:*:workspaces/*-${letter}-*/tools/*`;
const allow = (action: string | readonly string[], ...of: readonly string[]) =>
  ({ Effect: "Allow", Action: action, Resource: of.map(within) }) as StatementJson;
const deny = (action: string, ...of: readonly string[]) => ({ ...allow(action, ...of), Effect: "Deny" as const });
const document = (...Statement: readonly StatementJson[]): PolicyDocumentJson => ({ Version: "1", Statement });

/** Statements that differ in what they allow, so that no two of their patterns count as one. */
const apart = letters.map((letter, index) => allow(`agentrun:Get${index}`, letter));

const more = (index: number, letter: string) => allow([`agentrun:Get${index}`, "agentrun:GetTool"], letter);
const doubtful = (letter: string): string => `agentrun:GetTool on ${within(letter)}`;

// Each row: what it shows, the documents before and after, and what is left in doubt.
it.each<readonly [string, PolicyDocumentJson, PolicyDocumentJson, readonly string[]]>([
  ["the same in another order", document(...apart), document(...[...apart].reverse()), []],
  ["one action more on each", document(...apart), document(...letters.map((one, i) => more(i, one))), letters.map(doubtful)], // prettier-ignore
  [
    "one action more, which a wider statement allowed",
    document(...apart, allow("agentrun:Get*", "*")),
    document(...letters.map((letter, index) => more(index, letter))),
    [],
  ],
  [
    "a Deny of a part goes",
    document(...letters.map((letter, index) => more(index, letter)), deny("agentrun:GetTool", "z")),
    document(...letters.map((letter, index) => more(index, letter))),
    letters.map(doubtful),
  ],
  [
    "a Deny of a part is written wider",
    document(...letters.map((letter, index) => more(index, letter)), deny("agentrun:GetTool", "z")),
    document(...letters.map((letter, index) => more(index, letter)), deny("agentrun:*", "z")),
    [],
  ],
])("of too many patterns, what is in doubt is told, and nothing else: %s", (_, before, after, expected) => {
  const rows = morePermissive(side(before), side(after));
  expect(rows.map(({ certainty, why }) => ({ certainty, why }))).toEqual(
    expected.map(() => ({ certainty: "possible", why: tooMuch })),
  );
  expect(rows.map(({ actions, resources }) => `${actions.join()} on ${resources.join()}`).sort()).toEqual(expected);
});

/** Statements of two patterns at random, some of them refusing, each with an action of its own beside a shared one. */
const manyStatements = fc.tuple(
  ...letters.slice(0, 22).map((letter, index) =>
    fc
      .record({
        other: fc.constantFrom(...letters),
        actions: fc.subarray([`agentrun:Get${index}`, "agentrun:GetTool", "agentrun:ListTools"], { minLength: 1 }),
        refuses: fc.nat(7).map((number) => number === 0),
        conditions: fc.nat(5).map((number) => (number === 0 ? { Bool: { "acs:MFAPresent": "true" } } : {})),
      })
      .map(({ other, actions, refuses, conditions }) => ({
        ...allow(actions, letter, other),
        Effect: refuses ? ("Deny" as const) : ("Allow" as const),
        Condition: conditions,
      })),
  ),
);

/** A document, one in which some of the statements are others, and requests about up to three patterns each. */
const manyPatterns = fc.record({
  before: manyStatements,
  other: manyStatements,
  taken: fc.array(fc.nat(9), { minLength: 22, maxLength: 22 }),
  requests: fc.array(
    fc.record({
      action: fc.oneof(
        fc.constantFrom("agentrun:GetTool", "agentrun:ListTools"),
        fc.nat(21).map((index) => `agentrun:Get${index}`),
      ),
      resource: fc
        .array(fc.constantFrom(...letters), { minLength: 1, maxLength: 3 })
        .map((of) => `acs:agentrun:cn-hangzhou:1:workspaces/x-${of.join("-x-")}-x/tools/t`),
      mfa: fc.constantFrom("true", "false"),
    }),
    { minLength: 150, maxLength: 150 },
  ),
});

it("of too many patterns, every request that is newly allowed has a row", () => {
  const seen = { gains: 0, doubts: 0 };
  fc.assert(
    fc.property(manyPatterns, ({ before, other, taken, requests }) => {
      const changed = before.map((one, index) => (taken[index] === 0 ? (other[index] ?? one) : one));
      const [was, is] = [side(document(...before)), side(document(...changed))];
      const rows = morePermissive(was, is);
      seen.doubts += rows.filter(({ why }) => why === tooMuch).length;
      for (const { action, resource, mfa } of requests) {
        const context = { "acs:MFAPresent": mfa };
        if (!allows(is, { action, resource }, context) || allows(was, { action, resource }, context)) continue;
        seen.gains++;
        expect(rows.some((row) => isCoveredBy({ action, resource }, context, row))).toBe(true);
      }
    }),
    // Smaller documents are within the limit: there is nothing to shrink to.
    { ...propertyRuns(20), endOnFailure: true },
  );
  expect(seen.gains).toBeGreaterThan(60);
  expect(seen.doubts).toBeGreaterThan(20);
}, 120_000);
