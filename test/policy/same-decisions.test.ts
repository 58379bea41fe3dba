import { knownActions } from "cdktf-alicloud-agentrun/catalog";
import { type PolicyDocumentJson, PolicyDocument, evaluate, minimize, split } from "cdktf-alicloud-agentrun/policy";
import fc from "fast-check";
import fullAccess from "../fixtures/full-access-policy.json";
import leastPrivilege from "../fixtures/least-privilege-policy.json";
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

describe("compacted, a document decides as before", () => {
  const names = knownActions.matching("*").map(({ name }) => name);
  const codes = [...new Set(names.map((name) => name.split(":")[0] ?? ""))];
  const ofCode = new Map(codes.map((code) => [code, names.filter((name) => name.startsWith(`${code}:`))]));
  const whole = codes.filter((code) => knownActions.extentOf(code) === "all");
  const partial = codes.filter((code) => knownActions.extentOf(code) === "some");
  // Actions that the catalog lacks; those of services that it knows whole are the ones to come, which are admitted.
  const others = [...partial, "nosuch"].flatMap((code) => ["RunCommand", "Get", "GetNosuch", "XTool"].map((name) => `${code}:${name}`)); // prettier-ignore
  const requests = [...names, ...names.map((name) => name.toUpperCase()), ...others].map((action) => ({
    request: { action, resource: "acs:oss:cn-hangzhou:1:b" },
    context: { "acs:Service": "fc.aliyuncs.com" },
  }));

  function expectSameDecisions(document: PolicyDocument): void {
    const { document: compacted } = minimize(document, { compact: "catalog", knowledge: knownActions });
    const differing = requests.filter(
      (one) => answer([compacted], one, "closed") !== answer([document], one, "closed"),
    );
    expect(differing.map(({ request: { action } }) => action)).toEqual([]);
  }

  it("on lists of known actions of all services", () => {
    expect([whole.length > 1, partial.length > 10]).toEqual([true, true]);
    const ofService = fc.constantFrom(...whole, ...codes).chain((code) => {
      const listed = ofCode.get(code) ?? [];
      // Nearly all of them, as wildcards stand for many.
      return fc.oneof(fc.constant(listed), fc.subarray(listed, { minLength: 1 }));
    });
    const lists = fc.array(
      fc.array(ofService, { minLength: 1, maxLength: 4 }).map((parts) => parts.flat()),
      { minLength: 1, maxLength: 3 },
    );
    fc.assert(
      fc.property(lists, (actions) => {
        const Statement = actions.map((Action, index) => ({
          Effect: index === 0 ? ("Allow" as const) : ("Deny" as const),
          Action,
          Resource: "*",
        }));
        expectSameDecisions(PolicyDocument.fromJson({ Version: "1", Statement }));
      }),
      propertyRuns(100),
    );
  });

  it.each([
    ["full access", fullAccess],
    ["least privilege", leastPrivilege],
  ])("on the vendor's policy for %s", (_, json) => {
    expectSameDecisions(PolicyDocument.fromJson(json));
  });
});
