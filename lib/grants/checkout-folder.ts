import { execFileSync, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { lstatSync, mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { hostname, tmpdir } from "node:os";
import path from "node:path";

/** A temporary folder for a checkout of a repository. */
export interface CheckoutFolder {
  readonly checkout: string;
  readonly log: string;
  /** File with the id of the process group that works in the checkout. */
  readonly group: string;
  readonly remove: () => void;
}

const host = createHash("sha256").update(hostname()).digest("hex").slice(0, 8);
const prefix = `agentrun-ram-git-${host}-`;

/**
 * Makes a folder that is always removed: by `remove`; by a watching process if this one is killed; or by the next call
 * if both were killed. Signal handlers are not enough, because programs are run synchronously. On Windows, only
 * `remove` and the next call remove it.
 */
export function makeCheckoutFolder(repository: string): CheckoutFolder {
  removeStale();
  const folder = mkdtempSync(path.join(tmpdir(), `${prefix}${process.pid}-`));
  const endWatch = watch(folder, repository);
  const remove = (): void => {
    endWatch();
    removeFolder(folder, repository);
  };
  return { checkout: checkoutIn(folder), log: path.join(folder, "log"), group: path.join(folder, "group"), remove };
}

const checkoutIn = (folder: string): string => path.join(folder, "checkout");

/** Waits until its input ends, because the parent has exited. Ends the processes in the checkout, then removes it. */
const watchScript = `
cat > /dev/null
if [ -s "$0/group" ]; then
  group=$(cat "$0/group")
  kill -s TERM -- "-$group" 2> /dev/null && sleep 1
  kill -s KILL -- "-$group" 2> /dev/null
fi
git -C "$1" worktree remove --force "$0/checkout" 2> /dev/null
rm -rf -- "$0"
git -C "$1" worktree prune 2> /dev/null
`;

/** @returns a function that ends the watching process, which then removes nothing */
function watch(folder: string, repository: string): () => void {
  if (process.platform === "win32") return () => undefined;
  // In a group of its own, so that Ctrl-C does not end it as well.
  const watcher = spawn("/bin/sh", ["-c", watchScript, folder, repository], {
    detached: true,
    stdio: ["pipe", "ignore", "ignore"],
  });
  watcher.on("error", () => undefined); // then the next call removes the folder
  watcher.stdin.on("error", () => undefined);
  watcher.unref();
  return () => {
    const { pid } = watcher;
    watcher.stdin.destroy();
    if (pid === undefined) return;
    try {
      process.kill(-pid, "SIGKILL"); // with its `cat`
    } catch {
      // It is gone.
    }
  };
}

/** Removes the folders of this user's processes that no longer run. */
function removeStale(): void {
  for (const name of readdirSync(tmpdir())) {
    const [, pid] = name.startsWith(prefix) ? (/^(\d+)-/.exec(name.slice(prefix.length)) ?? []) : [];
    if (pid === undefined || isRunning(Number(pid))) continue;
    const folder = path.join(tmpdir(), name);
    const stats = lstatSync(folder, { throwIfNoEntry: false });
    if (stats?.isDirectory() !== true || stats.uid !== (process.getuid?.() ?? stats.uid)) continue;
    removeFolder(folder, repositoryOf(folder));
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/** The git folder of the repository whose worktree is checked out in a folder; `undefined` if none is. */
function repositoryOf(folder: string): string | undefined {
  try {
    return /^gitdir: (.+)\/worktrees\/[^/]+\s*$/.exec(readFileSync(path.join(checkoutIn(folder), ".git"), "utf8"))?.[1];
  } catch {
    return undefined;
  }
}

function removeFolder(folder: string, repository: string | undefined): void {
  rmSync(folder, { recursive: true, force: true });
  if (repository === undefined) return;
  try {
    execFileSync("git", ["-C", repository, "worktree", "prune"], { stdio: "ignore" });
  } catch {
    // It is not a repository, which has been reported, or it is gone.
  }
}
