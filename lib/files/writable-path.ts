import { type Stats, lstatSync, realpathSync, statSync } from "node:fs";
import path from "node:path";

/** A path that must not be written: it is a link to nothing, or something other than a regular file. */
export class UnwritablePathError extends Error {
  public override readonly name = "UnwritablePathError";
}

/**
 * The path at which a file is written: that of an existing regular file, or of nothing in an existing folder. Links are
 * followed, so that a rename replaces the file and not the link.
 *
 * @throws UnwritablePathError for a folder, device, socket, named pipe or link to nothing
 * @throws Error the operating system's, for a folder that does not exist or cannot be searched
 */
export function writablePath(file: string): string {
  const found = lstatSync(file, { throwIfNoEntry: false });
  if (found === undefined) return path.join(realpathSync(path.dirname(file)), path.basename(file));
  if (found.isSymbolicLink() && statSync(file, { throwIfNoEntry: false }) === undefined) {
    throw new UnwritablePathError("it is a link to nothing");
  }
  const target = realpathSync(file);
  checkRegular(statSync(target));
  return target;
}

/** @throws UnwritablePathError unless this is a regular file */
export function checkRegular(stats: Stats): void {
  if (!stats.isFile()) throw new UnwritablePathError(`it is a ${kindOf(stats)}, not a regular file`);
}

function kindOf(stats: Stats): string {
  if (stats.isDirectory()) return "folder";
  if (stats.isFIFO()) return "named pipe";
  return stats.isSocket() ? "socket" : "device";
}
