import { type SpawnSyncOptions, spawnSync } from "node:child_process";
import { closeSync, existsSync, openSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { type CheckoutFolder, makeCheckoutFolder } from "./checkout-folder";
import { isWithin } from "../terraform/places/repository";
import { linkModules } from "./link-modules";
import { UnreadableStackError } from "../terraform/synthesized-stack";

/** How to synthesize the commit of a `git:<ref>`. */
export interface GitInputOptions {
  /**
   * Shell command that installs and synthesizes, e.g. `npm ci && npx cdktf synth`. It runs in a checkout of the commit,
   * in the same subfolder as the working folder.
   */
  readonly synth: string;
  /** Folder or file that the command writes. @default "cdktf.out" */
  readonly output?: string;
  /** A folder in the repository. @default - the working folder */
  readonly repository?: string;
  /**
   * Whether to link this checkout's installed packages into the other one, for commands that install nothing. Their
   * versions may differ from those that the commit requires.
   * @default false
   */
  readonly linkModules?: boolean;
}

/** What is read of a commit. Without a command, files of the commit are read as they are. */
type CommitOptions = Partial<GitInputOptions> & {
  /** A folder below the working folder. @default - the working folder */
  readonly subfolder?: string;
};

/**
 * Checks a commit out in a temporary folder, which it always removes, and runs the command that synthesizes it.
 *
 * @param read reads the output; `named` converts a path in the checkout to one relative to the working folder
 * @throws UnreadableStackError RAM501 for an unknown commit or a command that fails
 */
export function fromCommit<Result>(
  ref: string,
  options: CommitOptions,
  read: (output: string, named: (file: string) => string) => Result,
): Result {
  if (ref === "" || ref.startsWith("-")) throw new UnreadableStackError(`git:${ref}`, "not a ref");
  const repository = options.repository ?? process.cwd();
  const folder = makeCheckoutFolder(repository);
  const { checkout } = folder;
  try {
    git(repository, ref, ["worktree", "add", "--detach", checkout, `${ref}^{commit}`]);
    const prefix = git(repository, ref, ["rev-parse", "--show-prefix"]);
    const place = path.join(checkout, prefix, options.subfolder ?? "");
    if (!isWithin(checkout, place))
      throw new UnreadableStackError(`git:${ref}`, "the folder is outside of the repository");
    if (!existsSync(place)) throw new UnreadableStackError(`git:${ref}`, "this folder is not in the commit");
    if (options.linkModules === true) linkModules(repository, place);
    const named = (file: string): string => path.join(options.subfolder ?? "", path.relative(place, file));
    if (options.synth === undefined) return read(path.join(place, options.output ?? ""), named);
    synthesize(ref, options.synth, place, folder);
    return read(path.join(place, options.output ?? "cdktf.out"), named);
  } finally {
    folder.remove();
  }
}

/** What it prints may be of any length, so it goes to a file. */
function synthesize(ref: string, command: string, cwd: string, { log, group }: CheckoutFolder): void {
  const printed = openSync(log, "w");
  const options: SpawnSyncOptions = { cwd, stdio: ["ignore", printed, printed] };
  const { status, signal } =
    process.platform === "win32"
      ? spawnSync(command, { ...options, shell: true })
      : spawnSync("/bin/sh", ["-c", inGroup, group, command], inOwnGroup(options));
  rmSync(group, { force: true });
  closeSync(printed);
  if (status === 0) return;
  const last = readFileSync(log, "utf8").trim().split("\n").slice(-5).join("; ").slice(-maxEcho);
  const end = status === null ? (signal ?? "not started") : `exit code ${status}`;
  const said = last === "" ? "it printed nothing" : last;
  throw new UnreadableStackError(`git:${ref}`, `the synth command failed (${end}): ${said}`);
}

/** Notes the id of its process group, and becomes the command. */
const inGroup = 'echo "$$" > "$0"; eval "$1"';

/** An option that Node has, and its types leave out. */
function inOwnGroup<Options>(options: Options): Options {
  return { ...options, detached: true };
}

const maxEcho = 1000;

function git(repository: string, ref: string, args: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync("git", args, { cwd: repository, encoding: "utf8" });
  if (status !== 0) throw new UnreadableStackError(`git:${ref}`, stderr.trim().split("\n").pop() ?? "git failed");
  return stdout.trim();
}
