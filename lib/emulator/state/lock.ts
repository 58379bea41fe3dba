import { realpath, readFile, rename, rm, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import path from "node:path";
import { EmulatorError } from "../emulator-error";
import { emulatorProblemIds } from "../problem-ids";

/** Releases the lock. */
export type Unlock = () => Promise<void>;

/**
 * The absolute paths of the locks that this process holds. The process id in a lock file is not enough: an earlier process
 * can have had the same id.
 */
const own = new Set<string>();

/** How long an empty lock file is respected: its owner may have created it and not yet written to it. */
const emptyMilliseconds = 1000;

/**
 * Locks a state file with a lock file beside it that holds the process id and the host name. A stale lock, whose process
 * no longer runs, is taken over. For a lock of another host it is not known whether its process runs, so it is respected.
 *
 * @throws EmulatorError RAM803 if another emulator holds the lock
 */
export async function lock(file: string): Promise<Unlock> {
  const name = `${file}.lock`;
  const folder = await realpath(path.dirname(name)).catch(() => path.resolve(path.dirname(name)));
  const place = path.join(folder, path.basename(name));
  if (own.has(place)) throw isTaken(file, "in this process");
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
    if (found === undefined) continue; // released in the meantime
    if (found === "" && Date.now() - start < emptyMilliseconds) {
      await new Promise((resolve) => setTimeout(resolve, 20));
      continue;
    }
    const holder = holderOf(found);
    if (holder !== undefined) throw isTaken(file, holder, ` If that process no longer runs, delete ${place}.`);
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

/** The holder of the lock. `undefined` if the lock is stale. */
function holderOf(text: string): string | undefined {
  const [, number = "", host] = /^(\d+) (.*)\n$/.exec(text) ?? [];
  if (host === undefined) return undefined; // its process was killed while it wrote
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

/** Removes a stale lock. It is renamed first: if it turns out to be a new lock of another process, it is put back. */
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

function isTaken(file: string, by: string, remedy = ""): EmulatorError {
  return new EmulatorError(
    `the state file ${file} is in use by another emulator ${by}; two emulators cannot share a state file.${remedy}`,
    emulatorProblemIds.stateFile,
  );
}
