import {
  type ConditionOperator,
  type ConditionType,
  type Conditions,
  PolicyDocument,
  PolicyStatement,
  type RequestContext,
  TrustPolicy,
  acknowledgedText,
  conditionOperators,
  evaluate,
  validate,
} from "cdktf-alicloud-agentrun/policy";
import { documentOf, idsThrownBy, problemsThrownBy, statement, trustStatement, untyped } from "./support";

const read = PolicyStatement.allow({ actions: "agentrun:GetAgentRuntime", resources: "*" });

/** RAM's own list: type, operators that hold on a match, operators that hold where none matches; and a value. */
const documented: readonly (readonly [ConditionType, string, string, string])[] = [
  ["String", "StringEquals StringEqualsIgnoreCase StringLike", "StringNotEquals StringNotEqualsIgnoreCase StringNotLike", "a*"], // prettier-ignore
  ["Number", "NumericEquals NumericLessThan NumericLessThanEquals NumericGreaterThan NumericGreaterThanEquals", "NumericNotEquals", "10"], // prettier-ignore
  ["Date and time", "DateEquals DateLessThan DateLessThanEquals DateGreaterThan DateGreaterThanEquals", "DateNotEquals", "2019-08-12T17:00:00+08:00"], // prettier-ignore
  ["Boolean", "Bool", "", "true"],
  ["IP address", "IpAddress", "NotIpAddress", "192.168.0.0/16"],
];

const operators = documented.flatMap(([type, plain, negated, value]) =>
  [...plain.split(" "), ...negated.split(" ")]
    .filter((name) => name !== "")
    .map((name) => ({ name: name as ConditionOperator, type, negated: negated.split(" ").includes(name), value })),
);

/** A condition where it may stand: a statement built, one read, and a trust policy. */
const places: readonly (readonly [string, (conditions: Conditions) => readonly (Conditions | undefined)[]])[] = [
  ["a statement", (c) => [PolicyStatement.allow({ actions: "a:B", resources: "*", conditions: c }).toJson().Condition]],
  ["a statement read", (c) => PolicyDocument.fromJson(JSON.stringify(documentOf({ ...statement, Condition: c }))).toJson().Statement.map(({ Condition }) => Condition)], // prettier-ignore
  ["a trust policy", (c) => new TrustPolicy([{ principals: trustStatement.Principal, conditions: c }]).toJson().Statement.map(({ Condition }) => Condition)], // prettier-ignore
  ["a trust policy read", (c) => TrustPolicy.fromJson(JSON.stringify(documentOf({ ...trustStatement, Condition: c }))).toJson().Statement.map(({ Condition }) => Condition)], // prettier-ignore
];

describe("operators", () => {
  it("are RAM's 21", () => {
    expect(operators).toHaveLength(21);
    expect(conditionOperators).toEqual(
      Object.fromEntries(operators.map(({ name, type, negated }) => [name, { type, negated }])),
    );
  });

  it.each(operators)("$name is taken everywhere, in this spelling alone", ({ name, value }) => {
    const condition = { [name]: { "acs:key": [value] } };
    for (const [, printed] of places) expect(printed(condition)).toEqual([condition]);
    expect(read.withCondition(name, "acs:key", value).toJson().Condition).toEqual(condition);
    for (const wrong of [name.toLowerCase(), name.toUpperCase(), `${name}IfExists`, ` ${name}`]) {
      const { findings } = validate(documentOf(read.withCondition(untyped(wrong), "acs:key", value).toJson()));
      const [unlisted, ...others] = findings.filter(({ id }) => id === "RAM111");
      expect([unlisted?.severity, others]).toEqual(["warning", []]);
      expect(unlisted?.found).toContain(JSON.stringify(wrong));
    }
  });

  const unknown = [
    ...["Null", "ArnEquals", "ArnLike", "ArnNotLike", "BinaryEquals", "StringLikeIgnoreCase", "NotBool"],
    ...["ForAnyValue:StringLike", "ForAllValues:StringEquals", "StringEqualsIfExists"],
    ...["__proto__", "constructor", "toString", "hasOwnProperty", "valueOf", "prototype"],
  ];
  it.each(unknown)("%j is kept, found by RAM111, and decides nothing", (name) => {
    // Spelt as JSON, so that "__proto__" is an element like another.
    const json = `{${JSON.stringify(name)}:{"acs:key":["v"]}}`;
    for (const [place, printed] of places) {
      expect([place, JSON.stringify(printed(JSON.parse(json) as Conditions))]).toEqual([place, `[${json}]`]);
    }
    const document = new PolicyDocument([read.withCondition(untyped(name), "acs:key", "v")]);
    const { findings } = validate(document.toText());
    expect(findings.map(({ id, severity }) => `${severity} ${id}`)).toContain("warning RAM111");
    expect(findings.filter(({ severity }) => severity === "error")).toEqual([]);
    const request = { action: read.actions[0]!, resource: "*" };
    const contexts: readonly RequestContext[] = [{}, { "acs:key": "v" }, { "acs:key": null }];
    for (const context of contexts) {
      const { decision, dependsOn } = evaluate({ policies: [document], request, context, world: "closed" });
      expect([decision, dependsOn.map(({ operator }) => operator)]).toEqual(["Depends", [name]]);
    }
    expect(
      validate(document.toText(), "identity", {
        acknowledgements: findings
          .filter(({ id }) => id === "RAM111")
          .map((finding) => ({ id: "RAM111", found: acknowledgedText(finding), reason: "known" })),
      }).findings,
    ).toEqual(findings.filter(({ id }) => id !== "RAM111"));
  });
});

it.each([
  ["stringequals", "StringEquals"],
  ["StringEqual", "StringEquals"],
  ["String Equals", "StringEquals"],
  ["StringsLike", "StringLike"],
  ["NumericGreatherThan", "NumericGreaterThan"],
  ["DateNotEqual", "DateNotEquals"],
  ["Boolean", undefined],
  ["bool ", "Bool"],
  ["IPAddress", "IpAddress"],
  ["NotIpAdress", "NotIpAddress"],
  ["Null", undefined],
  ["StringEqualsIfExists", undefined],
  ["StringNotEqualss", "StringNotEquals"],
  ["NotStringEquals", undefined],
  ["ForAllValues:StringEquals", undefined],
])("%j is found, and %s is proposed", (wrong, right) => {
  const { findings } = validate(documentOf(read.withCondition(untyped(wrong), "acs:key", "v").toJson()));
  const problem = findings.find(({ id }) => id === "RAM111");
  expect(problem?.severity).toBe("warning");
  if (right === undefined) expect(problem?.fix).not.toMatch(new RegExp(Object.keys(conditionOperators).join("|")));
  else expect(problem?.fix).toBe(`write ${right}`);
});

describe.each(["__proto__", "constructor", "toString", "hasOwnProperty", "valueOf", "7", "acs:ResourceTag/${team}"])(
  "the key %j",
  (key) => {
    const keys = JSON.parse(`{"acs:Service":["a"],${JSON.stringify(key)}:["v"]}`) as Record<string, readonly string[]>;

    it.each(places)("is kept in %s", (_, printed) => {
      expect(printed({ StringEquals: keys }).map((c) => Object.entries(c?.StringEquals ?? {}).sort())).toEqual([
        Object.entries(keys).sort(),
      ]);
    });

    it("is kept where it is added, and is found where it is added again", () => {
      const one = read.withCondition("StringEquals", key, "v").withCondition("StringEquals", "acs:Service", "a");
      expect(Object.entries(one.conditions?.StringEquals ?? {})).toContainEqual([key, "v"]);
      const text = new PolicyDocument([one.mapText((value) => `${value}!`)]).toText();
      expect(text).toContain(`${JSON.stringify(key)}:["v!"]`);
      expect(text).toContain('"acs:Service":["a!"]');
      expect(idsThrownBy(() => one.withCondition("StringEquals", key.toUpperCase(), "w"))).toEqual(["RAM112"]);
      expect(idsThrownBy(() => one.withCondition("StringLike", key, "w"))).toEqual([]);
    });
  },
);

it("leaves the prototypes of all objects alone", () => {
  const json = '{"StringEquals":{"__proto__":{"polluted":"x"},"constructor":{"prototype":{"polluted":"x"}}}}';
  expect(idsThrownBy(() => places[1]![1](JSON.parse(json) as Conditions))).toEqual(["RAM109", "RAM109"]);
  read.withCondition("StringEquals", "__proto__", "polluted").toJson();
  expect("polluted" in {}).toBe(false);
  expect(Object.keys(Object.prototype)).toEqual([]);
});

describe("keys and values", () => {
  it("may be empty conditions, which always hold, and empty values", () => {
    for (const [, printed] of places) {
      expect(printed({})).toEqual([{}]);
      expect(printed({ StringLike: { "oss:Prefix": ["", "hangzhou/"] } })).toEqual([
        { StringLike: { "oss:Prefix": ["", "hangzhou/"] } },
      ]);
    }
  });

  it("may be the same key under two operators, but not twice under one", () => {
    const twice = { IpAddress: { "acs:SourceIp": "10.0.0.1", "ACS:SourceIP": "10.0.0.2" } };
    const apart = { IpAddress: { "acs:SourceIp": ["10.0.0.1"] }, NotIpAddress: { "ACS:SourceIP": ["10.0.0.2"] } };
    for (const [, printed] of places) {
      expect(printed(apart)).toEqual([apart]);
      expect(idsThrownBy(() => printed(twice))).toEqual(["RAM112"]);
    }
  });

  it("names both spellings of a key that is there twice", () => {
    const one = read.withCondition("Bool", "acs:MFAPresent", "true");
    const [problem] = problemsThrownBy(() => one.withCondition("Bool", "acs:mfapresent", "false"));
    expect(problem).toMatchObject({ id: "RAM112", path: "Condition.Bool" });
    expect(problem?.found).toMatch(/"acs:MFAPresent".*"acs:mfapresent"/);
  });

  it("are strings only", () => {
    const conditions = untyped({ Bool: { a: true }, NumericEquals: { b: [1, "2"] }, DateEquals: { c: null } });
    for (const [, printed] of places)
      expect(idsThrownBy(() => printed(conditions))).toEqual(["RAM109", "RAM109", "RAM109"]);
  });

  it("are added to a copy", () => {
    const one = read.withCondition("Bool", "acs:MFAPresent", "true");
    const two = one.withCondition("Bool", "acs:SecureTransport", "true").withCondition("IpAddress", "acs:SourceIp", "10.0.0.1"); // prettier-ignore
    expect(read.conditions).toBeUndefined();
    expect(one.toJson().Condition).toEqual({ Bool: { "acs:MFAPresent": ["true"] } });
    expect(two.toJson().Condition).toEqual({
      Bool: { "acs:MFAPresent": ["true"], "acs:SecureTransport": ["true"] },
      IpAddress: { "acs:SourceIp": ["10.0.0.1"] },
    });
  });
});
