import fc from "fast-check";
import { hasToken } from "../../lib/policy";
import { extractExpressions, protectTokens, restoreExpressions } from "../../lib/terraform/expressions";
import { expressionToken, literalToken } from "../support/tokens";

it.each([
  ["plain", 0, "plain"],
  ["$${a}", 0, "${a}"],
  ["%%{if}", 0, "%{if}"],
  ["$$$${a}", 0, "$$${a}"],
  ["a ${b.c} d", 1, "a ${b.c} d"],
  ['${f("}", "\\"}")} x', 1, '${f("}", "\\"}")} x'],
  ['${f("${g("}")}")} x', 1, '${f("${g("}")}")} x'],
  ["${ {a = 1}.a }b", 1, "${ {a = 1}.a }b"],
  ["%{ if x }y%{ endif }", 2, "%{ if x }y%{ endif }"],
  ['costs ${"$"}${v}', 2, 'costs ${"$"}${v}'],
  ["${never closed", 1, "${never closed"],
])("%j holds %d expressions and is shown as %j", (template, count, shown) => {
  const text = extractExpressions(template);
  expect(text.match(/\$\{TfToken\[/g) ?? []).toHaveLength(count);
  expect(restoreExpressions(text)).toBe(shown);
});

it("a token says which expression it stands for, in whatever process and order it was made", () => {
  expect(extractExpressions("x/${a.B_1}")).toBe("x/${TfToken[expression._0024_007ba._0042_005f1_007d]}");
});

describe("a literal text that looks like a token", () => {
  const lookalikes = ["${TfToken[TOKEN.1]}", "${TfToken[]}", expressionToken("${a}"), literalToken("${TfToken[a]}")];

  it.each(lookalikes)("%s of a template is a token of exactly that text", (text) => {
    const extracted = extractExpressions(`a$${text}/\${b.c}`);
    expect(extracted).toBe(`a${literalToken(text)}/${expressionToken("${b.c}")}`);
    expect(restoreExpressions(extracted)).toBe(`a${text}/\${b.c}`);
  });

  it.each(lookalikes)("%s in a JSON text is one, however it is escaped", (text) => {
    const escaped = Array.from(text, (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, "0")}`).join("");
    for (const spelled of [text, escaped, escaped.toUpperCase().replaceAll("\\U", "\\u")]) {
      const json: unknown = JSON.parse(protectTokens(`"a${spelled}"`));
      expect(json).toBe(`a${literalToken(text)}`);
      expect(restoreExpressions(String(json))).toBe(`a${text}`);
    }
  });

  it("is none where a backslash stands before it and is escaped itself", () => {
    const json = String.raw`"\\u0024{TfToken[a]}"`;
    expect(protectTokens(json)).toBe(json);
  });
});

it("any JSON text with any literals means the same afterwards, and has no token but those for literals", () => {
  const piece = fc.constantFrom("${TfToken[", "TOKEN.1", "]}", "\\", "$", "{", '"', "é", "expression._0061", "\ud800");
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
      const text = pieces.join("");
      const read: unknown = JSON.parse(protectTokens(JSON.stringify(text)));
      expect(restoreExpressions(String(read))).toBe(text);
      expect(hasToken(String(read))).toBe(hasToken(text));
    }),
  );
});

it("any expression is restored from its token, also without regard to letter case", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (inside) => {
      const expression = `\${"${inside.replace(/["\\$%]/g, "")}"}`;
      expect(restoreExpressions(extractExpressions(expression))).toBe(expression);
      const code = expressionToken(expression).slice("${TfToken[".length);
      expect(code.toLowerCase()).toBe(code);
    }),
  );
});
