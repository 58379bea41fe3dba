import { spawnSync } from "node:child_process";
import { realpathSync } from "node:fs";
import path from "node:path";
import { UnreadableStackError } from "../terraform/synthesized-stack";

/**
 * The text of a file in a commit of the working folder's repository. `undefined` if the commit has no such regular file, or
 * if the file is in another repository.
 *
 * @param file an absolute path; links in it are not followed, because they may lead elsewhere than in the commit
 * @param root the root of the checkout that the file is in
 * @throws UnreadableStackError RAM501 if there is no such commit
 */
export function fileAtCommit(ref: string, file: string, root: string): string | undefined {
  if (ref === "" || ref.startsWith("-")) throw new UnreadableStackError(`git:${ref}`, "not a ref");
  const commit = git("rev-parse", "--verify", "--quiet", "--end-of-options", `${ref}^{commit}`)?.trim();
  if (commit === undefined) throw new UnreadableStackError(`git:${ref}`, "not a commit of this repository");
  const top = git("rev-parse", "--show-toplevel")?.replace(/\n$/, "");
  if (top === undefined || realpathSync(top) !== realpathSync(root)) return undefined;
  const place = path.relative(root, file).split(path.sep).join("/");
  const entry = git("--literal-pathspecs", "ls-tree", "--full-tree", "-z", commit, "--", place);
  const [, blob, found] = /^100(?:644|755) blob ([0-9a-f]+)\t([^\0]*)\0$/.exec(entry ?? "") ?? [];
  return blob === undefined || found !== place ? undefined : git("cat-file", "blob", blob);
}

function git(...args: readonly string[]): string | undefined {
  const { status, stdout } = spawnSync("git", args, { cwd: process.cwd(), encoding: "utf8", maxBuffer: mostBytes });
  return status === 0 ? stdout : undefined;
}

const mostBytes = 64 * 1024 * 1024;
