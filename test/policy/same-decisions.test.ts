import { knownActions } from "cdktf-alicloud-agentrun/catalog";
import {
  type Assumption,
  type AssumptionSwitches,
  type PolicyDocumentJson,
  PolicyDocument,
  assumptions,
  evaluate,
  minimize,
  split,
} from "cdktf-alicloud-agentrun/policy";
import fc from "fast-check";
import fullAccess from "../fixtures/full-access-policy.json";
import leastPrivilege from "../fixtures/least-privilege-policy.json";
import {
  type RandomRequest,
  exceptionsJson,
  oddRequest,
  policyDocumentJson,
  propertyRuns,
  requestFor,
} from "./random-policies";

/** Requests that each random document is asked. */
const asked = 60;

/** Each assumption holds in most requests, and is switched off in the others. */
const switches: fc.Arbitrary<AssumptionSwitches> = fc.record(
  Object.fromEntries(
    (Object.keys(assumptions) as Assumption[]).map((name) => [
      name,
      fc.oneof({ weight: 3, arbitrary: fc.constant(true) }, { weight: 1, arbitrary: fc.constant(false) }),
    ]),
  ),
);

const askedDocument = policyDocumentJson().chain((json) =>
  fc.record({
    json: fc.constant(json),
    requests: requests(requestFor(json)),
  }),
);

const askedOddDocument = fc.record({
  json: fc.oneof(
    { weight: 1, arbitrary: policyDocumentJson({ alphabet: "odd", maxStatements: 4 }) },
    { weight: 2, arbitrary: exceptionsJson },
  ),
  requests: requests(oddRequest),
});

function requests(request: fc.Arbitrary<RandomRequest>) {
  return fc.array(fc.tuple(request, switches), { minLength: asked, maxLength: asked });
}

/**
 * Forms of a document that must decide as it does; a small limit makes several documents of most. A minimized one may
 * show that an outcome is impossible, where the request or the document is not known in part, and nothing else.
 */
const forms: readonly (readonly [
  title: string,
  formOf: (document: PolicyDocument) => readonly PolicyDocument[],
  unknownRequests: "exactly" | "or more exactly",
])[] = [
  ["parsed and printed", (document) => [PolicyDocument.fromJson(document.toText())], "exactly"],
  [
    "merged from its statements, each of them twice",
    (document) => {
      const single = document.statements.map((statement) => new PolicyDocument([statement]));
      return [PolicyDocument.merge(...single, ...[...single].reverse())];
    },
    "exactly",
  ],
  ["minimized", (document) => [minimize(document).document], "or more exactly"],
  ["split", (document) => split(document, { limit: 600, maxDocuments: 100 }).map((part) => part.document), "exactly"],
  [
    "minimized and split",
    (document) => split(minimize(document).document, { limit: 600, maxDocuments: 100 }).map((part) => part.document),
    "or more exactly",
  ],
];

it.each([
  ["a document", askedDocument, 400],
  ["an odd document", askedOddDocument, 400],
] as const)(
  "every form of %s decides every request as before, whatever is assumed",
  (_, documents, runs) => {
    let decisions = 0;
    fc.assert(
      fc.property(documents, ({ json, requests: asking }) => {
        const document = PolicyDocument.fromJson(json);
        const made = forms.map(([form, formOf, unknownRequests]) => ({
          form,
          parts: formOf(document),
          unknownRequests,
        }));
        for (const [request, switched] of asking) {
          for (const world of ["open", "closed"] as const) {
            const before = answer([document], request, world, switched);
            for (const { form, parts, unknownRequests } of made) {
              const after = answer(parts, request, world, switched);
              decisions++;
              if (after === before) continue;
              const isMoreExact = after !== "" && after.split(",").every((outcome) => before.includes(outcome));
              const isUnknown = JSON.stringify([request, json]).includes("${");
              if (isUnknown && isMoreExact && unknownRequests === "or more exactly") continue;
              expect({ form, request, switched, decision: after }).toEqual({
                form,
                request,
                switched,
                decision: before,
              });
            }
          }
        }
      }),
      propertyRuns(runs),
    );
    expect(decisions).toBeGreaterThanOrEqual(25_000 * forms.length);
  },
  600_000,
);

function answer(
  policies: readonly PolicyDocument[],
  { request, context }: RandomRequest,
  world: "open" | "closed",
  switched: AssumptionSwitches = {},
) {
  return evaluate({ policies, request, context, world, assumptions: switched }).possible.join();
}

it("minimizing never makes a document longer, and does nothing the second time", () => {
  fc.assert(
    fc.property(fc.oneof(policyDocumentJson(), policyDocumentJson({ alphabet: "odd" })), (json: PolicyDocumentJson) => {
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
