import { createHash } from "node:crypto";
import { readFileSync, readdirSync, realpathSync, statSync } from "node:fs";
import path from "node:path";
import { maxFileBytes, readFileText } from "../read-file";
import { stackFile } from "../stack-file";

/** A file that Terraform reads, by its path from the stack's folder, and the digest of its content. */
export interface ReadFile {
  readonly file: string;
  /** The digest of the content, or why there is none. */
  readonly digest: string;
  /** Set if its content is not known, so that it may be another one than on the other side. */
  readonly isUnread?: true;
}

/**
 * Files in the folder of a stack that Terraform reads in addition to `cdk.tf.json`: configuration, overrides and variables.
 */
export function filesBeside(folder: string): readonly ReadFile[] {
  return namesIn(folder)
    .filter((name) => name !== stackFile && isConfiguration(name))
    .map((name) => fileAt(name, path.join(folder, name)));
}

function isConfiguration(name: string): boolean {
  return (
    /\.(?:tf|tofu)(?:\.json)?$/.test(name) ||
    /^terraform\.tfvars(?:\.json)?$/.test(name) ||
    /\.auto\.tfvars(?:\.json)?$/.test(name)
  );
}

/**
 * Files that a stack reads, directly or through other files: those of local modules, and those that functions such as
 * `file` and `templatefile` name. If an expression names the file, all files in the stack's folder and next to it count.
 *
 * @param beside the files of {@link filesBeside}, which may read others
 */
export function filesRead(folder: string, text: string, beside: readonly ReadFile[]): readonly ReadFile[] {
  const found = new Map<string, ReadFile>();
  const scan = (at: string, content: string): void => {
    for (const target of targetsIn(content)) {
      for (const one of filesAt(folder, path.join(at, target))) {
        if (found.has(one.file)) continue;
        found.set(one.file, one);
        const read = /\.(?:tf|tofu|json|tpl|tftpl|tmpl)$/.test(one.file)
          ? safelyRead(path.join(folder, one.file))
          : undefined;
        if (read !== undefined && "value" in read) scan(path.dirname(one.file), read.value);
      }
    }
  };
  scan(".", text);
  // Modules that are installed already are not fetched again.
  for (const one of filesAt(folder, installedModules)) {
    if (one.digest !== noSuchFile) found.set(one.file, one);
  }
  for (const { file } of beside) {
    const read = safelyRead(path.join(folder, file));
    if ("value" in read) scan(".", read.value);
  }
  return [...found.values()].sort((a, b) => (a.file < b.file ? -1 : 1));
}

/** Paths that a text names, from the folder that it is in. */
function targetsIn(text: string): readonly string[] {
  const targets = new Set<string>();
  for (const [, source = ""] of text.matchAll(/\bsource"?\s*[:=]\s*"(\.{1,2}\\?\/[^"]*)"/g)) {
    targets.add(source.replaceAll("\\/", "/"));
  }
  for (const { index, 0: call } of text.matchAll(/\b(?:file\w*|templatefile)(?:\s|\/\*[^]*?\*\/)*\(/g)) {
    const rest = text.slice(index + call.length, index + call.length + longestLiteral);
    const literal = /^\s*\\?"(?:\$\{path\.\w+\}\/?)?([^"\\$]+)\\?"\s*[),]/.exec(rest)?.[1];
    for (const target of literal === undefined ? [".", ".."] : [literal]) targets.add(target);
  }
  return [...targets].sort();
}

const longestLiteral = 1_000;

const installedModules = ".terraform/modules";

/** A module may have many files; of more than these none is read, so that their content is not known. */
const mostFiles = 5_000;

function filesAt(folder: string, target: string): readonly ReadFile[] {
  const place = path.resolve(folder, target);
  const stats = statSync(place, { throwIfNoEntry: false });
  if (stats?.isDirectory() !== true) return [fileAt(target, place)];
  const names = allIn(place).filter((name) => !(place === path.resolve(folder) && name === stackFile));
  if (names.length > mostFiles) return [{ file: target, digest: `more than ${mostFiles} files`, isUnread: true }];
  return names.map((name) => fileAt(path.posix.join(target.split(path.sep).join("/"), name), path.join(place, name)));
}

/** All files in a folder, also behind links, but in no folder twice. */
function allIn(folder: string, prefix = "", entered: ReadonlySet<string> = new Set()): readonly string[] {
  const real = realPathOf(path.join(folder, prefix));
  if (real === undefined || entered.has(real)) return [];
  const within = new Set([...entered, real]);
  return entriesOf(path.join(folder, prefix)).flatMap((entry) => {
    const name = prefix === "" ? entry.name : `${prefix}/${entry.name}`;
    const isFolder = entry.isSymbolicLink() ? isFolderAt(path.join(folder, name)) : entry.isDirectory();
    if (!isFolder) return [name];
    return skipped.has(entry.name) ? [] : allIn(folder, name, within);
  });
}

/**
 * Folders whose files no expression reads: that of git, and that of `terraform init`. Installed modules are read
 * separately.
 */
const skipped: ReadonlySet<string> = new Set([".git", ".terraform"]);

export function isFolderAt(place: string): boolean {
  return statSync(place, { throwIfNoEntry: false })?.isDirectory() === true;
}

/** Where a link ends; `undefined` if it ends nowhere. */
export function realPathOf(place: string): string | undefined {
  try {
    return realpathSync(place);
  } catch {
    return undefined;
  }
}

function namesIn(folder: string): readonly string[] {
  return entriesOf(folder)
    .filter((entry) => !entry.isDirectory())
    .map(({ name }) => name);
}

/** The entries of a folder by name; none if the folder cannot be read. */
export function entriesOf(folder: string) {
  try {
    return readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch {
    return [];
  }
}

/** A file with a digest of its bytes. Decoding the bytes as UTF-8 could hide differences. */
export function fileAt(file: string, place: string): ReadFile {
  try {
    const stats = statSync(place, { throwIfNoEntry: false });
    if (stats === undefined) return { file, digest: noSuchFile };
    // No function reads a folder as a file.
    if (stats.isDirectory()) return { file, digest: "it is a folder" };
    if (!stats.isFile()) return { file, digest: "it is not a file", isUnread: true };
    if (stats.size > maxFileBytes) return { file, digest: "it is too large", isUnread: true };
    return { file, digest: createHash("sha256").update(readFileSync(place)).digest("hex") };
  } catch {
    return { file, digest: "it cannot be read", isUnread: true };
  }
}

const noSuchFile = "there is no such file";

function safelyRead(file: string) {
  try {
    return readFileText(file);
  } catch {
    return { problem: "cannot be read" };
  }
}
