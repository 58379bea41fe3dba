import { type PolicyDocumentJson, PolicyDocument, evaluate } from "cdktf-alicloud-agentrun/policy";
import fc from "fast-check";
import type { ComparedSide } from "../../../lib/review/compare/compared-side";
import { type MorePermissive, morePermissive } from "../../../lib/review/compare/compare-sides";
import { isCoveredBy } from "../support/covering-row";
import { policyDocumentJson, propertyRuns, requestFor } from "../../policy/random-policies";

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
