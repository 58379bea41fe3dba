import { lstat, realpath, readFile, rename, rm, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import path from "node:path";
import { UnwritablePathError, checkRegular } from "../../files";
import { EmulatorError } from "../emulator-error";
import { alone, isRunning } from "./takeover";
import { stateFileError } from "./state-file-error";

/** Releases the lock. */
export type Unlock = () => Promise<void>;

/**
 * The absolute paths of the locks that this process holds. The process id in a lock file is not enough: an earlier process
 * can have had the same id.
 */
const own = new Set<string>();

/**
 * Locks a state file with a lock file beside it that holds the process id and the host name. A stale lock, whose process
 * no longer runs, is taken over. For a lock of another host it is not known whether its process runs, so it is respected.
 *
 * Looking at the lock file and replacing it are two steps, so one process at a time does both.
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
    const taken = await alone(place, async () => take(file, place));
    if ("others" in taken) throw isTaken(file, "that is starting", ` If none is, delete ${taken.others.join(", ")}.`);
  } catch (error) {
    own.delete(place);
    throw error instanceof EmulatorError ? error : cannotLock(file, error);
  }
  return async () => {
    if (own.delete(place)) await rm(place, { force: true });
  };
}

async function take(file: string, place: string): Promise<void> {
  const holder = holderOf(await textOf(place));
  if (holder !== undefined) throw isTaken(file, holder, ` If that process no longer runs, delete ${place}.`);
  const temporary = `${place}.${process.pid}`;
  await rm(temporary, { force: true }); // a dead process of the same id may have left it
  await writeFile(temporary, `${process.pid} ${hostname()}\n`, { flag: "wx", mode: 0o600 });
  await rename(temporary, place);
}

/** The text of the lock file; empty if there is none. */
async function textOf(place: string): Promise<string> {
  try {
    checkRegular(await lstat(place));
    return await readFile(place, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return "";
    throw error instanceof UnwritablePathError ? new Error(`its lock file ${place}: ${error.message}`) : error;
  }
}

/** The holder of the lock. `undefined` if the lock is stale. */
function holderOf(text: string): string | undefined {
  const [, number = "", host] = /^(\d+) (.*)\n$/.exec(text) ?? [];
  if (host === undefined) return undefined; // no lock, or one that another program wrote
  if (host !== hostname()) return `in process ${number} of ${host}`;
  const pid = Number(number);
  return pid !== process.pid && isRunning(pid) ? `in process ${number}` : undefined;
}

function cannotLock(file: string, error: unknown): EmulatorError {
  const { message } = error as Error; // nothing else is thrown here
  return stateFileError(file, `the state file cannot be written: ${message}`);
}

function isTaken(file: string, by: string, remedy = ""): EmulatorError {
  return stateFileError(
    file,
    `the state file is in use by another emulator ${by}; two emulators cannot share a state file.${remedy}`,
  );
}
