import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { GrantModel } from "./grant-model";
import { readInput } from "./read-input";
import { UnreadableStackError } from "./synthesized-stack";

/** How the commit of a `git:<ref>` becomes a synth output. */
export interface GitInputOptions {
  /** Command that synthesizes, e.g. `npx cdktf synth`; run by a shell in a checkout of the commit. */
  readonly synth: string;
  /** Folder or file that the command writes. @default "cdktf.out" */
  readonly output?: string;
  /** Folder of the repository. @default - the working folder */
  readonly repository?: string;
}

/**
 * Checks a commit out into a folder of its own, synthesizes there, and reads the result. Packages that the repository has
 * installed (`node_modules`) are used where the commit has none of its own. The folder is removed in any case.
 *
 * @throws UnreadableStackError RAM501 for a commit that is none, a command that fails, or an output that cannot be read
 */
export function readGitInput(ref: string, options: GitInputOptions): readonly GrantModel[] {
  if (ref === "" || ref.startsWith("-")) throw new UnreadableStackError(`git:${ref}`, "not a ref");
  const repository = options.repository ?? process.cwd();
  const folder = mkdtempSync(path.join(tmpdir(), "agentrun-ram-"));
  const checkout = path.join(folder, "checkout");
  try {
    git(repository, ref, ["worktree", "add", "--detach", checkout, `${ref}^{commit}`]);
    const installed = path.join(repository, "node_modules");
    const own = path.join(checkout, "node_modules");
    if (existsSync(installed) && !existsSync(own)) symlinkSync(installed, own);
    const { status, stderr, stdout } = spawnSync(options.synth, { cwd: checkout, shell: true, encoding: "utf8" });
    if (status !== 0) {
      const last = `${stdout}\n${stderr}`.trim().split("\n").slice(-5).join("; ");
      throw new UnreadableStackError(`git:${ref}`, `the synth command failed (exit code ${String(status)}): ${last}`);
    }
    return readInput(path.join(checkout, options.output ?? "cdktf.out"));
  } finally {
    try {
      execFileSync("git", ["worktree", "remove", "--force", checkout], { cwd: repository, stdio: "ignore" });
    } catch {
      // It was not added, which has been reported.
    }
    rmSync(folder, { recursive: true, force: true });
  }
}

function git(repository: string, ref: string, args: readonly string[]): void {
  const { status, stderr } = spawnSync("git", args, { cwd: repository, encoding: "utf8" });
  if (status !== 0) throw new UnreadableStackError(`git:${ref}`, stderr.trim().split("\n").pop() ?? "git failed");
}
