import { PolicyDocument, type StatementJson, maxPolicyBytes, split, utf8Length } from "cdktf-alicloud-agentrun/policy";
import fc from "fast-check";
import { problemsThrownBy } from "../support";

const factor = Number(process.env["PROPERTY_RUNS_FACTOR"] ?? 1);

function documentOf(Statement: readonly StatementJson[]): PolicyDocument {
  return PolicyDocument.fromJson({ Version: "1", Statement });
}

function allow(Action: string | readonly string[], Resource: string | readonly string[] = "*"): StatementJson {
  return { Effect: "Allow", Action, Resource };
}

/** The documents by number, as texts. */
function texts(statements: readonly StatementJson[], limit: number): ReadonlyMap<number, string> {
  return new Map(
    split(documentOf(statements), { limit, maxDocuments: 1000 }).map(({ number, document }) => [
      number,
      document.toText(),
    ]),
  );
}

it.each([
  ["one byte below the limit", maxPolicyBytes - 1, 1],
  ["at the limit", maxPolicyBytes, 1],
  ["one byte above the limit", maxPolicyBytes + 1, 2],
])("%s", (_, bytes, documents) => {
  const frame = documentOf(
    [allow("oss:A", "x"), allow("oss:B", "")].map((one) => ({ ...one, Resource: "é" })),
  ).byteLength;
  const statements = [
    { ...allow("oss:A"), Resource: `é${"x".repeat(3000)}` },
    { ...allow("oss:B"), Resource: `é${"x".repeat(bytes - frame - 3000)}` },
  ];
  expect(documentOf(statements).byteLength).toBe(bytes);
  expect(split(documentOf(statements))).toHaveLength(documents);
});

it("a statement too large for a document is divided; an exception is not", () => {
  const actions = Array.from({ length: 500 }, (_, index) => `oss:Get${index}`);
  const parts = split(documentOf([allow(actions)]));
  expect(parts.flatMap(({ document }) => document.statements.flatMap((one) => one.actions)).sort()).toEqual(
    [...actions].sort(),
  );
  for (const { document } of parts) expect(document.byteLength).toBeLessThanOrEqual(maxPolicyBytes);
  const excepted = documentOf([{ Effect: "Deny", NotAction: actions, Resource: "*" }]);
  expect(problemsThrownBy(() => split(excepted))).toMatchObject([{ id: "RAM120", path: "Statement[0]" }]);
});

it.each([
  ["RAM121", { maxDocuments: 1 }],
  ["RAM122", { limit: 10 }],
  ["RAM122", { limit: 6144.5 }],
  ["RAM122", { maxDocuments: 0 }],
])("refuses with %s for %j", (id, options) => {
  const long = documentOf(Array.from({ length: 200 }, (_, index) => allow(`oss:Get${index}`, `acs:oss:*:*:b${index}`)));
  expect(problemsThrownBy(() => split(long, options)).map((one) => one.id)).toEqual([id]);
});

const statement = fc
  .tuple(
    fc.constantFrom("Allow" as const, "Deny" as const),
    fc.uniqueArray(fc.nat(60), { minLength: 1, maxLength: 6 }),
    fc.array(fc.nat(99), { minLength: 1, maxLength: 3 }),
  )
  .map(([Effect, actions, resources]): StatementJson => ({
    Effect,
    Action: actions.map((one) => `oss:Action${"é".repeat(one % 4)}${one}`),
    Resource: [...new Set(resources)].map((one) => `acs:oss:*:*:bucket${one}${"/x".repeat(one % 40)}`),
  }));
const statements = fc.array(statement, { minLength: 2, maxLength: 40 });
const limit = fc.constantFrom(700, 1500, 4000);

it("no document is over the limit, and nothing is lost or invented", () => {
  fc.assert(
    fc.property(statements, limit, (all, most) => {
      const atoms = (documents: readonly PolicyDocument[]): ReadonlySet<string> =>
        new Set(
          documents
            .flatMap((one) => one.statements)
            .flatMap(({ effect, actions, resources }) =>
              actions.flatMap((action) => resources.map((resource) => `${effect} ${action} ${resource}`)),
            ),
        );
      const documents = split(documentOf(all), { limit: most, maxDocuments: 1000 }).map(({ document }) => document);
      for (const one of documents) expect(utf8Length(one.toText())).toBeLessThanOrEqual(most);
      expect(atoms(documents)).toEqual(atoms([documentOf(all)]));
    }),
    { seed: 20261125, numRuns: 300 * factor },
  );
});

it("adding or removing one statement changes at most one document that stays, beside the one it is in", () => {
  fc.assert(
    fc.property(statements, statement, limit, (all, one, most) => {
      const [without, withIt] = [texts(all, most), texts([...all, one], most)];
      const changed = [...without].filter(([number, text]) => withIt.has(number) && withIt.get(number) !== text);
      // The statement is in one of the two, or in a document that came with it.
      expect(changed.length).toBeLessThanOrEqual(2);
    }),
    { seed: 20261125, numRuns: 300 * factor },
  );
});

it("the order of the statements decides neither numbers nor what is in them", () => {
  fc.assert(
    fc.property(statements, limit, (all, most) => {
      const sorted = (order: readonly StatementJson[]) =>
        split(documentOf(order), { limit: most, maxDocuments: 1000 }).map(({ number, document }) => [
          number,
          document.statements.map((one) => JSON.stringify(one.toJson())).sort(),
        ]);
      expect(sorted([...all].reverse())).toEqual(sorted(all));
    }),
    { seed: 20261125, numRuns: 200 * factor },
  );
});
