import { execFileSync } from "node:child_process";
import {
  chmodSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { openLogFile } from "../../lib/emulator/log-file";
import { UnwritablePathError, replaceFile } from "../../lib/files";
import { startEmulator } from "../../lib/emulator";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "files-"));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const at = (name: string): string => path.join(folder, name);

it("writes a new file, and replaces one behind links with its permissions", () => {
  expect(readFileSync(replaceFile(at("new"), "text"), "utf8")).toBe("text");
  writeFileSync(at("old"), "old");
  chmodSync(at("old"), 0o640);
  symlinkSync("old", at("link"));
  symlinkSync(at("link"), at("link-to-link"));
  replaceFile(at("link-to-link"), "new");
  expect(lstatSync(at("link")).isSymbolicLink()).toBe(true);
  expect([readFileSync(at("old"), "utf8"), statSync(at("old")).mode & 0o777]).toEqual(["new", 0o640]);
  expect(readdirSync(folder).sort()).toEqual(["link", "link-to-link", "new", "old"]);
});

/** Things at a path that are no regular file. None of them may be replaced, or opened in a way that waits. */
const things: readonly (readonly [string, (place: string) => Promise<void> | void])[] = [
  [
    "folder",
    (place) => {
      mkdirSync(place);
    },
  ],
  ["named pipe", (place) => void execFileSync("mkfifo", [place])],
  [
    "socket",
    async (place) => {
      await new Promise<void>((resolve) => createServer().unref().listen(place, resolve));
    },
  ],
  [
    "link to nothing",
    (place) => {
      symlinkSync(`${place}-nothing`, place);
    },
  ],
  [
    "link to itself",
    (place) => {
      symlinkSync(place, place);
    },
  ],
  [
    "link to a folder",
    (place) => {
      mkdirSync(`${place}-folder`);
      symlinkSync(`${place}-folder`, place);
    },
  ],
  [
    "link to a named pipe",
    (place) => {
      execFileSync("mkfifo", [`${place}-pipe`]);
      symlinkSync(`${place}-pipe`, place);
    },
  ],
];

/** Only where this process may make devices, as in many containers. */
const device: (typeof things)[number] = [
  "device",
  (place) => {
    execFileSync("mknod", [place, "c", "1", "3"]);
  },
];

function mayMakeDevices(): boolean {
  const place = path.join(mkdtempSync(path.join(tmpdir(), "files-")), "device");
  try {
    execFileSync("mknod", [place, "c", "1", "3"], { stdio: "ignore" });
    return true;
  } catch {
    console.warn("not run: files at the place of a device, which this process may not make");
    return false;
  } finally {
    rmSync(path.dirname(place), { recursive: true });
  }
}

describe.each([...things, ...(mayMakeDevices() ? [device] : [])])("a %s", (_, make) => {
  it("is not replaced by any writer, and stays what it is", async () => {
    const place = at("thing");
    await make(place);
    const look = () =>
      readdirSync(folder)
        .sort()
        .map((name) => [name, lstatSync(at(name)).mode, lstatSync(at(name)).ino]);
    const before = look();
    expect(() => replaceFile(place, "text")).toThrow();
    expect(() => openLogFile(place, () => undefined)).toThrow(/^RAM805 .*thing: the log cannot be written: /);
    await expect(startEmulator({ stateFile: place })).rejects.toThrow(
      /^RAM803 .*thing: the state file cannot be written: /,
    );
    expect(look()).toEqual(before);
  });
});

it("leaves nothing behind where it cannot write", () => {
  expect(() => replaceFile(at("none/file"), "text")).toThrow("ENOENT");
  mkdirSync(at("file"));
  expect(() => replaceFile(at("file"), "text")).toThrow(UnwritablePathError);
  expect(readdirSync(folder)).toEqual(["file"]);
});
