import { instancesOf } from "../../lib/terraform/iterations";

it.each([
  ["${each.key}", "a"],
  ["x-${each.key}", "x-a"],
  ["${each.value.name}", "n"],
  ['${each.value["name"]}', "n"],
  ['${each.key == "a" ? "b" : "c"}', '${"a" == "a" ? "b" : "c"}'],
  ['${each.value.name == "n" ? {x = "y"}.x : "z"}', '${"n" == "n" ? {x = "y"}.x : "z"}'],
  ["$${each.key}", "$${each.key}"],
  ['${f("}", each.key)}', '${f("}", "a")}'],
])("%s of an instance is %s", (text, filled) => {
  expect(instancesOf({ for_each: { a: { name: "n" } }, text })).toEqual([
    { index: '["a"]', arguments: { text: filled } },
  ]);
});
