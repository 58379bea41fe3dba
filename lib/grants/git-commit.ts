import { spawnSync } from "node:child_process";

/** The commit that an input is from. */
export interface Commit {
  readonly id: string;
  /** The day on which it was made, e.g. `2026-11-25`, in UTC. */
  readonly date: string;
}

/** The commit of a ref in the repository around a folder; `undefined` without repository, commit or git. */
export function commitOf(folder: string, ref = "HEAD"): Commit | undefined {
  if (ref === "" || ref.startsWith("-")) return undefined;
  const id = git(folder, "rev-parse", "--verify", "--quiet", `${ref}^{commit}`)?.trim();
  if (id === undefined) return undefined;
  const [, seconds] = /^committer .* (\d+) [+-]\d{4}$/m.exec(git(folder, "cat-file", "commit", id) ?? "") ?? [];
  if (seconds === undefined) return undefined;
  return { id, date: new Date(Number(seconds) * 1000).toISOString().slice(0, 10) };
}

/** Only reads what is there: fetches nothing and takes no locks. */
function git(cwd: string, ...args: readonly string[]): string | undefined {
  const env = { ...process.env, GIT_OPTIONAL_LOCKS: "0", GIT_NO_LAZY_FETCH: "1" };
  const { status, stdout } = spawnSync("git", args, {
    cwd,
    encoding: "utf8",
    env,
    stdio: ["ignore", "pipe", "ignore"],
  });
  return status === 0 ? stdout : undefined;
}
