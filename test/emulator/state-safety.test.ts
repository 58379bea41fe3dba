import { spawn } from "node:child_process";
import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { ApiError, type Emulator, startEmulator } from "cdktf-alicloud-agentrun/emulator";
import { readStateFile } from "../../lib/emulator/state/read-state-file";
import { StateFile } from "../../lib/emulator/state/state-file";
import { Store } from "../../lib/emulator/state/store";
import { typescriptLoader } from "./child";
import { call, ram } from "./client-styles";

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "emulator-"));
  mkdirSync(path.join(folder, "inner"));
  file = path.join(folder, "inner", "state");
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const usersOf = ({ state }: Emulator) => state.users.map(({ name }) => name);

async function refusal(emulator: Emulator, UserName: string): Promise<string> {
  const error: unknown = await emulator.call("CreateUser", { UserName }).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(Error);
  expect(error).not.toBeInstanceOf(ApiError); // over HTTP a 500: the emulator failed, not the call
  return (error as Error).message;
}

describe("a write that is not on the disk is not acknowledged, and changes nothing", () => {
  it.each<readonly [string, () => void, string]>([
    [
      "another program changed the file",
      () => {
        appendFileSync(file, "x");
      },
      "another program changed it",
    ],
    [
      "another program emptied the file",
      () => {
        truncateSync(file);
      },
      "another program changed it",
    ],
    [
      "another program replaced the file",
      () => {
        writeFileSync(`${file}-new`, readFileSync(file));
        renameSync(`${file}-new`, file);
      },
      "another program replaced it",
    ],
    [
      "the folder is gone",
      () => {
        renameSync(path.dirname(file), path.join(folder, "moved"));
      },
      "ENOENT",
    ],
  ])("%s", async (_, harm, message) => {
    const emulator = await startEmulator({ stateFile: file });
    await emulator.call("CreateUser", { UserName: "before" });
    const { state } = emulator;
    harm();
    const refusals = await Promise.all(["a", "b", "c"].map(async (name) => refusal(emulator, name)));
    for (const text of refusals)
      expect(text).toMatch(new RegExp(`^RAM803 .*: the state file cannot be written: .*${message}`));
    expect(emulator.state).toEqual(state);
    await expect(emulator.reset()).rejects.toThrow("RAM803");
    expect(emulator.state).toEqual(state);
    await emulator.close();
  });

  it("goes on where the folder is there again", async () => {
    const emulator = await startEmulator({ stateFile: file });
    renameSync(path.dirname(file), path.join(folder, "moved"));
    await refusal(emulator, "refused");
    renameSync(path.join(folder, "moved"), path.dirname(file));
    await emulator.call("CreateUser", { UserName: "later" });
    await emulator.close();
    const again = await startEmulator({ stateFile: file });
    expect(usersOf(again)).toEqual(["later"]);
    await again.close();
  });

  it("a file that was deleted is written anew, with everything", async () => {
    const emulator = await startEmulator({ stateFile: file });
    await emulator.call("CreateUser", { UserName: "before" });
    rmSync(file);
    await emulator.call("CreateUser", { UserName: "after" });
    await emulator.close();
    const again = await startEmulator({ stateFile: file });
    expect(usersOf(again)).toEqual(["after", "before"]);
    await again.close();
  });

  it("the disk is full", async () => {
    // The files of the child may not grow beyond a size. To the emulator that is as if the disk were full.
    const program = `${typescriptLoader}
      require(${JSON.stringify(path.join(__dirname, "../../lib/emulator/index.ts"))})
        .startEmulator({ stateFile: ${JSON.stringify(file)} })
        .then(({ url }) => console.log(url));`;
    await (await startEmulator({ stateFile: file })).close();
    const blocks = Math.ceil(readFileSync(file).length / 512) + 20;
    const child = spawn("sh", ["-c", 'ulimit -f "$0"; exec "$1" -e "$2"', String(blocks), process.execPath, program], {
      stdio: ["ignore", "pipe", "inherit"],
      cwd: path.join(__dirname, "../.."),
    });
    try {
      const url = await new Promise<string>((resolve, reject) => {
        child.stdout.once("data", (data: Buffer) => {
          resolve(data.toString().trim());
        });
        child.once("exit", reject);
      });
      const emulator = { url } as Emulator; // all that `call` reads
      const create = async (UserName: string) =>
        (await call(emulator, { version: ram, action: "CreateUser", parameters: { UserName } })).status;
      const made: string[] = [];
      const refused: string[] = [];
      for (let index = 0; index < 200 && refused.length < 20; index += 1) {
        const name = `user-${String(index).padStart(50, "0")}`;
        ((await create(name)) === 200 ? made : refused).push(name);
      }
      expect(made.length).toBeGreaterThan(5);
      expect(refused.length).toBeGreaterThan(0);
      const seen = (await (await fetch(`${url}/state`)).json()) as {
        readonly users: readonly { readonly name: string }[];
      };
      expect(seen.users.map(({ name }) => name).sort()).toEqual([...made].sort());
      const gone = new Promise((resolve) => child.once("exit", resolve));
      child.kill("SIGKILL");
      await gone;
      const again = await startEmulator({ stateFile: file });
      expect([...usersOf(again)].sort()).toEqual([...made].sort());
      await again.close();
    } finally {
      child.kill("SIGKILL");
    }
  }, 60_000);
});

describe("a damaged file is refused by name", () => {
  /** A small file: two lines that the start wrote, and two that calls wrote. */
  async function smallFile(): Promise<Buffer> {
    const store = new Store();
    const add = (user: string) =>
      store.transaction(() => {
        store.put("memberships", { group: "g", user, joined: "2026-11-25T00:00:00Z" });
      }).transaction;
    add("a");
    add("b");
    const stateFile = new StateFile(file, "1111222233334444", store);
    await stateFile.renew();
    await stateFile.save(add("c"));
    await stateFile.save(add("d"));
    await stateFile.close();
    return readFileSync(file);
  }

  const problemOf = async (bytes: Buffer): Promise<string> => {
    writeFileSync(file, bytes);
    return readStateFile(file).then(
      () => "none",
      (error: unknown) => String(error),
    );
  };

  it("whichever byte is another", async () => {
    const bytes = await smallFile();
    expect(await problemOf(bytes)).toBe("none");
    let tried = 0;
    for (const bit of [1, 0x20, 0x80]) {
      for (let at = 0; at < bytes.length; at += 1) {
        const changed = Buffer.from(bytes);
        changed[at] = changed[at]! ^ bit;
        expect(`${at}: ${await problemOf(changed)}`).toMatch(/EmulatorError: RAM803 .*inner\/state(?::\d+)?: /);
        tried += 1;
      }
    }
    console.info(`state file: ${tried} changed bytes refused`);
  });

  it("wherever it is cut off, or a line is missing, twice, or elsewhere", async () => {
    const bytes = await smallFile();
    for (let length = 0; length < bytes.length; length += 1) {
      expect(`${length}: ${await problemOf(bytes.subarray(0, length))}`).toMatch(/RAM803 .*inner\/state(?::\d+)?: /);
    }
    const [first = "", a = "", b = "", c = "", d = ""] = bytes.toString().split(/(?<=\n)/);
    for (const lines of [[first, a, b, d], [first, a, b, c, d, d], [first, b, a, c, d], [a, b, c, d], [first]]) {
      expect(await problemOf(Buffer.from(lines.join("")))).toContain("RAM803");
    }
  });

  it("but not for what a killed process left behind the last answered call", async () => {
    const bytes = await smallFile();
    for (const rest of ["0", "0123456789abcdef [[", '0123456789abcdef [["memberships","g/e",null]]']) {
      expect(await problemOf(Buffer.concat([bytes, Buffer.from(rest)]))).toBe("none");
    }
  });

  it("a file without checksums, of before, is read once and has them then", async () => {
    const record = JSON.stringify({ group: "g", user: "v", joined: "2026-11-25T00:00:00Z" });
    const header = JSON.stringify({ format: "agentrun-ram-emulator", version: 1, accountId: "1111222233334444" });
    writeFileSync(file, `${header}\n[["memberships","g/v",${record}]]\n[["members`);
    const emulator = await startEmulator({ stateFile: file });
    expect(emulator.accountId).toBe("1111222233334444");
    await emulator.close();
    const read = await readStateFile(file);
    expect([...(read?.store.tables.memberships.values() ?? [])]).toEqual([JSON.parse(record)]);
    expect(readFileSync(file, "utf8")).toMatch(/^\{"format":"agentrun-ram-emulator","version":2,/);
    expect(readdirSync(path.dirname(file))).toEqual(["state"]);
  });
});
