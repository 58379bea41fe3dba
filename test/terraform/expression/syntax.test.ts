import fc from "fast-check";
import { evaluate, expressionOf, parseExpression, parseTemplate } from "../../../lib/terraform/expression";
import answers from "./console-answers.json";
import { nothing } from "./evaluated";

test.each([
  ["", 1, 1, "expected an expression"],
  ["1 +", 1, 4, "expected an expression"],
  ["(1", 1, 3, "expected ) here"],
  ["a b", 1, 3, "expected the end of the expression"],
  ['"a', 1, 3, "a quoted template has no closing quote"],
  ['"a\nb"', 2, 1, "a quoted template cannot extend over lines; write \\n or a heredoc"],
  ['"\\x"', 1, 2, "not an escape; write \\\\ for a backslash"],
  ['"${a"', 1, 5, "expected } after ${"],
  ['"%{ if a }"', 1, 2, "%{ if } has no else or endif"],
  ['"%{ endif }"', 1, 2, "%{ endif } has no beginning"],
  ['"%{ for x in y }%{ endif }"', 1, 17, "expected endfor"],
  ["<<EOT\na", 2, 2, "a heredoc has no closing line"],
  ["[1 2]", 1, 4, "expected , or ] in a list"],
  ["{ a = 1 b = 2 }", 1, 9, "expected a comma, a line break or } after an item"],
  ["{ a }", 1, 4, "expected = after the key"],
  ["[for x : x]", 1, 8, "expected in"],
  ["[for x in y : a => b]", 1, 21, "a list has no keys"],
  ["{for x in y : a}", 1, 16, "expected => after the key"],
  ["f(a... , b)", 1, 9, "no argument can follow ..."],
  ["a.", 1, 3, "expected a name after the dot"],
  ["a ? b", 1, 6, "expected : of the conditional"],
  ["0x10", 1, 2, "expected the end of the expression"],
  ["+1", 1, 1, "expected an expression"],
])("%j", (source, line, column, message) => {
  expect(parseExpression(source)).toEqual({
    problem: { message, position: { line, column, offset: expect.any(Number) as number } },
  });
});

test.each(["(", "[", "{a=", "-", "!", "a[", '"${', "f(", "1?", "a?b:", "[for x in ", "a[*].b", "1+", "%{if a}", "${"])(
  "%s 100,000 times is refused or read, without an overflow",
  (part) => {
    for (const parse of [parseExpression, parseTemplate]) {
      const parsed = parse(part.repeat(100_000) + "1");
      if ("expression" in parsed) expect(evaluate(parsed.expression, nothing)).toBeDefined();
      else expect(parsed.problem.message).not.toBe("");
    }
  },
);

test("nothing throws", () => {
  const pieces = [
    ...[
      "${",
      "%{",
      "}",
      "{",
      "(",
      ")",
      "[",
      "]",
      '"',
      "<<A\n",
      "\nA\n",
      "~",
      "...",
      "=>",
      "for x in ",
      " if ",
      ":",
      "?",
    ],
    ...[
      "=",
      "==",
      ",",
      ".",
      "*",
      "[*]",
      "-",
      "/",
      "%",
      "!",
      "&&",
      "1",
      "1e9",
      "a",
      "var.x",
      "é",
      "\\",
      "$${",
      "#",
      "/*",
    ],
    ...["endfor", "endif", "else", "null", "true", "format(", "jsonencode(", "range(", "regex(", "try(", " ", "\n"],
  ];
  const source = fc.oneof(
    fc.array(fc.constantFrom(...pieces), { maxLength: 30 }).map((parts) => parts.join("")),
    fc.string({ unit: "binary", maxLength: 30 }),
    fc
      .tuple(
        fc.constantFrom(...answers.values.map(([expression = ""]) => expression)),
        fc.nat(),
        fc.constantFrom(...pieces),
      )
      .map(([expression, at, piece]) => {
        const cut = at % (expression.length + 1);
        return expression.slice(0, cut) + piece + expression.slice(cut + (at % 3));
      }),
  );
  fc.assert(
    fc.property(source, (text) => {
      for (const parse of [parseExpression, parseTemplate]) {
        const parsed = parse(text);
        if ("expression" in parsed) expect(typeof expressionOf(evaluate(parsed.expression, nothing))).toBe("string");
        else expect(parsed.problem.position.offset).toBeLessThanOrEqual(text.length);
      }
    }),
    { numRuns: 5000, seed: 20260101 },
  );
});

test("the expression of a value is an expression of the same value", () => {
  for (const [expression = ""] of answers.values) {
    const first = parseExpression(expression);
    const written = "expression" in first ? expressionOf(evaluate(first.expression, nothing)) : "";
    const second = parseExpression(written);
    expect("expression" in second ? expressionOf(evaluate(second.expression, nothing)) : second).toBe(written);
  }
});
