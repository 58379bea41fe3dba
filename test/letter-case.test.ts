import { readFileSync, readdirSync } from "node:fs";
import path from "node:path";

/** Files that change letter case of other text than RAM's, with what they change. `foldCase` compares as RAM does. */
const otherText: Readonly<Record<string, string>> = {
  "catalog/import/vocabulary.ts": "headings of copied pages",
  "emulator-link/argument-name.ts": "names of bindings in camel case",
  "emulator/account/ids.ts": "made-up ids",
  "emulator/account/service-names.ts": "words of service names",
  "policy/compare/context-values.ts": "values to try in both cases",
  "policy/evaluate/comparisons.ts": "values that StringEqualsIgnoreCase compares, which are any text",
  "policy/letter-case.ts": "foldCase itself",
  "policy/validate/rules-page.ts": "anchors of headings",
  "review/html/review-page.ts": "titles in a sentence",
  "review/html/script.ts": "text that a reader searches for",
  "review/render/wording.ts": "types of policies in a sentence",
  "terraform/expression/functions/letter-case.ts": "the functions lower, upper and title of Terraform",
  "terraform/expressions.ts": "digits of an escape",
};

it("folds letter case as RAM does, except in text that is not RAM's", () => {
  const lib = path.join(__dirname, "../lib");
  const files = readdirSync(lib, { recursive: true, encoding: "utf8" })
    .map((file) => file.replaceAll(path.sep, "/"))
    .filter((file) => file.endsWith(".ts") && !file.startsWith("provider-alicloud/"));
  const changing = files.filter((file) => /\.to(Lower|Upper)Case\(/.test(readFileSync(path.join(lib, file), "utf8")));
  expect(changing.sort()).toEqual(Object.keys(otherText).sort());
});
