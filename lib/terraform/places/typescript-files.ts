import { readFileSync, statSync } from "node:fs";
import path from "node:path";
import { entriesOf } from "../configuration/files";

/** A file of TypeScript source. */
export interface TypeScriptFile {
  readonly file: string;
  readonly text: string;
}

/** In a repository with more than this, or larger ones, no source is searched. */
const most = { files: 3_000, bytes: 1024 * 1024 };

/**
 * The TypeScript files of a folder and its subfolders, in the order of their paths, without tests, declarations, installed
 * packages, outputs and hidden folders. None if there are too many to search.
 */
export function typeScriptFilesIn(folder: string): readonly TypeScriptFile[] {
  const found = filesIn(folder, []);
  return found.length > most.files ? [] : found.map((file) => ({ file, text: readFileSync(file, "utf8") }));
}

function filesIn(folder: string, found: string[]): readonly string[] {
  for (const entry of entriesOf(folder)) {
    if (found.length > most.files) break;
    const file = path.join(folder, entry.name);
    if (entry.isDirectory()) {
      if (!isSkipped(entry.name)) filesIn(file, found);
    } else if (entry.isFile() && isSource(entry.name) && statSync(file).size <= most.bytes) {
      found.push(file);
    }
  }
  return found;
}

function isSkipped(folder: string): boolean {
  return folder.startsWith(".") || /^(?:node_modules|dist|build|coverage|cdktf\.out|tests?|__tests__)$/.test(folder);
}

function isSource(name: string): boolean {
  return /\.[mc]?tsx?$/.test(name) && !/\.(?:d|test|spec)\.[mc]?tsx?$/.test(name);
}
