import { Token } from "cdktf";
import fc from "fast-check";
import {
  escapeTags,
  escapeTemplate,
  expressionsIn,
  mapInterpolations,
  onlyExpression,
  plainText,
  templateParts,
} from "../../lib/terraform/template";

const token = Token.asString({ resolve: () => "value" });

/** Each escaped text was seen to give the text back in an output of a real Terraform 1.11. */
it.each([
  ["plain", "plain"],
  ["${a}", "$${a}"],
  ["$${a}", "$$${a}"],
  ["$$$${a}", "$$$$${a}"],
  ["%{if}", "%%{if}"],
  ["%%{x}", "%%%{x}"],
  ["$%{x}", "$%%{x}"],
  ["%${x}", "%$${x}"],
  ["a${b}c%{d}$", "a$${b}c%%{d}$"],
  ["$", "$"],
  ["100%", "100%"],
  ["$ {", "$ {"],
  [`account ${token}`, `account ${token}`],
  [`${token}\${a}${token}`, `${token}$\${a}${token}`],
  [`costs $${token}`, `costs \${"$"}${token}`],
  [`${token}$`, `${token}$`],
])("%j is written as %j", (text, template) => {
  expect(escapeTemplate(text)).toBe(template);
});

it("escapes keys and values of tags", () => {
  expect(escapeTags({ "${k}": "${v}" })).toEqual({ "$${k}": "$${v}" });
});

const pieces = fc
  .array(fc.constantFrom("${", "$${", "%{", "%%{", "{", "}", '"', "\\", "$", "%", "a.b"), { maxLength: 30 })
  .map((all) => all.join(""));

it("the parts of any template are the template", () => {
  fc.assert(
    fc.property(pieces, (template) => {
      expect(
        templateParts(template)
          .map(({ source }) => source)
          .join(""),
      ).toBe(template);
      expect(mapInterpolations(template, (_, source) => source)).toBe(template);
    }),
  );
});

it("any text is escaped into a template without expressions that stands for it", () => {
  fc.assert(
    fc.property(pieces, (text) => {
      const parts = templateParts(escapeTemplate(text));
      expect(parts.map(({ kind }) => kind).filter((kind) => kind !== "text" && kind !== "escape")).toEqual([]);
      expect(parts.map(plainText).join("")).toBe(text);
    }),
  );
});

it.each([
  ["${a.b}", ["a.b"], "a.b"],
  ["${ a.b }", ["a.b"], "a.b"],
  ["${~ a.b ~}", ["a.b"], "a.b"],
  ["$${a}", [], undefined],
  ["x${a}", ["a"], undefined],
  ['${f("${a}")}${ {b = "}"}.b }', ['f("${a}")', '{b = "}"}.b'], undefined],
  ["%{ if a }x%{ endif }", [], undefined],
  ["$${${a}", ["a"], undefined],
])("%j has the expressions %j", (template, expressions, only) => {
  expect(expressionsIn(template)).toEqual(expressions);
  expect(onlyExpression(template)).toBe(only);
});
