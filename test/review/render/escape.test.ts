import fc from "fast-check";
import { markdownName, markdownProse, terminalName, visible, visibleJson } from "../../../lib/review/render";
import { hostileNames } from "./sample-reports";
import { anyText, runs, unseen } from "./support";

it.each([
  ["plain", "plain"],
  ["a\nb", "a\\u{a}b"],
  ["\u001b[31m", "\\u{1b}[31m"],
  ["\u009b2J", "\\u{9b}2J"],
  ["\u202Eabc", "\\u{202e}abc"],
  ["\u2066\u2069\u200E\u061C", "\\u{2066}\\u{2069}\\u{200e}\\u{61c}"],
  ["\u200B\u2060\uFEFF\u00AD", "\\u{200b}\\u{2060}\\u{feff}\\u{ad}"],
  ["\u2028\u2029\u0085", "\\u{2028}\\u{2029}\\u{85}"],
  ["\u00A0\u3000\u2003", "\\u{a0}\\u{3000}\\u{2003}"],
  ["\u{E0041}\uFE0F\u3164", "\\u{e0041}\\u{fe0f}\\u{3164}"],
  ["\uD800", "\\u{d800}"],
  ["\\u{1b}", "\\u{5c}u{1b}"],
  ["\\d", "\\d"],
  ["开发 é 😀", "开发 é 😀"],
])("%j is shown as %s", (text, shown) => {
  expect(visible(text)).toBe(shown);
});

it.each([
  ["agentrun:Get*", "agentrun:Get*"],
  ["acs:ram:*:1:role/a", "acs:ram:*:1:role/a"],
  ["${alicloud_ram_role.flow.name}", "${alicloud_ram_role.flow.name}"],
  ["", '""'],
  ["a b", '"a b"'],
  ["a, b", '"a, b"'],
  ['a"b', '"a\\u{22}b"'],
  ["a\nb", '"a\\u{a}b"'],
])("%j in a terminal is %s", (name, shown) => {
  expect(terminalName(name)).toBe(shown);
});

it.each([
  ["dev", "`dev`"],
  ["", '`""`'],
  [" a  b ", "`\\u{20}a\\u{20} b\\u{20}`"],
  ["a|b", "`a\\u{7c}b`"],
  ["\\|", "`\\\\u{7c}`"],
  ["``", "`\\u{60}\\u{60}`"],
  ["@all", "`@all`"],
  ["x".repeat(160), `\`${"x".repeat(160)}\``],
  ["x".repeat(161), `\`${"x".repeat(160)}…\` (161 characters)`],
])("%j in Markdown is %s", (name, shown) => {
  expect(markdownName(name)).toBe(shown);
});

it.each([
  ["Operators clean up; that is right.", "Operators clean up; that is right."],
  ["see ticket OPS-12.", "see ticket `OPS-12`."],
  ["ask @ops and #12, now", "ask `@ops` and `#12`, now"],
  ["read 2026-03-19 (twice)", "read 2026-03-19 (twice)"],
  ["by service (agentrun:*), and", "by service (`agentrun:*`), and"],
  ["[a](https://evil.example)", "`[a](https://evil.example)`"],
  ["a|b ` c", "`a\\u{7c}b \\u{60}` c"],
  ["1. item - x 2. y", "`1`. item - x 2. y"],
  ["- item", "`-` item"],
  ["+ item", "`+` item"],
  ["30 = 20 used + 10 more", "`30` = 20 used + 10 more"],
  ["not seen: agentrun:GetTool, agentrun:ListTools", "not seen: `agentrun:GetTool`, `agentrun:ListTools`"],
  ["a set {x y} of #1; #2: #3", "a set `{x y}` of `#1`; `#2`: `#3`"],
  ["", ""],
])("the sentence %j in Markdown is %s", (text, shown) => {
  expect(markdownProse(text)).toBe(shown);
});

it("a sentence in Markdown has an end", () => {
  const shown = markdownProse("word ".repeat(1000));
  expect(shown.length).toBeLessThan(420);
  expect(shown).toMatch(/…`?$/);
});

it("no two texts are shown alike", () => {
  const pair = fc.tuple(anyText, anyText).filter(([a, b]) => a !== b);
  fc.assert(
    fc.property(pair, ([a, b]) => {
      expect(visible(a)).not.toBe(visible(b));
      expect(terminalName(a)).not.toBe(terminalName(b));
      expect(markdownName(a, Infinity)).not.toBe(markdownName(b, Infinity));
    }),
    runs(500),
  );
});

it("JSON has nothing unseen in it and reads back as the same", () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(anyText, fc.constantFrom(...hostileNames))), (texts) => {
      const json = visibleJson(texts);
      expect(json.replace(/\n/g, "")).not.toMatch(unseen);
      expect(JSON.parse(json)).toEqual(texts);
    }),
    runs(300),
  );
});

it("names and sentences in Markdown are words and whole pieces of code", () => {
  fc.assert(
    fc.property(anyText, (text) => {
      for (const shown of [markdownName(text), markdownProse(text)]) {
        const outside = shown.replace(/`[^`]+`/g, "");
        expect(outside).toMatch(/^[\p{L}\d '’"().,;:!?…–-]*$/u);
        expect(shown).not.toMatch(/[|\n]/);
      }
    }),
    runs(500),
  );
});
