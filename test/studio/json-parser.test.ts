import fc from "fast-check";
import { type Node, type ParseError, findNodeAtLocation, getNodePath, parseTree } from "jsonc-parser";
import * as own from "../../studio/src/json-parser";

/** Each node of a tree without those around it, with its path by both parsers. */
function nodesIn(node: Node | undefined): readonly object[] {
  if (node === undefined) return [];
  const { parent, children = [], ...facts } = node;
  const isItem = node.type !== "property" && parent?.type !== "object";
  const paths = isItem ? { path: getNodePath(node), own: own.getNodePath(node) } : {};
  return [{ ...facts, around: parent?.offset, ...paths }, ...children.flatMap(nodesIn)];
}

const texts = fc
  .tuple(fc.json(), fc.constantFrom(undefined, 2, "\t"))
  .map(([json, space]) => JSON.stringify(JSON.parse(json), null, space));

it("reads JSON as jsonc-parser does", () => {
  fc.assert(
    fc.property(texts, (text) => {
      const [tree, expected] = [own.parseTree(text), parseTree(text)];
      expect(nodesIn(tree)).toEqual(nodesIn(expected));
    }),
    { seed: 20261128, numRuns: 300 },
  );
});

it("finds what jsonc-parser finds", () => {
  const text = '{ "a": [1, { "b": "\\"}" }], "a": true, "": null }';
  const [tree, expected] = [own.parseTree(text), parseTree(text)];
  for (const path of [[], ["a"], ["a", 1, "b"], ["a", 2], ["a", "b"], ["", 0], [""]]) {
    const [found, wanted] = [own.findNodeAtLocation(tree!, path), findNodeAtLocation(expected!, path)];
    expect([path, found?.offset, found?.length]).toEqual([path, wanted?.offset, wanted?.length]);
  }
});

it.each(['{ "Version": "1",, }', "", "[1 2]", '{"a": tru}', '["', "{} {}"])("says where %s is no JSON", (text) => {
  const errors: ParseError[] = [];
  expect(own.parseTree(text, errors)).toBeUndefined();
  expect(errors).toHaveLength(1);
  expect(() => JSON.parse(text.slice(0, errors[0]!.offset + 1)) as unknown).toThrow();
});

it("takes any nesting", () => {
  const depth = 100_000;
  expect(own.parseTree("[".repeat(depth) + "]".repeat(depth))?.length).toBe(2 * depth);
});
