import {
  type DocumentRelation,
  type PolicyDocumentJson,
  type StatementJson,
  PolicyDocument,
  compare,
  evaluate,
  minimize,
} from "cdktf-alicloud-agentrun/policy";
import { knownActions } from "cdktf-alicloud-agentrun/catalog";
import fc from "fast-check";
import { policyDocumentJson, propertyRuns, requestFor } from "../random-policies";

function document(...Statement: readonly StatementJson[]): PolicyDocument {
  return PolicyDocument.fromJson({ Version: "1", Statement });
}

const allow = (Action: string | string[], Resource: string | string[] = "*", Condition?: object): StatementJson => ({
  Effect: "Allow",
  Action,
  Resource,
  ...(Condition === undefined ? {} : { Condition }),
});
const deny = (Action: string, Resource = "*"): StatementJson => ({ Effect: "Deny", Action, Resource });
const mfa = { Bool: { "acs:MFAPresent": "true" } };
const bucket = (name: string) => `acs:oss:*:*:${name}`;

const rows: readonly (readonly [string, PolicyDocument, PolicyDocument, DocumentRelation])[] = [
  ["the same", document(allow("oss:Get*")), document(allow("oss:Get*")), "equal"],
  ["other words", document(allow(["oss:GetA", "oss:Get*"])), document(allow("oss:get*")), "equal"],
  ["two statements for one", document(allow("oss:A"), allow("oss:B")), document(allow(["oss:A", "oss:B"])), "equal"],
  ["an action less", document(allow("oss:Get")), document(allow(["oss:Get", "oss:Put"])), "narrower"],
  ["a resource less", document(allow("oss:Get", bucket("a"))), document(allow("oss:Get", bucket("*"))), "narrower"],
  ["a condition more", document(allow("oss:Get", "*", mfa)), document(allow("oss:Get")), "narrower"],
  ["a Deny more", document(allow("oss:*"), deny("oss:Put")), document(allow("oss:*")), "narrower"],
  ["a Deny that refuses nothing", document(allow("oss:Get"), deny("oss:Put")), document(allow("oss:Get")), "equal"],
  ["an exception", document({ Effect: "Allow", NotAction: "ram:*", Resource: "*" }), document(allow("*")), "narrower"],
  ["other actions", document(allow("oss:Get")), document(allow("oss:Put")), "incomparable"],
  ["more actions, fewer resources", document(allow("oss:*", bucket("a"))), document(allow("oss:Get")), "incomparable"],
  [
    "the same text that is not known",
    document(allow("oss:Get", bucket("${a.b}"))),
    document(allow("oss:Get", bucket("${a.b}"))),
    "equal",
  ],
  [
    "two texts that are not known",
    document(allow("oss:Get", bucket("${a.b}"))),
    document(allow("oss:Get", bucket("${a.c}"))),
    "undecided",
  ],
];

const reversed: Readonly<Record<DocumentRelation, DocumentRelation>> = {
  equal: "equal",
  narrower: "broader",
  broader: "narrower",
  incomparable: "incomparable",
  undecided: "undecided",
};

it.each(rows)("%s: both ways", (_, first, second, relation) => {
  const [there, back] = [compare(first, second), compare(second, first)];
  expect([there.relation, back.relation]).toEqual([relation, reversed[relation]]);
  expect([back.onlyFirst, back.onlySecond]).toEqual([there.onlySecond, there.onlyFirst]);
  expect(there.onlyFirst !== undefined).toBe(["broader", "incomparable"].includes(relation));
  expect(there.onlySecond !== undefined).toBe(["narrower", "incomparable"].includes(relation));
  expect(there.why.length > 0).toBe(relation === "undecided");
});

it("several documents count together, and witnesses are actions that exist", () => {
  const both = [document(allow("agentrun:Get*")), document(deny("agentrun:GetTool"))];
  const { relation, onlySecond } = compare(both, document(allow("agentrun:Get*")), { knowledge: knownActions });
  expect([relation, onlySecond?.action]).toEqual(["narrower", "agentrun:GetTool"]);
  const more = compare(document(allow("agentrun:Create*")), [], { knowledge: knownActions });
  expect([more.relation, knownActions.action(more.onlyFirst?.action ?? "")?.name]).toEqual([
    "broader",
    more.onlyFirst?.action,
  ]);
});

function allows(policy: PolicyDocument, request: { action: string; resource: string }, context: object): boolean {
  return (
    evaluate({ policies: [policy], request, context: context as never, world: "closed" }).decision === "Allow" // drawn so
  );
}

it("agrees with the evaluator on random documents", () => {
  const seen: Partial<Record<DocumentRelation, number>> = {};
  const shrunk = (json: PolicyDocumentJson): PolicyDocument =>
    PolicyDocument.fromJson({ ...json, Statement: json.Statement.slice(0, Math.max(1, json.Statement.length - 1)) });
  const sample = policyDocumentJson({ maxStatements: 3 }).chain((one) =>
    fc.record({
      one: fc.constant(one),
      other: fc.oneof(fc.constant(undefined), policyDocumentJson({ maxStatements: 3 })),
      requests: fc.array(requestFor(one), { minLength: 30, maxLength: 30 }),
    }),
  );
  fc.assert(
    fc.property(sample, ({ one, other, requests }) => {
      const first = PolicyDocument.fromJson(one);
      const second = other === undefined ? shrunk(one) : PolicyDocument.fromJson(other);
      const { relation, onlyFirst, onlySecond } = compare(first, second);
      seen[relation] = (seen[relation] ?? 0) + 1;
      for (const [witness, allowing, refusing] of [
        [onlyFirst, first, second],
        [onlySecond, second, first],
      ] as const) {
        if (witness === undefined) continue;
        expect([allows(allowing, witness, witness.context), allows(refusing, witness, witness.context)]).toEqual([
          true,
          false,
        ]);
      }
      for (const { request, context } of requests) {
        const [was, is] = [allows(first, request, context), allows(second, request, context)];
        if (was && !is) expect(["broader", "incomparable", "undecided"]).toContain(relation);
        if (is && !was) expect(["narrower", "incomparable", "undecided"]).toContain(relation);
      }
      expect(compare(second, first).relation).toBe(reversed[relation]);
      expect(["equal", "undecided"]).toContain(compare(first, minimize(first).document).relation);
    }),
    propertyRuns(150),
  );
  for (const relation of ["equal", "narrower", "broader", "incomparable"] as const) {
    expect([relation, (seen[relation] ?? 0) > 0]).toEqual([relation, true]);
  }
});
