import type { Tree } from "@lezer/common";
import { compareText } from "../policy/text-list";
import type { CodePlace, CodeUnknown, CodeUse, UnreadFile } from "./code-use";
import { addCommandsOf } from "./deployment/command-files";
import { CommandUses } from "./deployment/command-uses";
import { Deployments } from "./deployment/deployments";
import { YamlFiles } from "./deployment/yaml-files";
import { goModule } from "./go/convert";
import { GoPackages } from "./go/packages";
import { javascriptModule } from "./javascript/convert";
import { isReadableImport } from "./javascript/imports";
import { Manifests } from "./manifests";
import { type Dialect, type Parser, goParser, javascriptParser, pythonParser } from "./parsers";
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
  const packages = new GoPackages();
  const manifests = new Manifests();
  const deployments = new Deployments();
  const commands = new CommandUses(deployments);
  const yamlFiles = new YamlFiles(deployments, commands);
  for (const one of source.files) {
    if (one.kind === "manifest") manifests.add(one);
    if (one.kind === "yaml") {
      withoutOverflow(one, unread, () => {
        yamlFiles.add(one, unread);
      });
    }
    const module = moduleOf(one, packages, unread);
    if (module !== undefined) modules.set(one.file, module);
    const language = languageNames[one.kind];
    if (language !== undefined) read.set(language, (read.get(language) ?? 0) + 1);
  }
  // All files that commands may deploy are known now.
  for (const one of source.files) addCommandsOf(one, commands);
  yamlFiles.finish();
  const { goModules, nodePackages } = manifests;
  const resolver = new ImportResolver({ modules, goPackages: packages.scopes, goModules, nodePackages });
  const evaluator = new Evaluator([...modules.values()], resolver);
  const found = [...modules.values()].map((module) => usesIn(module, evaluator));
  if (evaluator.isExhausted) {
    unread.push({ file: ".", line: 1, why: "following all values would take too long: scan smaller folders" });
  }
  return {
    uses: [...found.flatMap(({ uses }) => uses), ...commands.uses].sort(byPlace),
    unknown: [...found.flatMap(({ unknown }) => unknown), ...commands.unknown].sort(byPlace),
    unread: unread.sort(byPlace),
    skipped: source.skipped,
    otherLanguages: source.otherLanguages,
    read: new Map([...read].sort(([a], [b]) => compareText(a, b))),
  };
}

const languageNames: Readonly<Partial<Record<SourceFile["kind"], string>>> = {
  python: "Python",
  javascript: "JavaScript and TypeScript",
  go: "Go",
  yaml: "YAML",
  shell: "shell",
  makefile: "make",
};

/** Reads a file that may be nested too deeply for recursive functions. */
function withoutOverflow<Result>({ file }: SourceFile, unread: UnreadFile[], read: () => Result): Result | undefined {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof TooDeepError) && !(error instanceof RangeError)) throw error;
    unread.push({ file, line: 1, why: "it is nested too deeply" });
    return undefined;
  }
}

function moduleOf(source: SourceFile, packages: GoPackages, unread: UnreadFile[]): Module | undefined {
  return withoutOverflow(source, unread, () => {
    const { file, kind, text } = source;
    const parsed = (parser: Parser, readable = text): Tree => {
      const tree = parser.parse(readable);
      reportErrors(source, tree, unread);
      return tree;
    };
    switch (kind) {
      case "python":
        return pythonModule(file, text, parsed(pythonParser()));
      case "javascript":
        return javascriptModule(file, text, parsed(javascriptParser(dialectOf(file)), parseable(text)));
      case "go":
        return goModule(file, text, parsed(goParser()), packages.of(file));
      default:
        return undefined;
    }
  });
}

/** The text without types of caught errors, which the grammar does not know. Offsets do not change. */
function parseable(text: string): string {
  return text.replace(
    /(\bcatch\s*\(\s*[\w$]+\s*)(:\s*(?:any|unknown)\s*)(?=\))/g,
    (_, before: string, type: string) => before + " ".repeat(type.length),
  );
}

function dialectOf(file: string): Dialect {
  if (/\.(ts|mts|cts)$/i.test(file)) return "ts";
  return /\.tsx$/i.test(file) ? "tsx" : "jsx";
}

/** Reports the first place of a file that does not parse. The rest that the parser could read is used. */
function reportErrors({ file, text }: SourceFile, tree: Tree, unread: UnreadFile[]): void {
  let at: number | undefined;
  tree.iterate({
    enter: ({ type, name, from, to }) => {
      if (name === "ImportDeclaration" && isReadableImport(text, from, to)) return false;
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
