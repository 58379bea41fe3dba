import { featureKeys } from "../../lib/catalog";
import { featureTitle, languages } from "../../studio/src/language";
import { en } from "../../studio/src/language/en";
import { zh } from "../../studio/src/language/zh";

/** Every text with its path; functions are called with what stands for their parts. */
function textsIn(value: unknown, path = ""): readonly (readonly [path: string, text: string])[] {
  if (typeof value === "string") return [[path, value]];
  if (typeof value === "function") {
    const parts = Array.from({ length: value.length }, (_, index) => index + 1);
    return [[path, String((value as (...given: readonly unknown[]) => unknown)(...parts))]];
  }
  return Object.entries(value as object).flatMap(([name, one]) => textsIn(one, path === "" ? name : `${path}.${name}`));
}

it("has the same texts in both languages", () => {
  const paths = (messages: unknown) => textsIn(messages).map(([path]) => path);
  expect(paths(zh)).toEqual(paths(en));
});

it("is Chinese in Chinese, and English in English", () => {
  const han = /\p{Script=Han}/u;
  const same = ["language", "json", "typescript", "and", "groupPai", "bytesOf", "extentSome"];
  const notChinese = textsIn(zh).filter(([path, text]) => !han.test(text) && !same.includes(path));
  expect(notChinese).toEqual([]);
  expect(textsIn(en).filter(([path, text]) => han.test(text) && path !== "language")).toEqual([]);
});

it("uses each part of a text in both languages", () => {
  const numbers = (text: string) => text.match(/\d+/g)?.sort() ?? [];
  const inEnglish = new Map(textsIn(en));
  for (const [path, text] of textsIn(zh)) {
    expect([path, numbers(text)]).toEqual([path, numbers(inEnglish.get(path) ?? "")]);
  }
});

it("has a Chinese title for each feature, and no title twice in a language", () => {
  for (const language of Object.values(languages)) {
    const titles = featureKeys().map((key) => featureTitle(language, key));
    // The vendor's grant page has two sections of one title.
    expect(titles.filter((title, index) => titles.indexOf(title) !== index)).toEqual(
      language.code === "en" ? ["Observability"] : [],
    );
  }
});
