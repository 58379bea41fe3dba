import { realpath, readFile, rename, rm, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import path from "node:path";
import { EmulatorError } from "../emulator-error";
import { emulatorProblemIds } from "../problem-ids";

/** Lets others have the file again. */
export type Unlock = () => Promise<void>;

/** Locks of this process, by their whole path: a process with the number of an earlier one has none of its locks. */
const own = new Set<string>();

/** How long a lock may be empty: between its creation and its first byte, another process may see it so. */
const emptyMilliseconds = 1000;

/**
 * Locks a file for one emulator: a file beside it says which process has it. A lock of a process that is no more is taken
 * over, so that a killed emulator leaves nothing to tidy up; whether a process of another machine still runs, nobody
 * here can tell.
 *
 * @throws EmulatorError RAM803 for a file that another emulator has
 */
export async function lock(file: string): Promise<Unlock> {
  const name = `${file}.lock`;
  const folder = await realpath(path.dirname(name)).catch(() => path.resolve(path.dirname(name)));
  const place = path.join(folder, path.basename(name));
  if (own.has(place)) throw isTaken(file, "of this process");
  own.add(place);
  try {
    await take(file, place);
  } catch (error) {
    own.delete(place);
    throw error;
  }
  return async () => {
    if (own.delete(place)) await rm(place, { force: true });
  };
}

async function take(file: string, place: string): Promise<void> {
  for (const start = Date.now(); ;) {
    if (await isCreated(file, place, `${process.pid} ${hostname()}\n`)) return;
    const found = await textOf(file, place);
    if (found === undefined) continue; // given back meanwhile
    if (found === "" && Date.now() - start < emptyMilliseconds) {
      await new Promise((resolve) => setTimeout(resolve, 20));
      continue;
    }
    const holder = holderOf(found);
    if (holder !== undefined) throw isTaken(file, `${holder}; if that is no more, delete ${place}`);
    await remove(file, place, found);
  }
}

async function isCreated(file: string, place: string, text: string): Promise<boolean> {
  try {
    await writeFile(place, text, { flag: "wx", mode: 0o600 });
    return true;
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === "EEXIST") return false;
    throw cannotLock(file, message);
  }
}

async function textOf(file: string, place: string): Promise<string | undefined> {
  try {
    return await readFile(place, "utf8");
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === "ENOENT") return undefined;
    throw cannotLock(file, message);
  }
}

/** Who has the lock; `undefined` where nobody does. */
function holderOf(text: string): string | undefined {
  const [, number = "", host] = /^(\d+) (.*)\n$/.exec(text) ?? [];
  if (host === undefined) return undefined; // broken off while it was written
  if (host !== hostname()) return `in process ${number} of ${host}`;
  const pid = Number(number);
  return pid !== process.pid && isRunning(pid) ? `in process ${number}` : undefined;
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/** Removes the lock that nobody has: by a rename, so that one which took its place meanwhile is put back. */
async function remove(file: string, place: string, stale: string): Promise<void> {
  const aside = `${place}.${process.pid}`;
  try {
    await rename(place, aside);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === "ENOENT") return;
    throw cannotLock(file, message);
  }
  const moved = await readFile(aside, "utf8");
  if (moved !== stale) await isCreated(file, place, moved);
  await rm(aside, { force: true });
}

function cannotLock(file: string, message: string): EmulatorError {
  return new EmulatorError(`cannot write the state file ${file}: ${message}`, emulatorProblemIds.stateFile);
}

function isTaken(file: string, by: string): EmulatorError {
  return new EmulatorError(
    `another emulator ${by} has the state file ${file}: two would undo each other's changes`,
    emulatorProblemIds.stateFile,
  );
}
