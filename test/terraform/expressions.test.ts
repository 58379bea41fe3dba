import { extractExpressions } from "../../lib/terraform/expressions";

it.each([
  ["plain", 0, "plain"],
  ["$${a}", 0, "${a}"],
  ["%%{if}", 0, "%{if}"],
  ["$$$${a}", 0, "$$${a}"],
  ["a ${b.c} d", 1, "a ${b.c} d"],
  ['${f("}", "\\"}")} x', 1, '${f("}", "\\"}")} x'],
  ["${ {a = 1}.a }b", 1, "${ {a = 1}.a }b"],
  ["%{ if x }y%{ endif }", 2, "%{ if x }y%{ endif }"],
  ['costs ${"$"}${v}', 2, 'costs ${"$"}${v}'],
  ["${never closed", 1, "${never closed"],
])("%j holds %d expressions and is shown as %j", (template, count, shown) => {
  const { text, restore } = extractExpressions(template);
  expect(text.match(/\$\{TfToken\[/g) ?? []).toHaveLength(count);
  expect(restore(text)).toBe(shown);
});
