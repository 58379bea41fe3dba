import fc from "fast-check";
import {
  beginsUnknown,
  hasUnknown,
  knownFolded,
  knownParts,
  partlyKnown,
} from "../../../lib/policy/patterns/partly-known";
import { sequencesIn } from "../../../lib/policy/patterns/template-sequences";

const token = "${TfToken[TOKEN.1]}";

it.each([
  ["a", "a"],
  ["a${b}c", "a*c"],
  ["acs:oss:*:*:${lower({a=1}.a)}-x", "acs:oss:*:*:*-x"],
  ['${f("}")}x', "*x"],
  ['${f("${g("}")}")}x', "*x"],
  ['${f("\\"}")}x', "*x"],
  ['${f("$${")}x', "*x"],
  ["$${a}", "$*"],
  ["%{a}", "%{a}"],
  ["${a", "${a"],
  ["${ ${a}", "${ *"],
  [`\${a ${token}`, "${a *"],
  [`${token}x`, "*x"],
  [`\${f(${token})}x`, "*x"],
  ["-8.109562212591379e+298x", "*x"],
])("%j is read as the pattern %j", (text, widest) => {
  expect(partlyKnown(text)).toEqual({ widest, isUnknown: widest !== text });
  expect(hasUnknown(text)).toBe(widest !== text);
  expect(beginsUnknown(text)).toBe(widest.startsWith("*"));
});

it("what is not known keeps its letter case", () => {
  expect(knownFolded(`A\${var.A}B${token}\u212A`)).toBe(`a\${var.A}b${token}\u212A`);
});

const pieces = fc
  .array(fc.constantFrom("${", "$${", "%{", "%%{", "{", "}", '"', "\\", "$", "%", "a", token), { maxLength: 30 })
  .map((all) => all.join(""));

it("the parts of any text are the text, and no token is taken for known", () => {
  fc.assert(
    fc.property(pieces, (text) => {
      const parts = knownParts(text);
      expect(parts.map((part) => part.text).join("")).toBe(text);
      for (const part of parts) if (part.kind === "known") expect(part.text).not.toContain("${TfToken[TOKEN.1]}");
    }),
  );
});

it("time grows with the length of the text, however much is opened and never closed", () => {
  const text = '${"{'.repeat(100_000);
  expect(sequencesIn(text, "plain")).toEqual([]);
  expect(sequencesIn(text, "template")).toEqual([{ start: 0, end: text.length }]);
});
