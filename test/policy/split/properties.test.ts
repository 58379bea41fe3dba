import {
  PolicyDocument,
  PolicyError,
  PolicyStatement,
  type SplitDocument,
  split,
} from "cdktf-alicloud-agentrun/policy";
import fc from "fast-check";
import { evaluate } from "../../../lib/policy/evaluate";
import { atomsOf, runs, sizeOf, statementTexts } from "./support";

const services = ["ecs", "oss", "agentrun"];
const verbs = ["Get", "List", "Put"];
const nouns = ["Object", "Bucket", "Tool"];
const names = services.flatMap((service) => verbs.flatMap((verb) => nouns.map((noun) => `${service}:${verb}${noun}`)));
const actionPatterns = [...names, "*", "ecs:*", "oss:Get*", "agentrun:*Tool", "oss:?utObject"];
const arns = services.flatMap((service) => ["a", "b", "a/x", "b/团队"].map((name) => `acs:${service}:cn:1:${name}`));
const resourcePatterns = [...arns, "*", "acs:oss:*:*:*", "acs:ecs:*:1:a*", "acs:agentrun:*:${TfToken[TOKEN.3]}:a"];

const some = (values: readonly string[], maxLength: number): fc.Arbitrary<string[]> =>
  fc.uniqueArray(fc.constantFrom(...values), { minLength: 1, maxLength });
const conditions = fc.constantFrom(
  ...[undefined, undefined, {}, { Bool: { "acs:MFAPresent": "true" } }, { StringNotEquals: { "acs:Tag": ["x", "é"] } }],
);

/** Statements of every form, some of them too large for the limits below. */
const statement = fc
  .record({
    Effect: fc.constantFrom("Allow", "Allow", "Deny"),
    form: fc.constantFrom("Action", "Action", "Action", "NotAction"),
    resourceForm: fc.constantFrom("Resource", "Resource", "Resource", "NotResource"),
    actions: some(actionPatterns, 30),
    resources: some(resourcePatterns, 12),
    Condition: conditions,
    verbatim: fc.boolean(),
  })
  .map(({ Effect, form, resourceForm, actions, resources, Condition, verbatim }) => {
    const read = PolicyStatement.fromJson({
      Effect,
      [form]: form === "Action" ? actions : actions.slice(0, 4),
      [resourceForm]: resourceForm === "Resource" ? resources : resources.slice(0, 3),
      ...(Condition === undefined ? {} : { Condition }),
    });
    if (verbatim || resourceForm === "NotResource") return read;
    const rest = { resources, ...(Condition === undefined ? {} : { conditions: Condition }) };
    const props = form === "Action" ? { actions, ...rest } : { notActions: actions.slice(0, 4), ...rest };
    return Effect === "Allow" ? PolicyStatement.allow(props) : PolicyStatement.deny(props);
  });

const cases = fc.record({
  document: fc.array(statement, { minLength: 1, maxLength: 12 }).map((list) => new PolicyDocument(list)),
  limit: fc.constantFrom(400, 450, 600, 1000, 6144),
});

/** The documents, or none where a statement of NotAction, or the like, is refused as too large. */
function splitOrRefused(document: PolicyDocument, limit: number): readonly SplitDocument[] {
  try {
    return split(document, { limit, maxDocuments: 1000 });
  } catch (error) {
    expect(error).toBeInstanceOf(PolicyError);
    expect((error as PolicyError).problems.filter(({ id }) => id !== "RAM120")).toEqual([]);
    return [];
  }
}

it("no document is over the limit, nothing is lost, nothing is invented", () => {
  let refused = 0;
  fc.assert(
    fc.property(cases, ({ document, limit }) => {
      const documents = splitOrRefused(document, limit);
      if (documents.length === 0) refused++;
      else expect(atomsOf(documents.map((one) => one.document))).toEqual(atomsOf([document]));
      expect(documents.filter((one) => sizeOf(one.document.toText()) > limit)).toEqual([]);
      const numbers = documents.map(({ number }) => number);
      expect(numbers).toEqual([...new Set(numbers)].sort((a, b) => a - b));
    }),
    runs(400),
  );
  expect(refused).toBeLessThan(0.2 * runs(400).numRuns);
});

it("requests are decided as by the document that was split", () => {
  const request = fc.record({
    action: fc.constantFrom(...names, "ram:Other"),
    resource: fc.constantFrom(...arns, "*"),
  });
  const context = fc.constantFrom<Record<string, string>[]>(
    ...[{}, { "acs:MFAPresent": "true" }, { "acs:MFAPresent": "false", "acs:Tag": "x" }, { "acs:Tag": "z" }],
  );
  const requests = fc.array(fc.record({ request, context, world: fc.constantFrom("open", "closed") }), {
    minLength: 5,
    maxLength: 20,
  });
  fc.assert(
    fc.property(cases, requests, ({ document, limit }, asked) => {
      const documents = splitOrRefused(document, limit).map((one) => one.document);
      fc.pre(documents.length > 0);
      for (const one of asked) {
        const [whole, parts] = [[document], documents].map((policies) => evaluate({ policies, ...one }));
        expect([parts?.decision, new Set(parts?.possible)]).toEqual([whole?.decision, new Set(whole?.possible)]);
      }
    }),
    runs(200),
  );
});

it("statements go to the same documents in whatever order they come", () => {
  const known = statement.filter((one) => !one.resources.some((resource) => resource.includes("${")));
  const shuffled = fc.array(known, { minLength: 2, maxLength: 12 }).chain((list) =>
    fc.record({
      one: fc.constant(list),
      other: fc.shuffledSubarray(list, { minLength: list.length }),
      limit: fc.constantFrom(450, 1000),
    }),
  );
  fc.assert(
    fc.property(shuffled, ({ one, other, limit }) => {
      const [expected, found] = [one, other].map((list) =>
        splitOrRefused(new PolicyDocument(list), limit).map(({ number, document }) => ({
          number,
          statements: [...statementTexts(document)].sort(),
        })),
      );
      expect(found).toEqual(expected);
    }),
    runs(200),
  );
});
