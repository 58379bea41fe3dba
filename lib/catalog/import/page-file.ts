import type { Source } from "../source";
import type { ImportedPage } from "./imported-page";

/** A data file of the catalog: the content of a page, its source and date, and a hash of the content. */
export interface PageFile extends Source, ImportedPage {
  /** `sha256:` and the hash of {@link hashedText} in hexadecimal. */
  readonly hash: string;
}

/** The text that is hashed to detect changes. */
export function hashedText(page: ImportedPage): string {
  const { code, title, granularity, otherCodes, resourceTypes, conditionKeys, actions } = page;
  return JSON.stringify({ code, title, granularity, otherCodes, resourceTypes, conditionKeys, actions });
}

/** The text of the file: JSON with one resource type and one action per line, for readable diffs. */
export function pageFileText(page: ImportedPage, source: Source, hash: string): string {
  const entries: readonly (readonly [string, string])[] = [
    ["code", JSON.stringify(page.code)],
    ["title", JSON.stringify(page.title)],
    ["granularity", JSON.stringify(page.granularity)],
    ["otherCodes", JSON.stringify(page.otherCodes)],
    ["source", JSON.stringify(source.source)],
    ["read", JSON.stringify(source.read)],
    ["hash", JSON.stringify(hash)],
    ["resourceTypes", onePerLine(page.resourceTypes)],
    ["conditionKeys", JSON.stringify(page.conditionKeys)],
    ["actions", onePerLine(page.actions)],
  ];
  return `{\n${entries.map(([key, value]) => `  ${JSON.stringify(key)}: ${value}`).join(",\n")}\n}\n`;
}

function onePerLine(record: Readonly<Record<string, unknown>>): string {
  const lines = Object.entries(record).map(([key, value]) => `    ${JSON.stringify(key)}: ${JSON.stringify(value)}`);
  return lines.length === 0 ? "{}" : `{\n${lines.join(",\n")}\n  }`;
}
