import fc from "fast-check";
import { grantsOfSource, readSource } from "../../lib/review";
import { summarize } from "../../lib/review/summary";
import { summaryMatrixText } from "../../lib/review/summary/matrix-text";
import { grantsOf } from "../../lib/testing";
import { GrantsUnderTest } from "../../lib/testing/grants-of";
import {
  allAnswers,
  allow,
  allowedBy,
  del,
  deny,
  expressionOf,
  get,
  put,
  statements,
  trees,
  trusting,
  written,
  writtenRole,
} from "../review/support/branched-policies";

const ninths = Array.from({ length: 9 }, (_, at) => `var.x == ${at} ? ${statements(allow(put, `oss:X${at}`))} : `);
const many = `${ninths.join("")}${statements(allow(put))}`;
const [one, two] = [statements(allow(get)), statements(allow(get, put))];

it("allows and denies what every document does, and says what it depends on where they differ", () => {
  const grants = grantsOf(written(`var.x ? ${one} : ${two}`));
  const alice = grants.user("alice");
  expect(alice.allows(get)).toBe(true);
  expect(alice.denies(del)).toBe(true);
  expect(() => alice.allows(put)).toThrow("may not do it if var.x is true; it may do it if var.x is false");
  expect(alice.explain(put).cases[0]?.where).toEqual([
    { answers: [{ condition: "var.x", isTrue: true }], decision: "ImplicitDeny" },
    { answers: [{ condition: "var.x", isTrue: false }], decision: "Allow" },
  ]);
  expect(alice.describe(get)).toContain("p0 Statement[0] Allow");
  expect(grants.whoCan(put)).toMatchObject([{ name: "alice", decision: "Depends", why: ["whether var.x"] }]);
  expect(grants.whoCan(get)).toMatchObject([{ name: "alice", decision: "Allow", why: [] }]);
  expect(grants.whoCan(del)).toEqual([]);
});

it.each<readonly [title: string, documents: readonly string[], action: string, decision: string]>([
  ["a refusal in one document", [`var.x ? ${statements(allow(put), deny(put))} : ${two}`], put, "Depends"],
  ["refusals and nothing", [`var.x ? ${statements(allow(get), deny(put))} : ${one}`], put, "ImplicitDeny"],
  [
    "refusals in all documents",
    [`var.x ? ${statements(deny(put))} : ${statements(deny("*"))}`, two],
    put,
    "ExplicitDeny",
  ],
  ["a refusal in another policy", [`var.x ? ${two} : ${one}`, statements(deny(put))], put, "ExplicitDeny"],
  ["one of two policies allows it, always", [`var.x ? ${two} : ${one}`, `var.x ? ${one} : ${two}`], put, "Allow"],
  ["one of two policies allows it, perhaps", [`var.x ? ${two} : ${one}`, `var.y ? ${one} : ${two}`], put, "Depends"],
  [
    "one refuses where the other allows",
    [`var.x ? ${two} : ${one}`, `var.x ? ${statements(deny(put))} : ${one}`],
    put,
    "ImplicitDeny",
  ],
  ["a document that is not known", [`var.x ? ${two} : file("missing.json")`], put, "Depends"],
  ["too many documents", [many], put, "Depends"],
])("decides: %s", (_, [first = "", ...others], action, decision) => {
  expect(grantsOf(written(first, others)).user("alice").explain(action).decision).toBe(decision);
});

it("decides as every case of the conditions does", () => {
  fc.assert(
    fc.property(trees, fc.option(trees), (tree, other) => {
      const beside = other === null ? [] : [other];
      const alice = grantsOf(written(expressionOf(tree), beside.map(expressionOf))).user("alice");
      for (const action of [get, put, del]) {
        const answers = new Set(allAnswers.map((given) => allowedBy([tree, ...beside], given).includes(action)));
        const { decision } = alice.explain(action);
        const expected = answers.size === 2 ? "open" : answers.has(true) ? "yes" : "no";
        expect(decision === "Allow" ? "yes" : decision.endsWith("Deny") ? "no" : "open").toBe(expected);
      }
    }),
    { numRuns: 40 },
  );
});

it("takes equal conditions of several inputs for different ones", () => {
  const [maybe, other] = [`var.x ? ${two} : ${one}`, `var.x ? ${one} : ${two}`];
  const models = [maybe, other].flatMap((document) => grantsOfSource(readSource(written(document))));
  expect(new GrantsUnderTest(models).user("alice").explain(put).decision).toBe("Depends");
});

it("shows each document in a summary under its condition", () => {
  const folder = written(`var.x ? ${statements(allow(get), deny(put))} : ${two}`, [statements(allow(put))]);
  const report = summarize(grantsOfSource(readSource(folder)));
  expect(summaryMatrixText(report)).toBe(
    [
      "app",
      "  user alice",
      "    policy p0, which depends on var.x",
      "    policy p1",
      "      oss: GetObject, PutObject",
      "      where var.x is true:",
      "        oss: GetObject",
      "      where var.x is false:",
      "        oss: GetObject, PutObject",
    ].join("\n"),
  );
  const [scope] = report.stacks[0]?.principals[0]?.scopes ?? [];
  expect(scope?.services[0]?.actions).toEqual([
    { name: get, access: "allowed" },
    { name: put, access: "conditional" },
  ]);
  expect(scope?.statements.map(({ effect, policy, where }) => [effect, policy, where?.[0]?.isTrue])).toEqual([
    ["Allow", "p0", true],
    ["Deny", "p0", true],
    ["Allow", "p1", undefined],
    ["Allow", "p0", false],
  ]);
});

it("shows a policy as not known if it may have too many documents", () => {
  expect(summaryMatrixText(summarize(grantsOfSource(readSource(written(many)))))).toContain("unknown: policy p0");
});

it("shows whom every trust policy of a role trusts, and others under their conditions", () => {
  const [both, first, second] = ["fc.aliyuncs.com", "ecs.aliyuncs.com", "ros.aliyuncs.com"];
  const folder = writtenRole(`var.x ? ${trusting(both, first)} : ${trusting(both, second)}`);
  expect(
    summaryMatrixText(summarize(grantsOfSource(readSource(folder))))
      .split("\n")
      .slice(1),
  ).toEqual([
    "  role r",
    `    can be assumed by service ${both}`,
    `    where var.x is true: can be assumed by service ${first}`,
    `    where var.x is false: can be assumed by service ${second}`,
    "    no policies",
  ]);
  const role = grantsOf(folder).role("r");
  expect(role.trusts({ kind: "Service", name: both })).toBe(true);
  expect(role.trusts({ kind: "Service", name: "oss.aliyuncs.com" })).toBe(false);
  expect(() => role.trusts({ kind: "Service", name: first })).toThrow("depends on var.x");
});
