import { type Outcome, PolicyDocument, conditionOperators, evaluate } from "cdktf-alicloud-agentrun/policy";
import fc from "fast-check";
import { policyDocumentJson, propertyRuns, requestFor } from "../random-policies";
import { naiveDecision } from "./naive-evaluator";

/** 25,000 decisions, unless PROPERTY_RUNS_FACTOR asks for more. */
const runs = propertyRuns(1250);
const requestsPerDocument = 20;

const sample = policyDocumentJson().chain((json) =>
  fc.tuple(
    fc.constant(json),
    fc.array(requestFor(json), { minLength: requestsPerDocument, maxLength: requestsPerDocument }),
  ),
);

describe("the evaluator and a naive one", () => {
  const counts: Record<Outcome, number> = { Allow: 0, ExplicitDeny: 0, ImplicitDeny: 0 };
  const operators = new Set<string>();

  it("decide the same", () => {
    fc.assert(
      fc.property(sample, ([json, requests]) => {
        const policies = [PolicyDocument.fromJson(json)];
        for (const { request, context } of requests) {
          const expected = naiveDecision(json, request, context);
          const { decision } = evaluate({ policies, request, context, world: "closed" });
          expect({ request, context, decision }).toEqual({ request, context, decision: expected });
          counts[expected]++;
        }
        for (const { Condition } of json.Statement) Object.keys(Condition ?? {}).forEach((name) => operators.add(name));
      }),
      runs,
    );
  });

  it("were asked as often as they should, with every operator, and gave each answer often", () => {
    const total = counts.Allow + counts.ExplicitDeny + counts.ImplicitDeny;
    expect(total).toBe(runs.numRuns * requestsPerDocument);
    expect(operators).toEqual(new Set(Object.keys(conditionOperators)));
    for (const count of Object.values(counts)) expect(count / total).toBeGreaterThan(0.05);
  });
});
