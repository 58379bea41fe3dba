import { type ChildProcess, spawn } from "node:child_process";
import { lstatSync, mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { hostname, tmpdir } from "node:os";
import path from "node:path";
import { type Emulator, EmulatorError, startEmulator } from "cdktf-alicloud-agentrun/emulator";
import { typescriptLoader } from "./child";
import { call, ram } from "./client-styles";

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "emulator-"));
  file = path.join(folder, "state");
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const document = '{"Version":"1","Statement":[{"Effect":"Allow","Action":"oss:*","Resource":"*"}]}';

async function withEmulator<T>(run: (emulator: Emulator) => Promise<T> | T): Promise<T> {
  const emulator = await startEmulator({ stateFile: file, accountId: "1111222233334444" });
  try {
    return await run(emulator);
  } finally {
    await emulator.close();
  }
}

it("keeps everything from one start to the next", async () => {
  const before = await withEmulator(async (emulator) => {
    await emulator.call("CreatePolicy", {
      PolicyName: "P",
      PolicyDocument: document,
      Tag: '[{"Key":"k","Value":"v"}]',
    });
    await emulator.call("CreateUser", { UserName: "alice" });
    await emulator.call("AttachPolicyToUser", { PolicyName: "P", PolicyType: "Custom", UserName: "alice" });
    await emulator.call("CreateUser", { UserName: "bob" });
    await emulator.call("DeleteUser", { UserName: "bob" });
    return emulator.state;
  });
  const after = await withEmulator((emulator) => emulator.state);
  expect(after).toEqual(before);
  await withEmulator(async (emulator) => {
    await emulator.call("CreateUser", { UserName: "carol" });
    expect(new Set(emulator.state.users.map(({ id }) => id)).size).toBe(2);
  });
  expect(readdirSync(folder)).toEqual(["state"]);
});

it("forgets everything when told so", async () => {
  await withEmulator(async (emulator) => {
    await emulator.call("CreateUser", { UserName: "alice" });
    await emulator.reset();
    await emulator.call("CreateUser", { UserName: "bob" });
  });
  expect(await withEmulator(({ state }) => state.users.map(({ name }) => name))).toEqual(["bob"]);
});

it("answers nothing that is not on the disk, not even by a call that changes nothing, and in order", async () => {
  await withEmulator(async (emulator) => {
    const made: Promise<unknown>[] = [];
    for (let index = 0; index < 50; index += 1) {
      made.push(
        emulator.call("CreateUser", { UserName: `u${index}` }),
        emulator.call("GetUser", { UserName: `u${index}` }).then(() => {
          expect(readFileSync(file, "utf8")).toContain(`"u${index}"`);
        }),
      );
    }
    await Promise.all(made);
    const numbers = emulator.calls.map(({ number }) => number);
    expect(numbers).toEqual([...numbers].sort((a, b) => a - b));
  });
});

it("can be emptied while calls are being written, and closed twice", async () => {
  const emulator = await startEmulator({ stateFile: file });
  const calls = Array.from({ length: 100 }, async (_, index) => emulator.call("CreateUser", { UserName: `u${index}` }));
  await Promise.all([...calls, emulator.reset()]);
  await emulator.call("CreateUser", { UserName: "last" });
  const { state } = emulator;
  await emulator.close();
  await emulator.close();
  await expect(emulator.call("CreateUser", { UserName: "late" })).rejects.toThrow("the emulator is closed");
  const again = await startEmulator({ stateFile: file });
  expect(again.state).toEqual(state);
  await again.close();
});

it("ignores the half of a line that a kill left", async () => {
  await withEmulator(async (emulator) => emulator.call("CreateUser", { UserName: "alice" }));
  writeFileSync(file, `${readFileSync(file, "utf8")}[["users","bob",{"na`);
  expect(await withEmulator(({ state }) => state.users.map(({ name }) => name))).toEqual(["alice"]);
});

const header = (accountId = "1111222233334444") =>
  JSON.stringify({ format: "agentrun-ram-emulator", version: 1, accountId });
const member = JSON.stringify({ group: "g", user: "v", joined: "2026-11-25T00:00:00Z" });

it.each([
  ["another program's", "hello\nworld\n", "not a state file"],
  ["another program's JSON", '{"version":4}\n', "not a state file"],
  ["of a later version", '{"format":"agentrun-ram-emulator","version":9,"accountId":"1"}\n', "format version 9"],
  [
    "broken in the middle",
    '{"format":"agentrun-ram-emulator","version":1,"accountId":"1111222233334444"}\n[["users"\n[]\n',
    ":2: the state file is damaged",
  ],
  [
    "of strange changes",
    '{"format":"agentrun-ram-emulator","version":1,"accountId":"1111222233334444"}\n[["wings","a",{}]]\n',
    ":2: the state file is damaged",
  ],
  ["of another account", `${header("999999")}\n`, "belongs to account 999999"],
  ["of an account that is none", `${header("evil")}\n`, ":1: the state file is damaged"],
  ["with a policy of nothing", `${header()}\n[["policies","x",{}]]\n`, ":2: the state file is damaged"],
  [
    "with a record under another's key",
    `${header()}\n[["memberships","g/u",${member}]]\n`,
    ":2: the state file is damaged",
  ],
  [
    "with a member of another kind",
    `${header()}\n[["counters","ids",{"given":"1"}]]\n`,
    ":2: the state file is damaged",
  ],
  ["with a removal of nowhere", `${header()}\n[["counters",5,null]]\n`, ":2: the state file is damaged"],
])("refuses a file that is %s", async (_, text, message) => {
  writeFileSync(file, text);
  await expect(startEmulator({ stateFile: file, accountId: "1111222233334444" })).rejects.toThrow(EmulatorError);
  await expect(startEmulator({ stateFile: file, accountId: "1111222233334444" })).rejects.toThrow(message);
  expect(readFileSync(file, "utf8")).toBe(text);
});

describe("two emulators", () => {
  it("do not use one file, in one process, not even by another name of it", async () => {
    const link = path.join(folder, "link");
    await withEmulator(async (emulator) => {
      await emulator.call("CreateUser", { UserName: "alice" });
      symlinkSync(file, link);
      for (const stateFile of [file, link]) {
        await expect(startEmulator({ stateFile })).rejects.toThrow(
          /^RAM803 .*: the state file is in use by another emulator in this process/,
        );
      }
    });
    const other = await startEmulator({ stateFile: link });
    expect(other.state.users).toHaveLength(1);
    await other.close();
    expect(lstatSync(link).isSymbolicLink()).toBe(true);
    expect(readdirSync(folder)).toEqual(["link", "state"]);
  });

  it("nor in two processes, as long as both run", async () => {
    const { child } = await startChild();
    await expect(startEmulator({ stateFile: file })).rejects.toThrow(`another emulator in process ${child.pid ?? 0}`);
    const gone = new Promise((resolve) => child.once("exit", resolve));
    child.kill("SIGKILL");
    await gone;
    expect(await withEmulator(() => readdirSync(folder))).toEqual(["state", "state.lock"]);
    expect(readdirSync(folder)).toEqual(["state"]);
  }, 60_000);

  it("start at once, and one of them has the file, also where a dead one had it", async () => {
    writeFileSync(`${file}.lock`, `999999999 ${hostname()}\n`);
    const started = await Promise.allSettled(Array.from({ length: 8 }, async () => startEmulator({ stateFile: file })));
    const running = started.flatMap((one) => (one.status === "fulfilled" ? [one.value] : []));
    expect(running).toHaveLength(1);
    await running[0]!.close();
    await running[0]!.close();
  });

  it.each([
    ["of a process with this one's number", `${process.pid} ${hostname()}\n`, true],
    ["that was broken off", "", true],
    ["of another machine", "1 elsewhere\n", false],
  ])("and a lock %s", async (_, text, isTaken) => {
    writeFileSync(`${file}.lock`, text);
    if (isTaken) await withEmulator(({ state }) => state);
    else
      await expect(startEmulator({ stateFile: file })).rejects.toThrow(
        /in process 1 of elsewhere; .* If that .* delete/,
      );
  });
});

it("leaves no lock where it does not start", async () => {
  await withEmulator(async ({ address }) => {
    const stateFile = path.join(folder, "other");
    await expect(startEmulator({ stateFile, port: Number(address.split(":")[1]) })).rejects.toThrow("RAM802");
    expect(readdirSync(folder).filter((name) => name.startsWith("other"))).toEqual(["other"]);
  });
});

/** Starts an emulator in a process of its own. */
async function startChild(): Promise<{ readonly child: ChildProcess; readonly url: string }> {
  const program = `${typescriptLoader}
    require(${JSON.stringify(path.join(__dirname, "../../lib/emulator/index.ts"))})
      .startEmulator({ stateFile: ${JSON.stringify(file)}, accountId: "1111222233334444" })
      .then(({ url }) => console.log(url));`;
  const child = spawn(process.execPath, ["-e", program], {
    stdio: ["ignore", "pipe", "inherit"],
    cwd: path.join(__dirname, "../.."),
  });
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout.once("data", (data: Buffer) => {
      resolve(data.toString().trim());
    });
    child.once("exit", (code) => {
      reject(new Error(`the child ended with ${String(code)}`));
    });
  });
  return { child, url };
}

it("has every answered change on the disk, whenever it is killed", async () => {
  const answered = new Set<string>();
  const asked: string[] = [];
  for (let round = 0; round < 3; round += 1) {
    const { child, url } = await startChild();
    const emulator = { url } as Emulator;
    let isDead = false;
    const worker = async (number: number): Promise<void> => {
      for (let index = 0; !isDead; index += 1) {
        const UserName = `r${round}-w${number}-${index}`;
        asked.push(UserName);
        try {
          const { status } = await call(emulator, { version: ram, action: "CreateUser", parameters: { UserName } });
          if (status === 200) answered.add(UserName);
        } catch {
          isDead = true;
        }
      }
    };
    const workers = Array.from({ length: 8 }, async (_, number) => worker(number));
    await new Promise((resolve) => setTimeout(resolve, 300 + round * 137));
    const gone = new Promise((resolve) => child.once("exit", resolve));
    child.kill("SIGKILL");
    await gone;
    isDead = true;
    await Promise.all(workers);
  }
  const names = await withEmulator(({ state }) => new Set(state.users.map(({ name }) => name)));
  expect(answered.size).toBeGreaterThan(20);
  expect([...answered].filter((name) => !names.has(name))).toEqual([]);
  expect([...names].filter((name) => !asked.includes(name))).toEqual([]);
}, 60_000);
