import {
  type NameKind,
  checkDescription,
  checkName,
  checkSessionDuration,
  checkTags,
  maxNameLength,
} from "cdktf-alicloud-agentrun/policy";

function idsOf(problems: readonly { readonly id: string }[]): readonly string[] {
  return problems.map(({ id }) => id);
}

/** What RAM documents for each kind: longest name, and the characters beside letters and digits. */
const rules: readonly (readonly [kind: NameKind, maxLength: number, marks: string])[] = [
  ["policy", 128, "-"],
  ["role", 64, ".-"],
  ["user", 64, "._-"],
  ["group", 64, "._-"],
];

describe.each(rules)("a %s name", (kind, maxLength, marks) => {
  it(`has 1 to ${maxLength} characters`, () => {
    expect(maxNameLength(kind)).toBe(maxLength);
    expect(idsOf(checkName(kind, "", "name"))).toEqual(["RAM201"]);
    expect(idsOf(checkName(kind, "a", "name"))).toEqual([]);
    expect(idsOf(checkName(kind, "a".repeat(maxLength), "name"))).toEqual([]);
    expect(idsOf(checkName(kind, "a".repeat(maxLength + 1), "name"))).toEqual(["RAM201"]);
    expect(idsOf(checkName(kind, "!".repeat(maxLength + 1), "name"))).toEqual(["RAM201", "RAM202"]);
  });

  it(`may hold letters, digits and any of ${marks}, and no other character of ASCII`, () => {
    const ascii = Array.from({ length: 128 }, (_, code) => String.fromCharCode(code));
    const taken = ascii.filter((character) => checkName(kind, `a${character}`, "name").length === 0);
    expect(taken.filter((character) => /[^A-Za-z0-9]/.test(character)).sort()).toEqual(Array.from(marks).sort());
    expect(taken).toHaveLength(62 + marks.length);
    expect(
      ascii.filter((character) => !taken.includes(character)).map((c) => idsOf(checkName(kind, c, "name"))),
    ).toEqual(Array.from({ length: 128 - 62 - marks.length }, () => ["RAM202"]));
  });

  it.each(["é", "名", "ａ", "😀", "\u200b", "name\n"])("does not hold %j", (text) => {
    expect(idsOf(checkName(kind, `a${text}`, "name"))).toEqual(["RAM202"]);
  });
});

it("only the name of a user does not begin with a hyphen", () => {
  const refused = rules.map(([kind]) => kind).filter((kind) => checkName(kind, "-a", "name").length > 0);
  expect(refused).toEqual(["user"]);
  expect(idsOf(checkName("user", "-a", "name"))).toEqual(["RAM202"]);
  expect(idsOf(checkName("user", "a-", "name"))).toEqual([]);
});

it.each([
  ["", ["RAM203"]],
  ["x", []],
  ["x".repeat(1024), []],
  ["x".repeat(1025), ["RAM203"]],
  ["描".repeat(1024), []],
  ["描".repeat(1025), ["RAM203"]],
])("description %#", (description, ids) => {
  expect(idsOf(checkDescription(description, "description"))).toEqual(ids);
});

it.each([
  [3599, ["RAM204"]],
  [3600, []],
  [7200, []],
  [43200, []],
  [43201, ["RAM204"]],
  [3600.5, ["RAM204"]],
  [0, ["RAM204"]],
  [-3600, ["RAM204"]],
  [Number.NaN, ["RAM204"]],
  [Infinity, ["RAM204"]],
])("a session of %d seconds", (seconds, ids) => {
  expect(idsOf(checkSessionDuration(seconds, "maxSessionDuration"))).toEqual(ids);
});

function tags(count: number): Readonly<Record<string, string>> {
  return Object.fromEntries(Array.from({ length: count }, (_, index) => [`key${index}`, "value"]));
}

it.each<readonly [string, Readonly<Record<string, string>>, readonly string[]]>([
  ["none", {}, []],
  ["20", tags(20), []],
  ["21", tags(21), ["RAM205 tags"]],
  ["a key of 128 characters", { ["k".repeat(128)]: "v" }, []],
  ["a value of 256 characters outside the basic plane", { k: "😀".repeat(256) }, []],
  ["a key of 129 characters", { ["k".repeat(129)]: "v" }, [`RAM205 tags.${"k".repeat(129)}`]],
  ["an empty key", { "": "v" }, ["RAM205 tags."]],
  ["an empty value", { k: "" }, []],
  ["a value of 256 characters", { k: "v".repeat(256) }, []],
  ["a value of 257 characters", { k: "v".repeat(257) }, ["RAM205 tags.k"]],
  ["21, two of them too long", { ...tags(19), a: "v".repeat(257), b: "v".repeat(257) }, ["RAM205 tags", "RAM205 tags.a", "RAM205 tags.b"]], // prettier-ignore
])("tags: %s", (_, given, expected) => {
  expect(checkTags(given, "tags").map(({ id, path }) => `${id} ${path}`)).toEqual(expected);
});
