import fc from "fast-check";
import { Configuration } from "../../../lib/terraform/configuration/configuration";
import { type Leaf, leavesOfJson } from "../../../lib/terraform/configuration/leaf";
import { pathText } from "../../../lib/terraform/configuration/step";
import { differencesOf } from "../../../lib/review/accounting/difference";
import { placeOf } from "../../../lib/terraform/configuration/place";
import { UnaccountedError, checkDifferences } from "../../../lib/review/accounting/self-check";

const stack = (text: string): Configuration => Configuration.ofStack(() => text);

const checking =
  (...given: Parameters<typeof check>) =>
  (): void => {
    check(...given);
  };

function check(before: string, after: string, without = 0): void {
  const [was, is] = [stack(before), stack(after)];
  checkDifferences(was, is, differencesOf(was, is).slice(without));
}

it.each([
  ["a value", '{"a":1}', '{"a":2}'],
  ["a key", '{"a":{}}', '{"a":{"b":null}}'],
  ["a number of many digits", '{"a":12345678901234567890}', '{"a":12345678901234567891}'],
  ["the last of two equal keys", '{"a":1,"a":2}', '{"a":1,"a":3}'],
  ["the first of two equal keys", '{"a":1,"a":2}', '{"a":3,"a":2}'],
  ["a key that looks like the second of two", '{"a#2":1}', '{"a#2":2}'],
  ["an escape", '{"a":"\\u0041"}', '{"a":"B"}'],
  ["a provider of a list", '{"provider":{"p":[{"alias":"x","a":1}]}}', '{"provider":{"p":[{"alias":"x","a":2}]}}'],
])("counts %s, and fails where nothing accounts for it", (_, before, after) => {
  expect(checking(before, after)).not.toThrow();
  expect(checking(before, after, 1)).toThrow(UnaccountedError);
  expect(checking(before, after, 1)).toThrow(/^RAM505: a value at /);
});

it("counts nothing where nothing differs", () => {
  const moved = '{"provider":{"p":[{"alias":"x"},{"alias":"y"}]}, "b": [1, "\\u0041"]}';
  expect(checking(moved, '{"b":[1,"A"],"provider":{"p":[{"alias":"y"},{"alias":"x"}]}}')).not.toThrow();
});

it("finds one difference at least in any two texts that differ, and accounts for all", () => {
  const name = fc.constantFrom("a", "b#2", "alias x", "file ", "0", "provider", "resource", "", "__proto__", "é");
  const { json } = fc.letrec<{ json: string }>((tie) => ({
    json: fc.oneof(
      { maxDepth: 4 },
      fc.constantFrom("1", "1.0", "null", '"a"', '"\\u0061"', "{}", "[]", "[ ]", "12345678901234567890"),
      fc.array(tie("json"), { maxLength: 3 }).map((items) => `[${items.join(" ,")}]`),
      fc
        .array(fc.tuple(name, tie("json")), { maxLength: 3 })
        .map((items) => `{ ${items.map(([key, item]) => `${JSON.stringify(key)}: ${item}`).join(",\n")} }`),
    ),
  }));
  fc.assert(
    fc.property(json, json, (before, after) => {
      check(before, after);
      const differences = differencesOf(stack(before), stack(after));
      if (differences.length === 0) expect(textsOf(before)).toEqual(textsOf(after));
    }),
    { numRuns: 500, seed: 15 },
  );
});

/** The values without the order in which aliases of providers are written. */
function textsOf(text: string): readonly string[] {
  return leavesOfJson(text)
    .filter(({ path: [first] }) => first?.kind !== "key" || first.name !== "provider")
    .map(({ path, value }: Leaf) => `${pathText(path)} ${value}`)
    .sort();
}

it.each([
  ["a file", '{"file ":{"x":1}}', "file "],
  ["an alias", '{"provider":{"alias x":{"a":1}}}', "provider"],
  ["the second of two keys", '{"resource#2":{"t":{"n":1}}}', "resource#2"],
  ["an object", '{"constructor":{"t":{"n":1}}}', "constructor"],
])("a key that looks like %s is a key", (_, text, block) => {
  const [leaf] = leavesOfJson(text);
  expect(placeOf(leaf!.path)).toMatchObject({ block, isPlain: true });
});
