import { createHash, randomBytes } from "node:crypto";
import { readdir, rm, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import path from "node:path";

/** How long a process waits for others, each of which needs only milliseconds. */
const mostMilliseconds = 10_000;

/**
 * Runs a function while no other process runs it for the same name. Every process creates a file of its own, and
 * continues only if it then sees no other process's file: of two processes, the later one sees the file of the earlier
 * one. File names are never reused, so removing the file of a dead process cannot remove that of a living one.
 *
 * @param place path that the names of the files begin with
 * @returns the result, or the files of other processes that were there all the time
 * @throws Error the operating system's, where files cannot be written there
 */
export async function alone<T>(
  place: string,
  run: () => Promise<T>,
): Promise<{ readonly result: T } | { readonly others: readonly string[] }> {
  let others: readonly string[] = [];
  for (const end = Date.now() + mostMilliseconds; Date.now() < end;) {
    const own = await announce(place);
    try {
      while (Date.now() < end) {
        others = await othersThan(own, place);
        if (others.length === 0) return { result: await run() };
        if (others.some((other) => other < path.basename(own))) break; // the first by name goes first
        await pause(2);
      }
    } finally {
      await rm(own, { force: true });
    }
    await pause(5 + Math.random() * 20);
  }
  return { others };
}

async function announce(place: string): Promise<string> {
  const own = `${place}.${host}.${process.pid}.${randomBytes(8).toString("hex")}`;
  await writeFile(own, "", { flag: "wx", mode: 0o600 });
  return own;
}

/** The names of the other processes' files. Those of dead processes are removed; one can have had this process's id. */
async function othersThan(own: string, place: string): Promise<readonly string[]> {
  const folder = path.dirname(place);
  const others: string[] = [];
  for (const name of await readdir(folder)) {
    if (!name.startsWith(`${path.basename(place)}.`) || name === path.basename(own)) continue;
    const [, at, pid] = /\.([0-9a-f]{8})\.(\d+)\.[0-9a-f]{16}$/.exec(name) ?? [];
    if (at === undefined) continue;
    const isDead = at === host && (Number(pid) === process.pid || !isRunning(Number(pid)));
    if (isDead) await rm(path.join(folder, name), { force: true });
    else others.push(name);
  }
  return others;
}

/** Stands for the name of this host, which may hold any character. */
const host = createHash("sha256").update(hostname()).digest("hex").slice(0, 8);

export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

async function pause(milliseconds: number): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, milliseconds));
}
