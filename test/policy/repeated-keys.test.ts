import { PolicyDocument, TrustPolicy } from "cdktf-alicloud-agentrun/policy";
import fc from "fast-check";
import { repeatedKeys } from "../../lib/policy/repeated-keys";
import { idsThrownBy, problemsThrownBy } from "./support";

it.each([
  ['{"a":1,"b":{"a":2}}', []],
  ['{"a":1,"a":2}', ["a in "]],
  ['{"x":{"a":1,"b":[{"a":1},{"a":1,"a":2}]}}', ["a in x.b.1"]],
  ['{"a":"\\"a\\":","a" :2}', ["a in "]],
  ['{"\\u0061":1,"a":2}', ["a in "]],
  ['["a","a",{"a":"a"}]', []],
  ['{"a":{},"b":[],"a":[[],{"c":1,"c":2}]}', ["a in ", "c in a.1"]],
])("%s", (text, expected) => {
  expect(repeatedKeys(text).map(({ key, inside }) => `${key} in ${inside.join(".")}`)).toEqual(expected);
});

it("finds nothing in what JSON.stringify prints", () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(repeatedKeys(JSON.stringify(value, null, 1))).toEqual([]);
    }),
    { seed: 20261124, numRuns: 300 },
  );
});

it("finds the one key that is put in a second time, wherever that is", () => {
  const key = fc.oneof(fc.string(), fc.constantFrom('"', "\\", '\\"', "{", "}", ",", ":", "\u2028", "é", "__proto__"));
  fc.assert(
    fc.property(fc.dictionary(key, fc.jsonValue({ maxDepth: 2 }), { minKeys: 1 }), fc.nat(), (object, choice) => {
      const entries = Object.entries(object).map(
        ([name, value]) => `${JSON.stringify(name)} :${JSON.stringify(value)}`,
      );
      const again = Object.keys(object)[choice % entries.length]!;
      const escaped = again.replace(/[^]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);
      const inner = `{${entries.join(", ")},"${escaped}":[]}`;
      expect(Object.keys(JSON.parse(inner) as object)).toHaveLength(entries.length);
      expect(repeatedKeys(`[0,{"x":${inner}}]`)).toEqual([{ key: again, inside: [1, "x"] }]);
    }),
    { seed: 20261124, numRuns: 300 },
  );
});

it("reads texts of any depth, in time that grows with their length only", () => {
  expect(repeatedKeys("[".repeat(100_000) + "]".repeat(100_000))).toEqual([]);
  const twiceAtEveryDepth = '{"a":1,"a":'.repeat(100_000) + "1" + "}".repeat(100_000);
  const ids = new Set(idsThrownBy(() => PolicyDocument.fromJson(twiceAtEveryDepth)));
  expect(ids).toEqual(new Set(["RAM101"]));
}, 5000);

it("reads texts of any length", () => {
  for (const filler of ["x", "\\n", '\\"', "\\\\"]) {
    const value = JSON.parse(`"${filler.repeat(5_000_000)}"`) as string;
    const json = { Version: "1", Statement: [{ Effect: "Allow", Action: "a:B", Resource: value }] };
    expect(PolicyDocument.fromJson(JSON.stringify(json)).statements[0]?.resources[0] === value).toBe(true);
  }
});

it.each([
  ["Version", '{"Version":"1","Version":"1","Statement":[]}'],
  ["Statement", '{"Version":"1","Statement":[{}],"Statement":[]}'],
])("a document with %s twice is refused, with everything else that is wrong", (name, text) => {
  for (const read of [() => PolicyDocument.fromJson(text), () => TrustPolicy.fromJson(text)]) {
    expect(problemsThrownBy(read).map(({ id, path }) => `${id} ${path}`)).toEqual([
      `RAM101 ${name}`,
      "RAM103 Statement",
    ]);
  }
});

it("a trust policy with a kind of principals twice is refused", () => {
  const text =
    '{"Version":"1","Statement":[{"Effect":"Allow","Action":"sts:AssumeRole","Principal":' +
    '{"Service":"fc.aliyuncs.com","Service":"fnf.aliyuncs.com"}}]}';
  const found = problemsThrownBy(() => TrustPolicy.fromJson(text)).map(({ id, path }) => `${id} ${path}`);
  expect(found).toEqual(["RAM104 Statement[0].Principal.Service"]);
});

it.each([
  [
    "two operators of one name",
    '"Condition":{"StringEquals":{"a":"1"},"StringEquals":{"b":"2"}}',
    "RAM112 Statement[0].Condition.StringEquals",
  ],
  ["one key twice", '"Condition":{"Bool":{"a":"1","a":"2"}}', "RAM112 Statement[0].Condition.Bool.a"],
  [
    "one key twice, in two spellings of JSON",
    '"Condition":{"Bool":{"acs.5":"1","acs\\u002e5":"2"}}',
    "RAM112 Statement[0].Condition.Bool.acs.5",
  ],
  ["an element twice", '"Effect":"Deny"', "RAM104 Statement[0].Effect"],
])("a document with %s is refused", (_, more, expected) => {
  const identity = `{"Version":"1","Statement":[{"Effect":"Allow","Action":"a:B","Resource":"*",${more}}]}`;
  const trust = `{"Version":"1","Statement":[{"Effect":"Allow","Action":"sts:AssumeRole","Principal":{"Service":"fc.aliyuncs.com"},${more}}]}`;
  for (const read of [() => PolicyDocument.fromJson(identity), () => TrustPolicy.fromJson(trust)]) {
    expect(problemsThrownBy(read).map(({ id, path }) => `${id} ${path}`)).toEqual([expected]);
  }
});
