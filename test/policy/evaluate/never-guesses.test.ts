import {
  type Assumption,
  PolicyDocument,
  type PolicyDocumentJson,
  assumptions,
  evaluate,
  resourceContains,
  resourcesOverlap,
} from "cdktf-alicloud-agentrun/policy";
import fc from "fast-check";
import { exceptionsJson, oddRequest, policyDocumentJson, propertyRuns } from "../random-policies";

const documents = fc.oneof(policyDocumentJson({ alphabet: "odd", maxStatements: 3 }), exceptionsJson);
const world = fc.constantFrom("open" as const, "closed" as const);
const names = Object.keys(assumptions) as Assumption[];
const asking = fc.array(oddRequest, { minLength: 30, maxLength: 30 });

/** What Terraform may fill in: the same text wherever the same reference stands. */
const filling = fc.record({ token: fc.constantFrom("", "x", "1", "ram", "t/X"), reference: fc.constantFrom("", "X", "am", "e", "*") }); // prettier-ignore

it("what Terraform fills in leads to an outcome that was possible", () => {
  let open = 0;
  fc.assert(
    fc.property(documents, asking, filling, world, (json, requests, { token, reference }, inWorld) => {
      const fill = <T>(value: T): T =>
        JSON.parse(
          JSON.stringify(value).replaceAll("${TfToken[TOKEN.1]}", token).replaceAll("${var.x}", reference),
        ) as T;
      const filled = fill(json);
      if (filled.Statement.some(hasEmptyText)) return;
      const [before, after] = [PolicyDocument.fromJson(json), PolicyDocument.fromJson(filled)];
      for (const { request, context } of requests) {
        const known = evaluate({ policies: [after], ...fill({ request, context }), world: inWorld });
        const { possible } = evaluate({ policies: [before], request, context, world: inWorld });
        for (const outcome of known.possible) {
          if (!possible.includes(outcome)) expect({ request, context, possible }).toEqual(outcome);
        }
        if (possible.length > known.possible.length) open++;
      }
    }),
    propertyRuns(500),
  );
  expect(open).toBeGreaterThan(1000);
});

function hasEmptyText({ Action, NotAction, Resource, NotResource }: PolicyDocumentJson["Statement"][number]): boolean {
  return [Action, NotAction, Resource, NotResource].flat().includes("");
}

it("the assumptions of a result are those without which others are possible", () => {
  fc.assert(
    fc.property(documents, asking, world, fc.subarray(names), (json, requests, inWorld, off) => {
      const policies = [PolicyDocument.fromJson(json)];
      const switched = Object.fromEntries(off.map((name) => [name, false]));
      for (const { request, context } of requests) {
        const input = { policies, request, context, world: inWorld };
        const { possible, assumptions: reported } = evaluate({ ...input, assumptions: switched });
        const needed = names.filter((name) => {
          const otherwise = evaluate({ ...input, assumptions: { ...switched, [name]: false } });
          return otherwise.possible.join() !== possible.join();
        });
        expect(reported).toEqual(needed.sort());
      }
    }),
    propertyRuns(200),
  );
});

it("what contains a resource pattern covers as much, and what does not overlap it nothing of it, as evaluation has it", () => {
  const patterns = exceptionsJson.map(({ Statement: [{ Resource, NotResource } = {}] }) => [Resource ?? NotResource ?? []].flat()[0] ?? "*"); // prettier-ignore
  const rank = { ImplicitDeny: 0, ExplicitDeny: 0, Depends: 1, Allow: 2 };
  let related = 0;
  fc.assert(
    fc.property(patterns, patterns, asking, fc.subarray(names), (wider, narrower, requests, off) => {
      const contains = resourceContains(wider, narrower);
      const overlaps = resourcesOverlap(wider, narrower);
      if (!contains && overlaps) return;
      related++;
      const [first, second] = [wider, narrower].map((Resource) => [
        PolicyDocument.fromJson({ Version: "1", Statement: [{ Effect: "Allow", Action: "*", Resource }] }),
      ]);
      const switched = Object.fromEntries(off.map((name) => [name, false]));
      for (const { request } of requests) {
        const decide = (policies: readonly PolicyDocument[] = [], all = {}) =>
          rank[evaluate({ policies, request, assumptions: all }).decision];
        if (contains) expect(decide(first, switched)).toBeGreaterThanOrEqual(decide(second, switched));
        if (!overlaps && decide(first) === 2) expect(decide(second)).toBe(0);
      }
    }),
    propertyRuns(3000),
  );
  expect(related).toBeGreaterThan(500);
});
