import {
  type Caller,
  type TrustStatementProps,
  PolicyDocument,
  TrustPolicy,
  evaluate,
} from "cdktf-alicloud-agentrun/policy";
import fc from "fast-check";
import { compareTrust } from "../../../lib/review/compare/compare-trust";
import { namesAlso } from "../../../lib/review/compare/trust-entries";
import type { TrustRow } from "../../../lib/review/report/review-report";
import { propertyRuns } from "../../policy/random-policies";

function rowsOf(before: readonly TrustStatementProps[], after: readonly TrustStatementProps[]): readonly TrustRow[] {
  const [was, is] = [before, after].map((one) => (one.length === 0 ? undefined : new TrustPolicy(one, "any")));
  return compareTrust(was, is, { stack: "s", role: "r", accountId: undefined });
}

function lineOf({ certainty, change, trusted, witness, why }: TrustRow): string {
  const proof = witness === undefined ? "" : `, e.g. ${witness.principal} ${JSON.stringify(witness.context)}`;
  return `${certainty} ${change} ${trusted.name}${proof}${why === undefined ? "" : `: ${why}`}`;
}

const ecs = { Service: "ecs.aliyuncs.com" };
const one = "acs:ram::1234567890123456";
const root = { RAM: `${one}:root` };
const token = "${TfToken[TOKEN.1]}";
const id = (...values: readonly string[]) => ({ StringEquals: { "sts:ExternalId": values } });
const on = (principals: object, conditions?: object): TrustStatementProps => ({
  principals,
  ...(conditions === undefined ? {} : { conditions }),
});
const deny = (principals: object, conditions?: object): TrustStatementProps => ({
  ...on(principals, conditions),
  effect: "Deny",
});

const manyKeys = Object.fromEntries(Array.from("abcdefghijkl", (key) => [key, "x"]));

/** Edits that change nothing, or take away. */
const equalOrNarrower: readonly (readonly [string, readonly TrustStatementProps[], readonly TrustStatementProps[]])[] =
  [
    ["two values of one statement were two statements", [on(ecs, id("a")), on(ecs, id("b"))], [on(ecs, id("a", "b"))]],
    [
      "a test and its opposite are merged",
      [on(ecs, { Bool: { "acs:MFAPresent": "true" } }), on(ecs, { Bool: { "acs:MFAPresent": "false" } })],
      [on(ecs, { Bool: { "acs:MFAPresent": ["true", "false"] } })],
    ],
    [
      "a smaller range of addresses",
      [on(ecs, { IpAddress: { "acs:SourceIp": "10.0.0.0/8" } })],
      [on(ecs, { IpAddress: { "acs:SourceIp": "10.0.0.0/16" } })],
    ],
    [
      "a smaller number by another operator",
      [on(ecs, { NumericLessThan: { "acs:MFAAge": "100" } })],
      [on(ecs, { NumericLessThanEquals: { "acs:MFAAge": "50" } })],
    ],
    ["one value of all but another", [on(ecs, { StringNotEquals: { "sts:ExternalId": "b" } })], [on(ecs, id("a"))]],
    [
      "more keys than can be looked at together, in other words",
      [on(ecs, { StringEquals: { ...manyKeys, last: ["x", "y"] } })],
      [
        on(ecs, { StringEquals: { last: ["y", "x"], ...manyKeys } }),
        on(ecs, { StringEquals: { ...manyKeys, last: "x" } }),
      ],
    ],
    ["a Deny of a part", [on(root)], [on(root), deny({ RAM: `${one}:user/u` })]],
    [
      "a Deny written as two",
      [on(root), deny(root, id("a", "b"))],
      [on(root), deny(root, id("a")), deny(root, id("b"))],
    ],
    ["a user of the account beside it", [on(root), on({ RAM: `${one}:user/u` })], [on(root)]],
    ["a user in another letter case", [on({ RAM: `${one}:user/u` })], [on({ RAM: `${one}:user/U` })]],
    ["an unknown account in another order", [on({ RAM: [`acs:ram::${token}:root`, `${one}:root`] })], [on(root), on({ RAM: `acs:ram::${token}:root` })]], // prettier-ignore
  ];

it.each(equalOrNarrower)("never called broader: %s", (_, before, after) => {
  expect(rowsOf(before, after).filter(({ change }) => change === "gained" || change === "loosened")).toEqual([]);
});

it.each<readonly [string, readonly TrustStatementProps[], readonly TrustStatementProps[], readonly string[]]>([
  ["a first service", [], [on(ecs)], ["certain gained ecs.aliyuncs.com, e.g. ecs.aliyuncs.com {}"]],
  [
    "a whole account, of which a user was trusted",
    [on({ RAM: `${one}:user/anyone` })],
    [on(root)],
    [`certain gained ${one}:root, e.g. ${one}:user/anyone-else {}`],
  ],
  [
    "one value more",
    [on(ecs, id("a"))],
    [on(ecs, id("a", "b"))],
    ['certain loosened ecs.aliyuncs.com, e.g. ecs.aliyuncs.com {"sts:ExternalId":"b"}'],
  ],
  [
    "a Deny goes",
    [on(root), deny({ RAM: `${one}:user/u` })],
    [on(root)],
    [`certain loosened ${one}:root, e.g. ${one}:user/u {}`],
  ],
  [
    "an unknown account becomes known",
    [on({ RAM: `acs:ram::${token}:root` })],
    [on(root)],
    [
      `possible gained ${one}:root, e.g. ${one}:user/anyone {}: it is not known what acs:ram::${token}:root stands for`,
      `possible lost acs:ram::${token}:root, e.g. acs:ram::${token}:user/anyone {}: it is not known what acs:ram::${token}:root stands for`,
    ],
  ],
  [
    "an unknown account beside a service",
    [on(ecs)],
    [on(ecs), on({ RAM: `acs:ram::${token}:root` })],
    [`certain gained acs:ram::${token}:root, e.g. acs:ram::${token}:user/anyone {}`],
  ],
  [
    "an unknown account of which something is refused",
    [on(ecs)],
    [on(ecs), on({ RAM: `acs:ram::${token}:root` }), deny({ RAM: `${one}:root` })],
    [
      `possible gained acs:ram::${token}:root, e.g. acs:ram::${token}:user/anyone {}: it is not known what acs:ram::${token}:root stands for`,
    ],
  ],
  [
    "a Deny of what may be an unknown account goes",
    [on({ RAM: `acs:ram::${token}:root` }), deny({ RAM: `${one}:root` })],
    [on({ RAM: `acs:ram::${token}:root` })],
    [`possible loosened acs:ram::${token}:root: a Deny for the principal was removed or narrowed`],
  ],
  [
    "everyone, as a wildcard",
    [on(ecs)],
    [on(ecs), on({ RAM: "*" })],
    ["possible gained *, e.g. * {}: it is not known what * stands for"],
  ],
  [
    "a Deny of a wildcard goes",
    [on(root), deny({ RAM: "*" })],
    [on(root)],
    [`possible loosened ${one}:root: a Deny for the principal was removed or narrowed`],
  ],
  [
    "a Deny of a user whom a wildcard may name goes",
    [on({ RAM: "*" }), deny({ RAM: `${one}:user/u` })],
    [on({ RAM: "*" })],
    ["possible loosened *: a Deny for the principal was removed or narrowed"],
  ],
  [
    "more keys than can be looked at together",
    [on(ecs, { StringEquals: { ...manyKeys, last: "x" } })],
    [on(ecs, { StringEquals: { ...manyKeys, last: ["x", "y"] } })],
    ["possible loosened ecs.aliyuncs.com: there are too many combinations of conditions to check"],
  ],
])("%s", (_, before, after, expected) => {
  expect(rowsOf(before, after).map(lineOf)).toEqual(expected);
});

/* ---- random trust policies ---- */

const names = {
  RAM: ["acs:ram::1:root", "acs:ram::1:user/u", "acs:ram::1:role/R", "acs:ram::2:root", "acs:ram::2:user/u"],
  Service: ["ecs.aliyuncs.com", "fc.aliyuncs.com"],
  Federated: ["acs:ram::1:oidc-provider/p", "acs:ram::1:saml-provider/p"],
} as const;
const some = <T>(items: readonly T[], maxLength: number) =>
  fc.uniqueArray(fc.constantFrom(...items), { minLength: 1, maxLength });
const conditions = fc.oneof(
  fc.constant({}),
  some(["a", "b", "c"], 2).map((values) => ({ StringEquals: { k: values } })),
  some(["a", "b"], 2).map((values) => ({ StringNotEquals: { K: values } })),
  some(["a*", "*b", "*"], 2).map((values) => ({ StringLike: { k: values } })),
  some(["1", "5", "9"], 1).map((values) => ({ NumericLessThan: { n: values } })),
  some(["1", "5"], 1).map((values) => ({ NumericGreaterThanEquals: { n: values }, Bool: { m: "true" } })),
  some(["10.0.0.0/8", "10.1.0.0/16", "192.168.0.1"], 2).map((values) => ({ IpAddress: { ip: values } })),
);
const statement = fc
  .record({
    kind: fc.constantFrom("RAM", "RAM", "Service", "Federated"),
    count: fc.integer({ min: 1, max: 3 }),
    effect: fc.constantFrom("Allow", "Allow", "Deny"),
    conditions,
  })
  .chain(({ kind, count, effect, conditions: given }) =>
    some(names[kind], count).map((of) => ({ effect, principals: { [kind]: of }, conditions: given })),
  );
const callers = (["RAM", "Service", "Federated"] as const).flatMap((kind) =>
  names[kind].filter((name) => !name.endsWith(":root")).map((name): Caller => ({ kind, name })),
);
const anyCaller = fc.constantFrom<Caller>(...callers, { kind: "RAM", name: "acs:ram::1:user/other" });
const context = fc.record({
  k: fc.constantFrom("a", "b", "c", "ab", null),
  n: fc.constantFrom("0", "1", "3", "7", null),
  m: fc.constantFrom("true", "false", null),
  ip: fc.constantFrom("10.0.0.1", "10.1.0.1", "192.168.0.1", "8.8.8.8", null),
});
const everything = PolicyDocument.fromJson({
  Version: "1",
  Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }],
});

function trusts(trust: readonly TrustStatementProps[], caller: Caller, given: object): boolean {
  return (
    evaluate({
      policies: { account: [everything], trust: new TrustPolicy(trust) },
      request: { action: "sts:AssumeRole", resource: "*" },
      caller,
      context: given as never,
      world: "closed",
    }).decision === "Allow"
  );
}

it("everyone who is newly trusted has a row, and every row a witness", () => {
  const seen = { rows: 0, gains: 0 };
  const statements = fc.array(statement, { minLength: 1, maxLength: 4 });
  const pairs = fc.tuple(statements, statements, fc.integer({ min: 0, max: 3 })).map(([before, other, kept]) => {
    return { before, after: [...before.slice(0, kept), ...other.slice(0, kept === 0 ? 4 : 1)] };
  });
  fc.assert(
    fc.property(pairs, fc.array(fc.tuple(anyCaller, context), { minLength: 30, maxLength: 30 }), (pair, requests) => {
      const { before, after } = pair;
      const rows = rowsOf(before, after).filter(({ change }) => change === "gained" || change === "loosened");
      for (const { certainty, witness, trusted } of rows) {
        seen.rows++;
        expect(certainty).toBe("certain");
        const caller = { kind: trusted.kind, name: witness?.principal ?? "" };
        expect(namesAlso(trusted, caller)).toBe(true);
        expect(trusts(after, caller, witness?.context ?? {})).toBe(true);
        expect(trusts(before, caller, witness?.context ?? {})).toBe(false);
      }
      for (const [caller, given] of requests) {
        if (!trusts(after, caller, given) || trusts(before, caller, given)) continue;
        seen.gains++;
        expect(rows.some(({ trusted }) => namesAlso(trusted, caller))).toBe(true);
      }
    }),
    propertyRuns(400),
  );
  expect(seen.rows).toBeGreaterThan(200);
  expect(seen.gains).toBeGreaterThan(200);
});
