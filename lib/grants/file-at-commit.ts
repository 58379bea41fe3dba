import { spawnSync } from "node:child_process";
import { realpathSync } from "node:fs";
import path from "node:path";
import { UnreadableStackError } from "../terraform/synthesized-stack";

/** What a commit has at a path: a regular file with its text, or something else, e.g. a link. */
export type EntryAtCommit = { readonly text: string } | "no file";

/**
 * What a commit of the working folder's repository has at a path. `undefined` if there is nothing, or if the path is in
 * another repository.
 *
 * @param file an absolute path; links in it are not followed, because they may lead elsewhere than in the commit
 * @param root the root of the checkout that the file is in
 * @throws UnreadableStackError RAM501 if there is no such commit
 */
export function entryAtCommit(ref: string, file: string, root: string): EntryAtCommit | undefined {
  if (ref === "" || ref.startsWith("-")) throw new UnreadableStackError(`git:${ref}`, "not a ref");
  const commit = git("rev-parse", "--verify", "--quiet", "--end-of-options", `${ref}^{commit}`)?.trim();
  if (commit === undefined) throw new UnreadableStackError(`git:${ref}`, "not a commit of this repository");
  const top = git("rev-parse", "--show-toplevel")?.replace(/\n$/, "");
  if (top === undefined || realpathSync(top) !== realpathSync(root)) return undefined;
  const place = path.relative(root, file).split(path.sep).join("/");
  const entry = git("--literal-pathspecs", "ls-tree", "--full-tree", "-z", commit, "--", place);
  const [, type, blob = "", found] = /^(\d+) \w+ ([0-9a-f]+)\t([^\0]*)\0$/.exec(entry ?? "") ?? [];
  if (found !== place) return undefined;
  const text = type === "100644" || type === "100755" ? git("cat-file", "blob", blob) : undefined;
  return text === undefined ? "no file" : { text };
}

/** The text of a regular file in a commit, as {@link entryAtCommit} finds it. */
export function fileAtCommit(ref: string, file: string, root: string): string | undefined {
  const entry = entryAtCommit(ref, file, root);
  return typeof entry === "object" ? entry.text : undefined;
}

function git(...args: readonly string[]): string | undefined {
  const { status, stdout } = spawnSync("git", args, { cwd: process.cwd(), encoding: "utf8", maxBuffer: mostBytes });
  return status === 0 ? stdout : undefined;
}

const mostBytes = 64 * 1024 * 1024;
