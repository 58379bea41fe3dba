import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { linkSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { hostname, tmpdir } from "node:os";
import path from "node:path";
import { startEmulator } from "cdktf-alicloud-agentrun/emulator";
import { alone } from "../../lib/emulator/state/takeover";
import { typescriptLoader } from "./child";

/** The figure that is claimed is 1,000; every run of the tests has fewer. */
const rounds = Number(process.env["LOCK_ROUNDS"] ?? 25);
const processes = 8;

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "lock-"));
  file = path.join(folder, "state");
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** Takes the lock when told so, says whether it has it, and releases it when told so. */
function startTaker(): ChildProcess {
  const program = `${typescriptLoader}
    const { lock } = require(${JSON.stringify(path.join(__dirname, "../../lib/emulator/state/lock.ts"))});
    let unlock;
    process.on("message", async (what) => {
      if (what === "take") unlock = await lock(${JSON.stringify(file)}).catch((error) => void (error.id !== "RAM803" && process.exit(1)));
      else await unlock?.();
      process.send(what === "take" ? unlock !== undefined : "released");
      if (what !== "take") unlock = undefined;
    });
    process.send("ready");`;
  return spawn(process.execPath, ["-e", program], {
    stdio: ["ignore", "inherit", "inherit", "ipc"],
    cwd: path.join(__dirname, "../.."),
  });
}

async function answerOf(child: ChildProcess, message?: string): Promise<unknown> {
  const ended = new AbortController();
  try {
    if (message !== undefined) child.send(message);
    const exit = once(child, "exit", { signal: ended.signal }).then(() => Promise.reject(new Error("a child ended")));
    const [answer] = (await Promise.race([
      once(child, "message", { signal: ended.signal }),
      exit,
    ])) as readonly unknown[];
    exit.catch(() => undefined);
    return answer;
  } finally {
    ended.abort();
  }
}

it(`${processes} processes at one dead holder's lock: one of them has it, in each of ${rounds} rounds`, async () => {
  const takers = Array.from({ length: processes }, startTaker);
  try {
    await Promise.all(takers.map(async (taker) => answerOf(taker)));
    const winners: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      writeFileSync(`${file}.lock`, `999999999 ${hostname()}\n`);
      const answers = await Promise.all(takers.map(async (taker) => answerOf(taker, "take")));
      winners.push(answers.filter((hasIt) => hasIt === true).length);
      await Promise.all(takers.map(async (taker) => answerOf(taker, "release")));
    }
    expect(winners).toEqual(Array.from({ length: rounds }, () => 1));
    expect(readdirSync(folder)).toEqual([]);
  } finally {
    for (const taker of takers) taker.kill();
  }
}, 600_000);

it("a process that died while it looked at the lock is in nobody's way", async () => {
  const hosts = await announcedHost();
  writeFileSync(`${file}.lock.${hosts}.999999999.0123456789abcdef`, "");
  const emulator = await startEmulator({ stateFile: file });
  await emulator.close();
  expect(readdirSync(folder)).toEqual(["state"]);
});

/** How this host is called in the names of announcements. */
async function announcedHost(): Promise<string> {
  const place = path.join(folder, "other");
  const found = await alone(place, async () => Promise.resolve(readdirSync(folder)));
  if (!("result" in found)) throw new Error("nobody else is there");
  return /^other\.([0-9a-f]{8})\./.exec(found.result[0] ?? "")?.[1] ?? "";
}

it("a hard link gets around no lock, whether another emulator runs or not", async () => {
  const emulator = await startEmulator({ stateFile: file });
  const other = path.join(folder, "other");
  linkSync(file, other);
  await expect(startEmulator({ stateFile: other })).rejects.toThrow(/^RAM803 .*other: the state file has 2 names/);
  await emulator.close();
  await expect(startEmulator({ stateFile: file })).rejects.toThrow(/^RAM803 .*state: the state file has 2 names/);
  expect(readdirSync(folder)).toEqual(["other", "state"]);
});
