import * as fc from "fast-check";
import { jsonFault } from "../../lib/policy/json-fault";
import { parseJsonText } from "../../lib/policy/json-text";

it.each<readonly [text: string, fault: string]>([
  ["", "the text ends at line 1, column 1: expected a value"],
  ["{", "the text ends at line 1, column 2: expected a key in quotes or }"],
  ['{"a":1,}', "line 1, column 8: expected a key in quotes"],
  ['{"a" 1}', "line 1, column 6: expected a colon"],
  ['{"a":\n  }', "line 2, column 3: expected a value"],
  ['{"a":1 "b":2}', "line 1, column 8: expected a comma or }"],
  ["[1,\n2", "the text ends at line 2, column 2: expected a comma or ]"],
  ["[1}", "line 1, column 3: expected a comma or ]"],
  ["[}", "line 1, column 2: expected a value or ]"],
  ["{} // no comment", "line 1, column 4: expected the end of the text"],
  ["01", "line 1, column 1: expected a value"],
  ["[True]", "line 1, column 2: expected a value or ]"],
  ['["a', "line 1, column 2: a text in quotes does not end"],
  ['["a\nb"]', "line 1, column 4: a text in quotes has a line end or a control character"],
  ['["\\x"]', "line 1, column 3: \\ is not the beginning of a JSON escape"],
  ["[".repeat(100_000), "the text ends at line 1, column 100001: expected a value or ]"],
])("%j", (text, fault) => {
  expect(jsonFault(text)).toBe(fault);
});

it("finds a fault in every text that JSON.parse refuses, and nowhere else", () => {
  const changed = fc
    .tuple(fc.json(), fc.nat(), fc.constantFrom("", "{", "]", ",", ":", '"', "\\", "e", "0", "\n", "-"))
    .map(
      ([text, at, sign]) =>
        `${text.slice(0, at % (text.length + 1))}${sign}${text.slice((at % (text.length + 1)) + 1)}`,
    );
  fc.assert(
    fc.property(changed, (text) => {
      const read = parseJsonText(text);
      if ("problem" in read) expect(read.problem).toMatch(/^not JSON \(.*line \d+, column \d+: .+\)$/);
      else expect(JSON.parse(text)).toEqual(read.value);
    }),
  );
});
