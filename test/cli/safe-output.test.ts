import fc from "fast-check";
import { safeText } from "../../lib/cli/safe-output";

it.each([
  ["a control character", "a\u001b[31mb", "a\\u001b[31mb"],
  ["a carriage return", "a\rb", "a\\u000db"],
  ["a mark that turns the direction", "a\u202eb", "a\\u202eb"],
  ["a character of no width", "a\u200bb", "a\\u200bb"],
  ["a half of a character", "a\ud800b", "a\\ud800b"],
  ["a workflow command", "::error::x", "\\u003a:error::x"],
  ["an indented workflow command", "x\n  ::add-mask::x", "x\n  \\u003a:add-mask::x"],
  ["an old workflow command", "x ##[error]y", "x \\u0023#[error]y"],
  ["a command of Azure", "##vso[task.setvariable]", "\\u0023#vso[task.setvariable]"],
  ["colons elsewhere", "acs:ram::1:role/x", "acs:ram::1:role/x"],
  ["lines and other scripts", "政策\n  “ok”", "政策\n  “ok”"],
])("%s", (_, text, printed) => {
  expect(safeText(text)).toBe(printed);
});

const runs = { numRuns: 2000 };
const hostile = fc.oneof(
  fc.string({ unit: "binary" }),
  fc
    .array(fc.constantFrom("::", "##[", "\n", "\t", " ", "\\", "\u001b", "\u202e", "\ud800", "\r", "\u2028", "a"))
    .map((parts) => parts.join("")),
);

it("prints nothing that commands a terminal or a runner, whatever the text", () => {
  fc.assert(
    fc.property(hostile, (text) => {
      const printed = safeText(text);
      expect(printed).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
      expect(printed).not.toMatch(/^\s*::/m);
      expect(printed).not.toMatch(/##(?:vso)?\[/);
      expect(printed.split("\n")).toHaveLength(text.split("\n").length);
    }),
    runs,
  );
});

it("leaves the meaning of JSON", () => {
  fc.assert(
    fc.property(fc.dictionary(hostile, hostile), (value) => {
      for (const text of [JSON.stringify(value), JSON.stringify(value, null, 2)]) {
        expect(JSON.parse(safeText(text))).toEqual(JSON.parse(text));
      }
    }),
    runs,
  );
});
