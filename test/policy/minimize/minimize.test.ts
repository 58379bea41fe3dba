import { PolicyDocument, minimize, validate } from "cdktf-alicloud-agentrun/policy";
import fullAccess from "../../fixtures/full-access-policy.json";
import leastPrivilege from "../../fixtures/least-privilege-policy.json";

type Element = string | readonly string[];

/** `{ allow, on, if }` and the like, as JSON. */
interface Short {
  readonly allow?: Element;
  readonly deny?: Element;
  readonly allowNot?: Element;
  readonly denyNot?: Element;
  readonly on?: Element;
  readonly notOn?: Element;
  readonly if?: object;
  readonly sid?: string;
}

function jsonOf({ allow, deny, allowNot, denyNot, on = "*", notOn, sid, if: condition }: Short): object {
  const isDeny = deny !== undefined || denyNot !== undefined;
  const excepted = allowNot ?? denyNot;
  return {
    ...(sid === undefined ? {} : { Sid: sid }),
    Effect: isDeny ? "Deny" : "Allow",
    ...(excepted === undefined ? { Action: allow ?? deny } : { NotAction: excepted }),
    ...(notOn === undefined ? { Resource: on } : { NotResource: notOn }),
    ...(condition === undefined ? {} : { Condition: condition }),
  };
}

const [a, b, ab] = ["acs:oss:*:*:a", "acs:oss:*:*:b", "acs:oss:*:*:*"];
const ifMfa = { Bool: { "acs:MFAPresent": "true" } };
const forService = (...names: readonly string[]) => ({ StringEquals: { "acs:Service": names } });

// Each row: what it shows, the statements, and those of the smaller document in its order.
it.each<readonly [string, readonly Short[], readonly Short[]]>([
  ["one value stands alone", [{ allow: ["oss:Get"], on: [a] }], [{ allow: "oss:Get", on: a }]],
  ["lists are sorted, each value once", [{ allow: ["oss:B", "oss:A", "oss:B"] }], [{ allow: ["oss:A", "oss:B"] }]],
  ["letter case of actions does not matter", [{ allow: ["OSS:get", "oss:Get"] }], [{ allow: "oss:Get" }]],
  [
    "a wildcard covers names",
    [{ allow: ["oss:Get*", "oss:GetObject", "oss:Put"] }],
    [{ allow: ["oss:Get*", "oss:Put"] }],
  ],
  ["a resource pattern covers resources", [{ allow: "oss:Get", on: [a, ab, b] }], [{ allow: "oss:Get", on: ab }]],
  ["Sid and empty conditions mean nothing", [{ allow: "oss:Get", if: {}, sid: "S" }], [{ allow: "oss:Get" }]],
  [
    "differing in actions",
    [
      { allow: "oss:A", on: a },
      { allow: "oss:B", on: a },
    ],
    [{ allow: ["oss:A", "oss:B"], on: a }],
  ],
  [
    "differing in resources",
    [
      { allow: "oss:A", on: a },
      { allow: "oss:A", on: b },
    ],
    [{ allow: "oss:A", on: [a, b] }],
  ],
  [
    "differing in the values of one test",
    [
      { allow: "ram:PassRole", if: forService("fc") },
      { allow: "ram:PassRole", if: forService("fnf") },
    ],
    [{ allow: "ram:PassRole", if: forService("fc", "fnf") }],
  ],
  [
    "differing in two elements stays two",
    [
      { allow: "oss:A", on: a },
      { allow: "oss:B", on: b },
    ],
    [
      { allow: "oss:A", on: a },
      { allow: "oss:B", on: b },
    ],
  ],
  [
    "merging again what merging made equal",
    [
      { allow: "oss:A", on: a },
      { allow: "oss:B", on: a },
      { allow: ["oss:A", "oss:B"], on: b },
    ],
    [{ allow: ["oss:A", "oss:B"], on: [a, b] }],
  ],
  [
    "a condition is void beside the same without one",
    [{ allow: "ram:CreateServiceLinkedRole" }, { allow: "ram:CreateServiceLinkedRole", if: forService("fc") }],
    [{ allow: "ram:CreateServiceLinkedRole" }],
  ],
  [
    "actions that another statement grants anyway",
    [{ allow: "log:Get*" }, { allow: ["log:GetLogs", "log:PostLogs"], on: a }],
    [{ allow: "log:Get*" }, { allow: "log:PostLogs", on: a }],
  ],
  [
    "resources that another statement grants anyway",
    [
      { allow: ["oss:A", "oss:B"], on: a },
      { allow: "oss:A", on: [a, b], if: ifMfa },
    ],
    [
      { allow: "oss:A", on: b, if: ifMfa },
      { allow: ["oss:A", "oss:B"], on: a },
    ],
  ],
  [
    "Allow and Deny are not joined",
    [{ allow: "oss:A" }, { deny: "oss:A", if: ifMfa }],
    [{ allow: "oss:A" }, { deny: "oss:A", if: ifMfa }],
  ],
  [
    "what is refused without a condition need not be allowed",
    [{ allow: "oss:A" }, { deny: "oss:A" }],
    [{ deny: "oss:A" }],
  ],
  [
    "what is refused in part is allowed in part",
    [
      { allow: ["oss:A", "oss:B"], on: [a, b] },
      { deny: "oss:*", on: b },
      { deny: "oss:B", on: a },
    ],
    [
      { allow: "oss:A", on: a },
      { deny: "oss:*", on: b },
      { deny: "oss:B", on: a },
    ],
  ],
  [
    "exceptions stay where they are refused",
    [{ allowNot: "ram:*" }, { deny: "ram:*" }],
    [{ allowNot: "ram:*" }, { deny: "ram:*" }],
  ],
  [
    "what both except is excepted",
    [{ allowNot: ["ram:*", "ecs:*"] }, { allowNot: ["oss:*", "ecs:*"] }],
    [{ allowNot: "ecs:*" }],
  ],
  ["what nothing excepts is everything", [{ allowNot: "ram:*" }, { allowNot: "oss:*" }], [{ allow: "*" }]],
  [
    "exceptions that another statement grants go",
    [{ allowNot: ["oss:Get", "oss:Put"], on: a }, { allow: "oss:G*" }],
    [{ allow: "oss:G*" }, { allowNot: "oss:Put", on: a }],
  ],
  [
    "exceptions that may overlap are kept",
    [{ allowNot: "oss:G*" }, { allowNot: "oss:*t" }],
    [{ allowNot: "oss:*t" }, { allowNot: "oss:G*" }],
  ],
  [
    "excepted resources likewise",
    [
      { allow: "oss:A", notOn: [a, b] },
      { allow: "oss:A", notOn: [b, "acs:oss:*:*:c"] },
    ],
    [{ allow: "oss:A", notOn: b }],
  ],
  ["runs of wildcards have one spelling", [{ allow: ["oss:G***", "oss:G*?*"], on: "**" }], [{ allow: "oss:G*" }]],
  [
    "what two resources share is said once",
    [
      { allow: ["oss:DeleteObject", "oss:GetObject", "oss:PutObject"], on: a },
      { allow: ["oss:A", "oss:DeleteObject", "oss:GetObject", "oss:PutObject"], on: b },
    ],
    [
      { allow: "oss:A", on: b },
      { allow: ["oss:DeleteObject", "oss:GetObject", "oss:PutObject"], on: [a, b] },
    ],
  ],
  [
    "of bounds the wider stays",
    [
      { allow: "oss:A", if: { NumericLessThan: { k: "5" } } },
      { allow: "oss:A", if: { NumericLessThan: { k: ["9", "10"] } } },
      { allow: "oss:A", if: { NumericLessThanEquals: { k: "9.99" } } },
      { allow: "oss:A", if: { NumericEquals: { k: "-3" } } },
    ],
    [{ allow: "oss:A", if: { NumericLessThan: { k: "10" } } }],
  ],
  [
    "a number at the bound is not below it",
    [
      { allow: "oss:A", if: { NumericLessThan: { k: "5" } } },
      { allow: "oss:A", if: { NumericEquals: { k: "5" } } },
    ],
    [
      { allow: "oss:A", if: { NumericEquals: { k: "5" } } },
      { allow: "oss:A", if: { NumericLessThan: { k: "5" } } },
    ],
  ],
  [
    "of dates the later bound stays, whatever the time zone",
    [
      { allow: "oss:A", if: { DateLessThan: { k: "2026-01-01T08:00:00+08:00" } } },
      { allow: "oss:A", if: { DateLessThan: { k: "2026-01-01T00:00:01Z" } } },
    ],
    [{ allow: "oss:A", if: { DateLessThan: { k: "2026-01-01T00:00:01Z" } } }],
  ],
  [
    "of address ranges the wider stays",
    [
      {
        allow: "oss:A",
        if: { IpAddress: { k: ["10.0.0.0/8", "10.1.0.0/16", "10.1.2.3", "2001:db8::/32", "::ffff:10.1.2.3"] } },
      },
      { allow: "oss:A", if: { IpAddress: { k: "10.9.9.9" } } },
    ],
    [{ allow: "oss:A", if: { IpAddress: { k: ["10.0.0.0/8", "2001:db8::/32", "::ffff:10.1.2.3"] } } }],
  ],
  [
    "of excepted ranges the narrower stays",
    [
      { deny: "oss:A", if: { NotIpAddress: { k: "10.0.0.0/8" } } },
      { deny: "oss:A", if: { NotIpAddress: { k: "10.1.0.0/16" } } },
    ],
    [{ deny: "oss:A", if: { NotIpAddress: { k: "10.1.0.0/16" } } }],
  ],
  [
    "a pattern of StringLike covers values of StringEquals",
    [
      { allow: "oss:A", if: { StringEquals: { k: ["ab", "a*"] } } },
      { allow: "oss:A", if: { StringLike: { k: "a*" } } },
    ],
    [{ allow: "oss:A", if: { StringLike: { k: "a*" } } }],
  ],
  [
    "StringEqualsIgnoreCase covers values of StringEquals, and no patterns",
    [
      { allow: "oss:A", if: { StringEquals: { k: "Ab" } } },
      { allow: "oss:A", if: { StringEqualsIgnoreCase: { k: "aB" } } },
      { allow: "oss:A", if: { StringLike: { k: "ab*" } } },
    ],
    [
      { allow: "oss:A", if: { StringEqualsIgnoreCase: { k: "aB" } } },
      { allow: "oss:A", if: { StringLike: { k: "ab*" } } },
    ],
  ],
  [
    "a test that another one implies goes",
    [{ allow: "oss:A", if: { StringEquals: { k: "ab" }, StringLike: { K: "a*" } } }],
    [{ allow: "oss:A", if: { StringEquals: { k: "ab" } } }],
  ],
  [
    "what is not known may become a pattern",
    [
      { allow: "oss:A", if: { StringEquals: { k: "${v}" } } },
      { allow: "oss:A", if: { StringLike: { k: "${v}" } } },
    ],
    [
      { allow: "oss:A", if: { StringEquals: { k: "${v}" } } },
      { allow: "oss:A", if: { StringLike: { k: "${v}" } } },
    ],
  ],
  ["fewer exceptions cover more", [{ denyNot: "ram:*" }, { denyNot: ["ram:*", "oss:*"] }], [{ denyNot: "ram:*" }]],
  [
    "everything except covers what is not excepted",
    [{ allowNot: "ram:*" }, { allow: "oss:Get" }],
    [{ allowNot: "ram:*" }],
  ],
  [
    "everything except does not cover what may be excepted",
    [{ allowNot: "oss:G*" }, { allow: "oss:*t" }],
    [{ allow: "oss:*t" }, { allowNot: "oss:G*" }],
  ],
  [
    "values of negated operators are not joined",
    [
      { allow: "oss:A", if: { StringNotEquals: { k: "x" } } },
      { allow: "oss:A", if: { StringNotEquals: { k: "y" } } },
    ],
    [
      { allow: "oss:A", if: { StringNotEquals: { k: "x" } } },
      { allow: "oss:A", if: { StringNotEquals: { k: "y" } } },
    ],
  ],
  [
    "fewer negated values hold more often",
    [
      { allow: "oss:A", if: { NotIpAddress: { k: ["1.1.1.1", "2.2.2.2"] } } },
      { allow: "oss:A", if: { NotIpAddress: { k: "1.1.1.1" } } },
    ],
    [{ allow: "oss:A", if: { NotIpAddress: { k: "1.1.1.1" } } }],
  ],
  [
    "patterns of StringLike cover values",
    [{ allow: "oss:A", if: { StringLike: { k: ["a*", "ab", "A"] } } }],
    [{ allow: "oss:A", if: { StringLike: { k: ["A", "a*"] } } }],
  ],
  [
    "what is not known covers itself only",
    [
      { allow: "oss:A", on: [a, "acs:oss:*:*:${x}"] },
      { allow: "oss:A", on: "acs:oss:*:*:${x}" },
    ],
    [{ allow: "oss:A", on: ["acs:oss:*:*:${x}", a] }],
  ],
  [
    "what is not known may make an ARN of a text, which no other text covers",
    [{ allow: "oss:A", on: ["acs:*:role/x", "acs:${v}:role/x", "*x", "${v}:x"] }],
    [{ allow: "oss:A", on: ["${v}:x", "*x", "acs:${v}:role/x"] }],
  ],
  [
    "names of RAM are excepted without regard to letter case, whatever pattern the code is",
    [
      { deny: "oss:A", notOn: "acs:*:*:1:role/Admin" },
      { deny: "oss:A", on: "acs:ram:*:1:role/admin" },
    ],
    [
      { deny: "oss:A", notOn: "acs:*:*:1:role/Admin" },
      { deny: "oss:A", on: "acs:ram:*:1:role/admin" },
    ],
  ],
  [
    "a text with wildcards may except names of RAM in either case",
    [
      { deny: "oss:A", notOn: "acs:*role/Admin" },
      { deny: "oss:A", on: "acs:ram:*:1:role/admin" },
    ],
    [
      { deny: "oss:A", notOn: "acs:*role/Admin" },
      { deny: "oss:A", on: "acs:ram:*:1:role/admin" },
    ],
  ],
  [
    "references of Terraform are told apart by letter case",
    [{ allow: ["oss:${var.a}", "oss:${var.A}", "OSS:${var.a}"] }],
    [{ allow: ["oss:${var.A}", "oss:${var.a}"] }],
  ],
  [
    "two that grant the same do not both go",
    [
      { allow: "oss:A", on: [a, b] },
      { allow: "oss:a", on: [b, a] },
    ],
    [{ allow: "oss:a", on: [a, b] }],
  ],
])("%s", (_, statements, expected) => {
  const minimized = minimize(PolicyDocument.fromJson({ Version: "1", Statement: statements.map(jsonOf) }));
  expect(minimized.document.toJson().Statement).toEqual(expected.map(jsonOf));
  expect(minimized.complete).toBe(true);
  const reversed = minimize(
    PolicyDocument.fromJson({ Version: "1", Statement: [...statements].reverse().map(jsonOf) }),
  );
  expect(reversed.document.toText()).toBe(minimized.document.toText());
});

it.each<readonly [string, readonly Short[]]>([
  [
    "a Deny that another one excepts, in other letter case",
    [
      { deny: "oss:A", notOn: "acs:*:*:1:role/Admin" },
      { deny: "oss:A", on: "acs:ram:*:1:role/admin" },
    ],
  ],
  ["text that Terraform may make an ARN of", [{ allow: "oss:A", on: ["acs:*:role/x", "acs:${v}:role/x"] }]],
  ["references that differ in letter case", [{ allow: ["oss:${var.a}", "oss:${var.A}"] }]],
])("what minimizing has to keep is not said to be void or covered: %s", (_, statements) => {
  const json = { Version: "1", Statement: statements.map(jsonOf) };
  const { findings } = validate(json, "identity", { rules: ["RAM716", "RAM717"] });
  expect(findings).toEqual([]);
});

it.each([
  ["full access", fullAccess, 5807],
  ["least privilege", leastPrivilege, 3393],
])("the vendor's policy for %s gets smaller, once", (_, json, bytes) => {
  const document = PolicyDocument.fromJson(json);
  const once = minimize(document).document;
  expect(document.byteLength).toBe(bytes);
  expect(once.byteLength).toBeLessThan(bytes);
  expect(minimize(once).document.toText()).toBe(once.toText());
});
