import { knownActions } from "cdktf-alicloud-agentrun/catalog";
import { type PolicyDocumentJson, PolicyDocument, evaluate, minimize, split } from "cdktf-alicloud-agentrun/policy";
import fc from "fast-check";
import { type RandomRequest, policyDocumentJson, propertyRuns, requestFor } from "./random-policies";

/** Requests that each random document is asked. */
const asked = 60;

const askedDocument = policyDocumentJson().chain((json) =>
  fc.record({
    json: fc.constant(json),
    requests: fc.array(requestFor(json), { minLength: asked, maxLength: asked }),
  }),
);

/** Forms of a document that must decide as it does; a small limit makes several documents of most. */
const forms: readonly (readonly [string, (document: PolicyDocument) => readonly PolicyDocument[]])[] = [
  ["parsed and printed", (document) => [PolicyDocument.fromJson(document.toText())]],
  ["minimized", (document) => [minimize(document).document]],
  ["split", (document) => split(document, { limit: 600, maxDocuments: 100 }).map((part) => part.document)],
  [
    "minimized and split",
    (document) => split(minimize(document).document, { limit: 600, maxDocuments: 100 }).map((part) => part.document),
  ],
];

it.each(forms)("%s, a document decides every request as before", (_, formOf) => {
  let decisions = 0;
  fc.assert(
    fc.property(askedDocument, ({ json, requests }) => {
      const document = PolicyDocument.fromJson(json);
      const form = formOf(document);
      for (const request of requests) {
        for (const world of ["open", "closed"] as const) {
          expect(answer(form, request, world)).toBe(answer([document], request, world));
          decisions++;
        }
      }
    }),
    propertyRuns(400),
  );
  expect(decisions).toBeGreaterThanOrEqual(25_000);
});

function answer(policies: readonly PolicyDocument[], { request, context }: RandomRequest, world: "open" | "closed") {
  return evaluate({ policies, request, context, world }).possible.join();
}

it("minimizing never makes a document longer, and does nothing the second time", () => {
  fc.assert(
    fc.property(policyDocumentJson(), (json: PolicyDocumentJson) => {
      const document = PolicyDocument.fromJson(json);
      const once = minimize(document).document;
      expect(once.byteLength).toBeLessThanOrEqual(document.byteLength);
      expect(minimize(once).document.toText()).toBe(once.toText());
    }),
    propertyRuns(1500),
  );
});

it("compacted, a document decides every request for a known action as before", () => {
  const names = knownActions.matching("agentrun:*").map(({ name }) => name);
  const lists = fc.array(fc.subarray(names, { minLength: 1 }), { minLength: 1, maxLength: 3 });
  fc.assert(
    fc.property(lists, (actions) => {
      const Statement = actions.map((Action, index) => ({
        Effect: index === 0 ? ("Allow" as const) : ("Deny" as const),
        Action,
        Resource: "*",
      }));
      const document = PolicyDocument.fromJson({ Version: "1", Statement });
      const { document: compacted } = minimize(document, { compact: "catalog", knowledge: knownActions });
      for (const action of names) {
        const request = { request: { action, resource: "*" }, context: {} };
        expect(answer([compacted], request, "closed")).toBe(answer([document], request, "closed"));
      }
    }),
    propertyRuns(100),
  );
});
