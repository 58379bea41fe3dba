import { type Conditions, PolicyDocument, PolicyStatement, split } from "cdktf-alicloud-agentrun/policy";
import { hash32 } from "../../../lib/policy/split/hash";
import { documentNumber, statementPath, toldApart, valuePath } from "../../../lib/policy/split/path";
import { leaves, listBytes } from "../../../lib/policy/split/trie";
import { statementOf } from "./support";

it.each([
  ["", 1],
  ["0", 1],
  ["1", 2],
  ["01", 3],
  ["11", 4],
  ["0000", 1],
  ["0001", 9],
  ["101", 6],
  ["00000000000000000000000000000000000000001", 1 + 2 ** 40],
])("the document at %j has number %d", (path, number) => {
  expect(documentNumber(path)).toBe(number);
});

// Numbers are names of policies: another hash would rename what users have deployed.
it.each([
  ["", 2872998923],
  ["a", 444641715],
  ["ecs:Run", 2235757815],
  ["团队😀", 3535238499],
  ["\ud800", 1463727854],
])("the hash of %j never changes", (text, hash) => {
  expect(hash32(text)).toBe(hash);
});

it("numbers of documents never change", () => {
  const statements = Array.from({ length: 12 }, (_, index) =>
    PolicyStatement.allow({ actions: ["oss:GetObject", `oss:Put${index}`], resources: `acs:oss:*:*:bucket${index}` }),
  );
  const large = PolicyStatement.deny({
    actions: Array.from({ length: 40 }, (_, index) => `ecs:Delete${index}`),
    resources: "*",
  });
  const documents = split(new PolicyDocument([...statements, large]), { limit: 600 });
  expect(documents.map(({ number, document }) => [number, document.byteLength])).toEqual([
    [1, 305],
    [3, 491],
    [15, 565],
    [748, 545],
  ]);
});

it("what permits actions on everything begins at number 1, however much it is", () => {
  const statements = Array.from({ length: 8 }, (_, index) => statementOf(200, "*", `a:B${index}`));
  expect(split(new PolicyDocument(statements), { limit: 500 })[0]?.number).toBe(1);
});

it.each([
  ["what fits stays together", "00=4 11=5", "at the root: 00 11"],
  ["what does not goes by bits", "11=4 00=6", "at 0: 00; at 1: 11"],
  ["as far down as it must", "000=4 001=6 010=9 1=10", "at 000: 000; at 001: 001; at 01: 010; at 1: 1"],
  ["a bit that is not there is 0", "0=6 01=6", "at 00: 0; at 01: 01"],
  ["one alone stays, though it is too large", "0=11 1=1", "at 0: 0; at 1: 1"],
  ["a side without any makes no leaf", "100=6 110=6", "at 10: 100; at 11: 110"],
  ["order is kept inside", "01=5 1=9 00=4", "at 0: 01 00; at 1: 1"],
  ["nothing has no leaf", "", ""],
])("leaves: %s", (_, sizes, expected) => {
  const items = Array.from(sizes.matchAll(/(\d+)=(\d+)/g), ([, path = "", bytes]) => ({ path, bytes: Number(bytes) }));
  const found = leaves(items, (some) => listBytes(some) <= 10).map(
    (leaf) => `at ${leaf.path || "the root"}: ${leaf.items.map((i) => i.path).join(" ")}`,
  );
  expect(found.join("; ")).toBe(expected);
});

it("what is alike is told apart by its position", () => {
  const paths = toldApart(["a", "b", "a", "a", "a", "b"].map((path) => ({ path })));
  expect(paths.map(({ path }) => path)).toEqual(["a0", "b0", "a1", "a01", "a11", "b1"]);
});

const props = { actions: ["oss:GetObject", "oss:PutObject"], resources: ["acs:oss:*:*:a", "acs:oss:*:*:b"] };
const ofKey = (key: string, values: string | string[] = "true"): Conditions => ({ Bool: { [key]: values } });
const tokens = ["${TfToken[TOKEN.1]}", "${TfToken[TOKEN.23]}", "-8.109562212591379e+298"];
const readFrom = (elements: object): PolicyStatement =>
  PolicyStatement.fromJson({ Effect: "Allow", Action: props.actions, Resource: props.resources, ...elements });

describe("statements that mean the same have the same path:", () => {
  it.each<[string, PolicyStatement, PolicyStatement]>([
    ["read or built", PolicyStatement.allow(props), readFrom({})],
    ["another order", readFrom({}), readFrom({ Action: [...props.actions].reverse(), Resource: [...props.resources].reverse() })], // prettier-ignore
    ["a string or a list", readFrom({ Action: "a:B", Resource: "*" }), readFrom({ Action: ["a:B"], Resource: ["*"] })],
    ["a repetition", readFrom({}), readFrom({ Action: [...props.actions, ...props.actions] })],
    ["case of a condition key", readFrom({ Condition: ofKey("acs:MFAPresent") }), readFrom({ Condition: ofKey("acs:mfapresent", ["true"]) })], // prettier-ignore
    ["order of conditions", readFrom({ Condition: { Bool: { a: "1", B: ["2", "3"] }, IpAddress: { c: "4" } } }), readFrom({ Condition: { IpAddress: { c: ["4"] }, Bool: { b: ["3", "2"], A: "1" } } })], // prettier-ignore
    ["no conditions", readFrom({}), readFrom({ Condition: {} })],
    ["spelling of a token", readFrom({ Resource: [`acs:x:${tokens[0]!}`, "b"] }), readFrom({ Resource: ["b", `acs:x:${tokens[1]!}`] })], // prettier-ignore
    ["token of a number", readFrom({ Resource: `x/${tokens[0]!}` }), readFrom({ Resource: `x/${tokens[2]!}` })],
    ["token in an action", readFrom({ Action: `x:${tokens[0]!}` }), readFrom({ Action: `x:${tokens[1]!}` })],
    ["token in a condition", readFrom({ Condition: ofKey(tokens[0]!, tokens[1]) }), readFrom({ Condition: ofKey(tokens[1]!, tokens[0]) })], // prettier-ignore
  ])("%s", (_, one, other) => {
    expect(statementPath(other)).toBe(statementPath(one));
  });
});

describe("statements that mean something else have another path:", () => {
  const plain = statementPath(readFrom({}));
  it.each<[string, object]>([
    ["effect", { Effect: "Deny" }],
    ["actions", { Action: props.actions.slice(1) }],
    ["exceptions", { Action: undefined, NotAction: props.actions }],
    ["resources", { Resource: props.resources.slice(1) }],
    ["excepted resources", { Resource: undefined, NotResource: props.resources }],
    ["conditions", { Condition: ofKey("acs:MFAPresent") }],
    ["identifier", { Sid: "s" }],
  ])("%s", (_, elements) => {
    expect(statementPath(readFrom(elements))).not.toBe(plain);
  });
});

it("the identity decides the first 8 bits, and another action mostly leaves 12 more", () => {
  const path = (count: number, resources: string, skipped?: number): string =>
    statementPath(
      PolicyStatement.allow({
        actions: Array.from({ length: count }, (_, i) => `oss:Do${i}`).filter((_, i) => i !== skipped),
        resources,
      }),
    );
  let kept = 0;
  for (let index = 0; index < 100; index++) {
    const resource = `acs:oss:*:*:${index}`;
    const [before, after] = [path(10, resource), path(10, resource, index % 10)];
    expect(after.slice(0, 8)).toBe(before.slice(0, 8));
    if (after.slice(0, 20) === before.slice(0, 20)) kept++;
  }
  expect(kept).toBe(90);
});

it("paths spread evenly over the trie", () => {
  const counts = (paths: readonly string[], from: number, to: number): readonly number[] => {
    const found = new Map<string, number>();
    for (const path of paths) found.set(path.slice(from, to), (found.get(path.slice(from, to)) ?? 0) + 1);
    return [...found.values()];
  };
  const numbers = Array.from({ length: 16_000 }, (_, index) => index);
  const paths = numbers.map((index) => statementPath(statementOf(150, `acs:oss:*:*:bucket${index}`)));
  const values = numbers.map((index) => valuePath(`ecs:Describe${index}`));
  for (const found of [
    counts(paths, 0, 4),
    counts(paths, 4, 8),
    counts(paths, 8, 12),
    counts(paths, 20, 24),
    counts(values, 0, 4),
  ]) {
    // prettier-ignore
    expect(found).toHaveLength(16);
    expect(Math.min(...found)).toBeGreaterThan(850);
    expect(Math.max(...found)).toBeLessThan(1150);
  }
});
