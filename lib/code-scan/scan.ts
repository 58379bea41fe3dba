import type { Tree } from "@lezer/common";
import { compareText } from "../policy/text-list";
import type { CodePlace, CodeUnknown, CodeUse, UnreadFile } from "./code-use";
import { pythonParser } from "./parsers";
import { TooDeepError } from "./program/builder";
import { Evaluator } from "./program/evaluate";
import { usesIn } from "./program/find-uses";
import { LineNumbers } from "./program/line-numbers";
import { ImportResolver } from "./program/resolve-import";
import type { Module } from "./program/syntax";
import { pythonModule } from "./python/convert";
import { type SourceFile, type SourceFiles, sourceFiles } from "./source-files";

/** What a scan found in a folder, in the order of files and lines. */
export interface CodeScan {
  readonly uses: readonly CodeUse[];
  readonly unknown: readonly CodeUnknown[];
  /** Files, or parts of files, that were not read. */
  readonly unread: readonly UnreadFile[];
  readonly skipped: readonly string[];
  readonly otherLanguages: ReadonlyMap<string, number>;
  /** Numbers of files by what they are, e.g. `Python`. */
  readonly read: ReadonlyMap<string, number>;
}

/** What to scan. */
export interface ScanOptions {
  /** Paths from the folder that are not read. */
  readonly exclude?: readonly string[];
}

/**
 * Finds what the files of a folder call. Files are not run, and nothing is fetched.
 *
 * @throws ScanError RAM536 if a parser is not installed; RAM537 for a folder that cannot be read
 */
export function scanFolder(folder: string, { exclude = [] }: ScanOptions = {}): CodeScan {
  return scanFiles(sourceFiles(folder, exclude));
}

/** The scan of files that were read. */
export function scanFiles(source: SourceFiles): CodeScan {
  const unread = [...source.unread];
  const modules = new Map<string, Module>();
  const read = new Map<string, number>();
  for (const one of source.files) {
    const module = moduleOf(one, unread);
    if (module !== undefined) modules.set(one.file, module);
    const language = languageNames[one.kind];
    if (language !== undefined) read.set(language, (read.get(language) ?? 0) + 1);
  }
  const resolver = new ImportResolver({
    modules,
    goPackages: new Map(),
    goModules: new Map(),
    nodePackages: new Map(),
  });
  const evaluator = new Evaluator([...modules.values()], resolver);
  const found = [...modules.values()].map((module) => usesIn(module, evaluator));
  if (evaluator.isExhausted) {
    unread.push({ file: ".", line: 1, why: "following all values would take too long: scan smaller folders" });
  }
  return {
    uses: found.flatMap(({ uses }) => uses).sort(byPlace),
    unknown: found.flatMap(({ unknown }) => unknown).sort(byPlace),
    unread: unread.sort(byPlace),
    skipped: source.skipped,
    otherLanguages: source.otherLanguages,
    read: new Map([...read].sort(([a], [b]) => compareText(a, b))),
  };
}

const languageNames: Readonly<Partial<Record<SourceFile["kind"], string>>> = { python: "Python" };

function moduleOf({ file, kind, text }: SourceFile, unread: UnreadFile[]): Module | undefined {
  try {
    if (kind !== "python") return undefined;
    const tree = pythonParser().parse(text);
    reportErrors(file, text, tree, unread);
    return pythonModule(file, text, tree);
  } catch (error) {
    if (!(error instanceof TooDeepError) && !(error instanceof RangeError)) throw error;
    unread.push({ file, line: 1, why: "it is nested too deeply" });
    return undefined;
  }
}

/** The first place of a file that does not parse. What the parser could read around it counts. */
function reportErrors(file: string, text: string, tree: Tree, unread: UnreadFile[]): void {
  let at: number | undefined;
  tree.iterate({
    enter: ({ type, from }) => {
      if (at === undefined && type.isError) at = from;
      return at === undefined;
    },
  });
  if (at === undefined) return;
  const line = new LineNumbers(text).at(at);
  unread.push({ file, line, why: "it does not parse from here on, so that calls may be missing" });
}

function byPlace(one: CodePlace, other: CodePlace): number {
  return compareText(one.file, other.file) || one.line - other.line;
}
