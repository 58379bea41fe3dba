import { readFileSync } from "node:fs";
import path from "node:path";
import { type ImportResult, type ImportedPage, importPage, knownCorrections } from "../../../lib/catalog/import";

/** RAM codes of the committed pages, each with its fixture: the tables of the original page, without its prose. */
export const fixtures = { agentrun: "agentrun.zh.txt", sfm: "sfm.en.txt", eas: "eas.en.txt" } as const;

export type Code = keyof typeof fixtures;

export const codes = Object.keys(fixtures) as readonly Code[];

export function fixtureText(code: Code): string {
  return readFileSync(path.join(__dirname, "pages", fixtures[code]), "utf8");
}

/** Lines of a fixture, the first of them with the index 0. */
export function fixtureLines(code: Code): string[] {
  return fixtureText(code).split("\n");
}

/** Text of the committed data file. */
export function dataFileText(code: Code): string {
  return readFileSync(
    path.join(__dirname, "..", "..", "..", "lib", "catalog", "data", "pages", `${code}.json`),
    "utf8",
  );
}

/** Imports a text as the page of a fixture, with the corrections of the library. */
export function importAs(code: Code, text: string): ImportResult {
  return importPage(text, code, knownCorrections());
}

/** The page of a fixture. */
export function fixturePage(code: Code): ImportedPage {
  return pageOf(importAs(code, fixtureText(code)));
}

/** The page, where nothing was wrong with it. */
export function pageOf({ page, problems }: ImportResult): ImportedPage {
  expect(problems).toEqual([]);
  return page!;
}
