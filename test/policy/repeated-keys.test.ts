import { PolicyDocument, TrustPolicy } from "cdktf-alicloud-agentrun/policy";
import fc from "fast-check";
import { repeatedKeys } from "../../lib/policy/repeated-keys";
import { problemsThrownBy } from "./support";

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

it("reads texts of any depth", () => {
  expect(repeatedKeys("[".repeat(100_000) + "]".repeat(100_000))).toEqual([]);
});

it.each([
  [
    "two operators of one name",
    '"Condition":{"StringEquals":{"a":"1"},"StringEquals":{"b":"2"}}',
    "RAM112 Statement[0].Condition.StringEquals",
  ],
  ["one key twice", '"Condition":{"Bool":{"a":"1","a":"2"}}', "RAM112 Statement[0].Condition.Bool.a"],
  ["an element twice", '"Effect":"Deny"', "RAM104 Statement[0].Effect"],
])("a document with %s is refused", (_, more, expected) => {
  const identity = `{"Version":"1","Statement":[{"Effect":"Allow","Action":"a:B","Resource":"*",${more}}]}`;
  const trust = `{"Version":"1","Statement":[{"Effect":"Allow","Action":"sts:AssumeRole","Principal":{"Service":"fc.aliyuncs.com"},${more}}]}`;
  for (const read of [() => PolicyDocument.fromJson(identity), () => TrustPolicy.fromJson(trust)]) {
    expect(problemsThrownBy(read).map(({ id, path }) => `${id} ${path}`)).toEqual([expected]);
  }
});
