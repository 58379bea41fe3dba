import { PolicyDocument, split } from "cdktf-alicloud-agentrun/policy";
import { documentOf, problemsThrownBy, statement } from "../support";

const long = "a:".padEnd(500, "b");
const many = Array.from({ length: 60 }, (_, index) => `ecs:Describe${index}`);
const limit = 400;
/** What covers none of the others. */
const other = { ...statement, Action: "oss:Other" };

describe("a statement that cannot be made to fit (RAM120)", () => {
  it.each<[string, object, RegExp]>([
    ["an action that is too long", { ...statement, Action: long }, /wildcard/],
    ["one such action among others", { ...statement, Action: [...many, long] }, /wildcard/],
    ["a resource that is too long", { ...statement, Resource: ["acs:a", long] }, /wildcard/],
    ["a long action on a long resource", { ...statement, Action: [long.slice(200)], Resource: long.slice(200) }, /./],
    ["a long list of NotAction", { Effect: "Allow", NotAction: many, Resource: ["a", "b"] }, /shorten NotAction/],
    ["the same under Deny", { Effect: "Deny", NotAction: many, Resource: "*" }, /shorten NotAction/],
    ["a long list of NotResource", { Effect: "Allow", Action: ["a", "b"], NotResource: many }, /shorten NotResource/],
    ["both", { Effect: "Allow", NotAction: many, NotResource: many }, /shorten NotAction and NotResource/],
    ["a long condition", { ...statement, Action: many, Condition: { StringNotEquals: { k: many } } }, /conditions/],
  ])("%s", (_, wrong, fix) => {
    const document = PolicyDocument.fromJson(documentOf(other, wrong, other));
    const problems = problemsThrownBy(() => split(document, { limit }));
    expect(problems.map(({ id, path }) => `${id} ${path}`)).toEqual(["RAM120 Statement[1]"]);
    expect(problems[0]?.found).toContain(`${JSON.stringify(wrong).length} bytes`);
    expect(problems[0]?.allowed).toContain("370 bytes");
    expect(problems[0]?.fix).toMatch(fix);
  });

  it("is reported together with all others", () => {
    const wrong = { ...statement, Action: long };
    const document = PolicyDocument.fromJson(documentOf(wrong, statement, { ...wrong, Action: `${long}c` }));
    expect(problemsThrownBy(() => split(document, { limit })).map(({ path }) => path)).toEqual([
      "Statement[0]",
      "Statement[2]",
    ]);
  });
});

describe("more documents than may be attached (RAM121)", () => {
  const numbered = Array.from({ length: 60 }, (_, index) => ({
    ...{ ...statement, Action: `oss:Do${index}` },
    Resource: `acs:oss:*:*:bucket${index}`,
  }));

  it.each<[string, readonly object[], number | undefined, string]>([
    ["many statements", numbered, undefined, "document"],
    ["many statements, where a quota is lower", numbered.slice(0, 12), 2, "document"],
    ["parts of one statement", [statement, { ...statement, Action: many }], 2, "Statement[1]"],
    ["two where there may be one", numbered.slice(0, 6), 1, "document"],
  ])("%s", (_, list, maxDocuments, path) => {
    const document = PolicyDocument.fromJson(documentOf(...list));
    const options = maxDocuments === undefined ? { limit } : { limit, maxDocuments };
    const problems = problemsThrownBy(() => split(document, options));
    expect(problems.map((problem) => `${problem.id} ${problem.path}`)).toEqual([`RAM121 ${path}`]);
    expect(problems[0]?.allowed).toContain(String(maxDocuments ?? 10));
    expect(problems[0]?.fix).toMatch(/wildcard.*groups.*quota.*maxDocuments/);
  });

  it("as many as may be are taken", () => {
    const document = PolicyDocument.fromJson(documentOf(...numbered.slice(0, 20)));
    const count = split(document, { limit, maxDocuments: 1000 }).length;
    expect(split(document, { limit, maxDocuments: count })).toHaveLength(count);
    expect(() => split(document, { limit, maxDocuments: count - 1 })).toThrow("RAM121");
  });

  it("is found before all of a huge statement is divided", () => {
    const lists = {
      Action: Array.from({ length: 20_000 }, (_, index) => `ecs:Describe${index}`),
      Resource: Array.from({ length: 20_000 }, (_, index) => `acs:ecs:*:*:instance/${index}`),
    };
    const document = PolicyDocument.fromJson(documentOf({ ...statement, ...lists }));
    expect(() => split(document)).toThrow("RAM121");
  });
});

it.each([0, -1, NaN, Infinity, 1.5, 74, 6144.5])("a limit of %d bytes is none (RAM122)", (wrong) => {
  const problems = problemsThrownBy(() => split(PolicyDocument.fromJson(documentOf(statement)), { limit: wrong }));
  expect(problems.map(({ id, path }) => `${id} ${path}`)).toEqual(["RAM122 limit"]);
});

it("the shortest policy there is fits into the least limit", () => {
  const shortest = PolicyDocument.fromJson(documentOf({ Effect: "Deny", Action: "*", Resource: "*" }));
  expect(split(shortest, { limit: shortest.byteLength })).toHaveLength(1);
  expect(() => split(shortest, { limit: shortest.byteLength - 1 })).toThrow("RAM122");
});

it("wrong limits of both kinds are reported together", () => {
  const document = PolicyDocument.fromJson(documentOf(statement));
  for (const maxDocuments of [0, 0.5, -3, NaN]) {
    const problems = problemsThrownBy(() => split(document, { limit: 1, maxDocuments }));
    expect(problems.map(({ id, path }) => `${id} ${path}`)).toEqual(["RAM122 limit", "RAM122 maxDocuments"]);
  }
});
