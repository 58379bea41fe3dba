import { type Dirent, readFileSync, readdirSync, realpathSync, statSync } from "node:fs";
import path from "node:path";
import { foldCase } from "../policy/letter-case";
import { compareText } from "../policy/text-list";
import { whyNotOpened } from "../terraform/read-file";
import type { UnreadFile } from "./code-use";
import { ScanError, scanProblemIds } from "./problem-ids";

/** How a scan reads a file. */
export type FileKind = "python" | "javascript" | "go" | "yaml" | "shell" | "makefile" | "manifest";

export interface SourceFile {
  /** With slashes, from the scanned folder. */
  readonly file: string;
  readonly kind: FileKind;
  readonly text: string;
}

/** The files of a folder that a scan reads, and what it does not read. */
export interface SourceFiles {
  readonly files: readonly SourceFile[];
  readonly unread: readonly UnreadFile[];
  /** Folders that are not read, because they contain code of others. */
  readonly skipped: readonly string[];
  /** Files in languages that a scan cannot read, by extension. */
  readonly otherLanguages: ReadonlyMap<string, number>;
}

const kinds: Readonly<Record<string, FileKind>> = {
  ...{ ".py": "python", ".pyi": "python" },
  ...{ ".js": "javascript", ".mjs": "javascript", ".cjs": "javascript", ".jsx": "javascript" },
  ...{ ".ts": "javascript", ".mts": "javascript", ".cts": "javascript", ".tsx": "javascript" },
  ...{
    ".go": "go",
    ".yaml": "yaml",
    ".yml": "yaml",
    ".sh": "shell",
    ".bash": "shell",
    ".zsh": "shell",
    ".mk": "makefile",
  },
};

const manifests: ReadonlySet<string> = new Set(["go.mod", "package.json"]);

/** Languages for which the vendor has SDKs, or in which commands are written, that a scan does not read. */
const otherLanguages: ReadonlySet<string> = new Set([
  ...[".java", ".kt", ".kts", ".scala", ".groovy", ".php", ".cs", ".rb", ".swift", ".dart", ".rs", ".c", ".cc", ".cpp"],
  ...[".ipynb", ".vue", ".svelte", ".ps1", ".bat", ".cmd", ".lua", ".pl", ".r", ".ex", ".exs", ".fish"],
]);

/** Folders with code of others: installed packages, among them the SDKs. */
const foreign: ReadonlySet<string> = new Set([
  ...[
    "node_modules",
    "site-packages",
    "dist-packages",
    "vendor",
    ".venv",
    "venv",
    "__pycache__",
    ".git",
    ".tox",
    ".nox",
  ],
  ...[
    "__pypackages__",
    ".next",
    ".nuxt",
    ".serverless",
    ".s",
    "bower_components",
    ".yarn",
    ".pnpm-store",
    ".mypy_cache",
  ],
]);

/** Hidden folders that hold workflows. */
const hidden: ReadonlySet<string> = new Set([".github", ".gitee", ".gitea", ".circleci", ".devcontainer", ".ci"]);

const most = { bytes: 2_000_000, files: 200_000 } as const;

/**
 * The files of a folder, sorted by their paths. Links are followed to files, not to folders.
 *
 * @param excluded paths from the folder that are not read
 * @throws ScanError RAM537 for a path that cannot be read, or that has too many files
 */
export function sourceFiles(root: string, excluded: readonly string[] = []): SourceFiles {
  const files: SourceFile[] = [];
  const unread: UnreadFile[] = [];
  const skipped: string[] = [];
  const others = new Map<string, number>();
  const isExcluded = new Set(excluded.map((one) => path.posix.normalize(one.replaceAll("\\", "/")).replace(/\/$/, "")));
  let count = 0;

  function add(file: string, absolute: string): void {
    count += 1;
    if (count > most.files) throw new ScanError(`${root} has more than ${most.files} files`, "name a folder of it, or use --exclude"); // prettier-ignore
    const extension = foldCase(path.posix.extname(file));
    if (otherLanguages.has(extension)) others.set(extension, (others.get(extension) ?? 0) + 1);
    const kind = kindOf(file, extension);
    if (kind === undefined) return;
    const read = readSource(absolute);
    if ("why" in read) unread.push({ file, line: 1, why: read.why });
    else if (kind !== "shebang") files.push({ file, kind, text: read.text });
    else if (/^#!.*\b(ba|z|da|k)?sh\b/.test(read.text)) files.push({ file, kind: "shell", text: read.text });
    else if (/^#!.*\bpython/.test(read.text)) files.push({ file, kind: "python", text: read.text });
    else if (/^#!.*\bnode\b/.test(read.text)) files.push({ file, kind: "javascript", text: read.text });
  }

  function enter(folder: string, absolute: string): void {
    for (const entry of entriesOf(absolute)) {
      const name = folder === "" ? entry.name : `${folder}/${entry.name}`;
      if (isExcluded.has(name)) {
        skipped.push(name);
        continue;
      }
      const target = path.join(absolute, entry.name);
      if (entry.isDirectory()) {
        const isForeign = foreign.has(entry.name) || isVirtualEnvironment(target);
        if (isForeign || (entry.name.startsWith(".") && !hidden.has(entry.name))) skipped.push(name);
        else enter(name, target);
      } else if (entry.isFile() || (entry.isSymbolicLink() && isFile(target))) add(name, target);
    }
  }

  try {
    if (statSync(root).isDirectory()) enter("", realpathSync(root));
    else {
      const problem = whyNotOpened(root);
      if (problem !== undefined) throw unreadable(root, problem);
      add(path.basename(root), root);
    }
  } catch (error) {
    if (error instanceof ScanError) throw error;
    throw unreadable(root, whyNotOpened(root) ?? String(error));
  }
  return { files, unread, skipped, otherLanguages: others };
}

function entriesOf(folder: string): readonly Dirent[] {
  return readdirSync(folder, { withFileTypes: true }).sort((a, b) => compareText(a.name, b.name));
}

function unreadable(root: string, problem: string): ScanError {
  return new ScanError(`cannot be read: ${problem}`, "name another folder or file", scanProblemIds.scan, root);
}

function isFile(target: string): boolean {
  return statSync(target, { throwIfNoEntry: false })?.isFile() === true;
}

function isVirtualEnvironment(folder: string): boolean {
  return statSync(path.join(folder, "pyvenv.cfg"), { throwIfNoEntry: false })?.isFile() === true;
}

function kindOf(file: string, extension: string): FileKind | "shebang" | undefined {
  const name = path.posix.basename(file);
  if (manifests.has(name)) return "manifest";
  if (/^(GNU)?makefile$/i.test(name)) return "makefile";
  if (/\.d\.[mc]?ts$/.test(name)) return undefined; // it only declares packages, and calls nothing
  if (extension === "" && !name.startsWith(".")) return "shebang";
  return kinds[extension];
}

function readSource(file: string): { readonly text: string } | { readonly why: string } {
  try {
    const { size } = statSync(file);
    if (size > most.bytes) return { why: `it has more than ${most.bytes / 1_000_000} MB` };
    const bytes = readFileSync(file);
    const text = bytes.toString("utf8").replace(/^\uFEFF/, "");
    return text.includes("\0") ? { why: "it is not text" } : { text };
  } catch (error) {
    return { why: error instanceof Error ? (("code" in error ? String(error.code) : undefined) ?? "it cannot be read") : "it cannot be read" }; // prettier-ignore
  }
}
