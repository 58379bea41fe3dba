import { JsonPlaces, type JsonStep } from "../../../lib/terraform/places/json-places";

const text = `{
  "resource": {\r
    "type": { "a": { "text": "x", "list": ["p", "q"], "whole": {} } },
    "twice": 1, "twice": 2
  },
  "Statement": { "Action": "x" }
}`;

const places = new JsonPlaces("f.json", text);

it.each<readonly [readonly JsonStep[], string]>([
  [[], "1:1-2"],
  [["resource"], "2:3-13"],
  [["resource", "type", "a"], "3:15-18"],
  [["resource", "type", "a", "text"], "3:30-33"],
  [["resource", "type", "a", "list", 1], "3:49-52"],
  [["resource", "type", "a", "gone"], "3:15-18"],
  [["resource", "type", "gone", "text"], "3:5-11"],
  [["resource", "twice"], "4:26-27"],
  [["Statement", 0, "Action", 0], "6:28-31"],
])("%j is at %s", (path, expected) => {
  const { file, line, column, endColumn } = places.at(path);
  expect([file, `${line}:${column}-${endColumn}`]).toEqual(["f.json", expected]);
});

it("is the file as a whole where the text is no JSON", () => {
  expect(new JsonPlaces("f.json", "").at(["a"])).toEqual({ file: "f.json" });
});

it("finds a resource of a plan by its address", () => {
  const plan = new JsonPlaces(
    "plan.json",
    `{"resource_changes":[{"address":"a.b"},
{"address":"a.gone"}],"planned_values":{"root_module":{"child_modules":[{"address":"module.m","resources":[
  {"address":"a.b","values":{"name":"x"}}]}]}}}`,
  );
  expect(plan.atAddress("a.b", ["values", "name"])).toMatchObject({ line: 3, column: 37 });
  expect(plan.atAddress("a.gone", ["values"])).toMatchObject({ line: 2, column: 1 });
  expect(plan.atAddress("a.c", [])).toBeUndefined();
});
