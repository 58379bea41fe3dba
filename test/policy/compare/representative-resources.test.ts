import { PolicyDocument, evaluate, isPattern } from "cdktf-alicloud-agentrun/policy";
import fc from "fast-check";
import { representativeResources } from "../../../lib/policy/compare";
import { resourceContains } from "../../../lib/policy/patterns/resource-pattern";
import { policyDocumentJson, propertyRuns, requestFor } from "../random-policies";

it.each([
  ["an ARN stands for itself", "acs:oss:*:1:a".replace("*", "cn-hangzhou"), ["acs:oss:*:*:b*"], 1],
  ["everything that no pattern tells apart", "*", [], 3],
  ["a pattern that another one divides", "acs:oss:*:*:*", ["acs:oss:*:*:b*"], 2],
  ["a pattern within another one", "acs:oss:*:*:bb*", ["acs:oss:*:*:b*"], 1],
  ["text that is not known may be any", "acs:oss:*:*:*", ["acs:oss:*:*:${a.b}-x"], 2],
])("%s", (_, asked, patterns, count) => {
  const { resources, complete } = representativeResources(asked, patterns);
  expect([complete, resources.length, resources.filter((one) => one !== "*" && isPattern(one))]).toEqual([
    true,
    count,
    [],
  ]);
});

it("whatever a document decides of a resource it decides of a representative too", () => {
  let compared = 0;
  const sample = policyDocumentJson({ maxStatements: 4 }).chain((json) =>
    fc.record({ json: fc.constant(json), requests: fc.array(requestFor(json), { minLength: 20, maxLength: 20 }) }),
  );
  fc.assert(
    fc.property(sample, ({ json, requests }) => {
      const document = PolicyDocument.fromJson(json);
      const patterns = document.statements.flatMap(({ resources }) => resources);
      const decide = (action: string, resource: string, context: object) =>
        evaluate({ policies: [document], request: { action, resource }, context: context as never, world: "closed" })
          .decision;
      for (const { request, context } of requests) {
        for (const asked of ["*", ...patterns].filter((one) => resourceContains(one, request.resource))) {
          const { resources } = representativeResources(asked, patterns);
          const decisions = resources.map((resource) => decide(request.action, resource, context));
          expect(decisions).toContain(decide(request.action, request.resource, context));
          compared++;
        }
      }
    }),
    propertyRuns(100),
  );
  expect(compared).toBeGreaterThan(1000);
});
