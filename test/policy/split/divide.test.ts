import { PolicyDocument, PolicyStatement, split } from "cdktf-alicloud-agentrun/policy";
import { token } from "../support";
import { atomsOf, sizeOf } from "./support";

function names(count: number, prefix: string): readonly string[] {
  return Array.from({ length: count }, (_, index) => `${prefix}${index}`);
}

const base = { Effect: "Allow", Action: "ecs:Run", Resource: "*" };
const manyActions = names(60, "ecs:Describe");
const manyResources = names(60, "acs:oss:*:*:bucket");
const condition = { Condition: { Bool: { "acs:MFAPresent": "true" } } };

const valuesOf = (operator: string) => ({ Condition: { Bool: { b: "true" }, [operator]: { k: names(60, "value") } } });

type Lists = Readonly<Record<string, unknown>>;

/** What is too large for 500 bytes, and the elements that its parts have whole. */
const rows: readonly (readonly [title: string, statement: Lists, whole: readonly string[]])[] = [
  ["many actions", { ...base, Action: manyActions }, ["Resource"]],
  ["many resources", { ...base, Resource: manyResources }, ["Action"]],
  ["many of both", { ...base, Action: manyActions, Resource: manyResources }, []],
  ["many actions on a few resources", { ...base, Action: manyActions, Resource: names(3, "acs:a:*:*:") }, ["Resource"]],
  ["a few actions on many resources", { ...base, Action: names(3, "a:B"), Resource: manyResources }, ["Action"]],
  ["many actions of which one is long", { ...base, Action: ["a:".padEnd(300, "b"), ...manyActions] }, ["Resource"]],
  ["every action but some", { Effect: "Allow", NotAction: names(9, "a:B"), Resource: manyResources }, ["NotAction"]],
  ["every resource but some", { Effect: "Deny", Action: manyActions, NotResource: names(9, "b") }, ["NotResource"]],
  ["a condition", { ...base, Action: manyActions, ...condition }, ["Condition", "Resource"]],
  ["many values of a condition", { ...base, ...valuesOf("StringEquals") }, ["Action", "Resource"]],
  ["many patterns of a condition", { ...base, Effect: "Deny", ...valuesOf("StringLike") }, ["Action", "Resource"]],
  ["many values and many actions", { ...base, Action: manyActions, ...valuesOf("IpAddress") }, ["Resource"]],
  ["an identifier", { Sid: "mine", ...base, Action: manyActions }, ["Sid", "Resource"]],
  ["a refusal", { ...base, Effect: "Deny", Action: manyActions }, ["Effect", "Resource"]],
  ["multi-byte resources", { ...base, Resource: names(60, "acs:oss:*:*:团队😀") }, ["Action"]],
  ["tokens that are alike", { ...base, Resource: names(20, "x").map((x, i) => `acs:${token.replace("12", `${i}`)}:${x.slice(0, 1)}`) }, ["Action"]], // prettier-ignore
];

describe.each(rows)("a statement with %s", (_, statement, whole) => {
  const document = PolicyDocument.fromJson({ Version: "1", Statement: [statement] });
  const parts = split(document, { limit: 500, maxDocuments: 100 });
  const printed = parts.flatMap((part) => part.document.toJson().Statement) as unknown as readonly Lists[];

  it("is divided into parts that fit", () => {
    expect(parts.length).toBeGreaterThan(1);
    expect(parts.filter((part) => sizeOf(part.document.toText()) > 500)).toEqual([]);
  });

  it("loses nothing and gains nothing", () => {
    expect(atomsOf(parts.map((part) => part.document))).toEqual(atomsOf([document]));
  });

  it("keeps its elements as they are, but for the lists that are divided", () => {
    for (const part of printed) {
      expect(Object.keys(part)).toEqual(Object.keys(statement));
      for (const name of whole) expect(part[name]).toEqual(statement[name]);
      for (const list of ["Action", "Resource"].filter((name) => statement[name] !== undefined)) {
        const values = [statement[list]].flat();
        const kept = [part[list]].flat();
        expect(values.filter((value) => kept.includes(value))).toEqual(kept);
      }
    }
  });
});

it("a statement that was built is still printed in canonical form once divided", () => {
  const statement = PolicyStatement.allow({ actions: [...manyActions, ...manyActions].reverse(), resources: "*" });
  for (const { document } of split(new PolicyDocument([statement]), { limit: 500 })) {
    const { Action } = document.toJson().Statement[0]!;
    expect(Action).toEqual([...new Set(Action)].sort());
    expect(document.toJson({ sortKey: (text) => text.slice(-1) }).Statement[0]!.Action).not.toEqual(Action);
  }
});

it("a statement that is too large because it repeats itself becomes one that is not", () => {
  const json = { ...base, Action: Array.from({ length: 100 }, () => "ecs:Run") };
  const documents = split(PolicyDocument.fromJson({ Version: "1", Statement: [json] }), { limit: 500 });
  expect(documents.map(({ document }) => document.toJson().Statement)).toEqual([[base]]);
});

it("is divided by the list that is longer in bytes, not in values", () => {
  const resources = names(5, "acs:oss:*:*:".padEnd(80, "b"));
  const [part] = split(
    new PolicyDocument([PolicyStatement.allow({ actions: names(30, "a:B"), resources })]), //
    { limit: 500 },
  );
  expect(part?.document.statements[0]?.actions).toHaveLength(30);
});

it.each(["Action", "Resource"])("one value more or less in %s changes two documents at most", (name) => {
  const values = names(80, name === "Action" ? "ecs:Describe" : "acs:oss:*:*:bucket");
  const texts = (list: readonly string[]): ReadonlyMap<number, string> =>
    new Map(
      split(PolicyDocument.fromJson({ Version: "1", Statement: [{ ...base, [name]: list }] }), { limit: 500 }).map(
        ({ number, document }) => [number, document.toText()],
      ),
    );
  const before = texts(values);
  expect(before.size).toBeGreaterThan(3);
  for (const value of values) {
    const after = texts(values.filter((one) => one !== value));
    const changed = [...before].filter(([number, text]) => after.has(number) && after.get(number) !== text).length;
    expect([1, 2]).toContain(changed);
  }
});
