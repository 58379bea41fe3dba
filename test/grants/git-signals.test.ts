import { execFileSync, spawn, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import os, { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { fromCommit } from "../../lib/grants/git-input";
import { typescriptLoader } from "../emulator/child";

let folder: string;
let repository: string;
const git = (...args: readonly string[]) => execFileSync("git", ["-C", repository, ...args], { encoding: "utf8" });

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "signals-"));
  repository = path.join(folder, "repository");
  mkdirSync(repository);
  git("init", "--quiet");
  writeFileSync(path.join(repository, "file"), "text");
  git("add", ".");
  git("-c", "user.name=a", "-c", "user.email=a@a.example", "commit", "--quiet", "-m", "first");
  mkdirSync(path.join(folder, "tmp"));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const left = () => readdirSync(path.join(folder, "tmp"));
const worktrees = () => git("worktree", "list").trim().split("\n").length;

async function until(isTrue: () => boolean): Promise<void> {
  for (const end = Date.now() + 20_000; !isTrue() && Date.now() < end;) await pause(20);
  expect(isTrue()).toBe(true);
}

/** Reads a commit in a process of its own, and gives that process while its synth command runs. */
async function reading(): Promise<{ readonly end: (signal: NodeJS.Signals) => Promise<void> }> {
  const started = path.join(folder, "started");
  const options = {
    repository,
    synth: `echo $$ > ${started}.new; mv ${started}.new ${started}; while :; do sleep 0.1; done`,
  };
  const program = `${typescriptLoader}
    require(${JSON.stringify(path.join(__dirname, "../../lib/grants/git-input.ts"))})
      .fromCommit("HEAD", ${JSON.stringify(options)}, () => undefined);`;
  const child = spawn(process.execPath, ["-e", program], {
    stdio: "ignore",
    cwd: path.join(__dirname, "../.."),
    env: { ...process.env, TMPDIR: path.join(folder, "tmp") },
  });
  await until(() => existsSync(started));
  expect([left().length, worktrees()]).toEqual([1, 2]);
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    const gone = new Promise((resolve) => child.once("exit", resolve));
    child.kill(signal);
    await gone;
  };
  return { end };
}

it.each(["SIGINT", "SIGTERM", "SIGHUP", "SIGKILL"] as const)(
  "a process that is ended by %s leaves no worktree, and nothing running in it",
  async (signal) => {
    const { end } = await reading();
    await end(signal);
    await until(() => left().length === 0 && worktrees() === 1);
    const pid = readFileSync(path.join(folder, "started"), "utf8").trim();
    const { stdout } = spawnSync("ps", ["-o", "stat=", "-p", pid], { encoding: "utf8" });
    expect(stdout).toMatch(/^(Z\S*\s*)?$/); // where nobody waits for orphans, they stay as zombies
  },
  60_000,
);

it("what a killed process left behind is removed at the next start, and nothing else", () => {
  const tmp = path.join(folder, "tmp");
  const spied = jest.spyOn(os, "tmpdir").mockReturnValue(tmp);
  try {
    let own = "";
    const read = () => fromCommit("HEAD", { repository, synth: "true" }, () => left());
    [own = ""] = read();
    expect(left()).toEqual([]);
    const stale = path.join(tmp, own.replace(`-${process.pid}-`, "-999999999-"));
    const alive = path.join(tmp, own.replace(`-${process.pid}-`, `-${process.ppid}-`));
    for (const one of [stale, alive]) {
      mkdirSync(one);
      git("worktree", "add", "--quiet", "--detach", path.join(one, "checkout"), "HEAD");
    }
    mkdirSync(path.join(tmp, "agentrun-ram-other"));
    expect(read()).toHaveLength(3); // its own, the living one's, and another program's
    expect(left().sort()).toEqual([path.basename(alive), "agentrun-ram-other"].sort());
    expect(worktrees()).toBe(2);
  } finally {
    spied.mockRestore();
  }
});
