import { randomBytes } from "node:crypto";
import { closeSync, fchmodSync, fsyncSync, openSync, renameSync, rmSync, statSync, writeSync } from "node:fs";
import path from "node:path";
import { writablePath } from "./writable-path";

/**
 * Writes a whole file: into a temporary file beside it, onto the disk, and from there over the file. A reader sees the
 * old content or the new one, and so does everybody after a crash. An existing file keeps its permissions.
 *
 * @param mode the permissions of a new file
 * @returns the path of the file behind any links
 * @throws UnwritablePathError for anything but a regular file or nothing
 * @throws Error the operating system's. The file is as it was.
 */
export function replaceFile(file: string, content: string, mode = 0o666): string {
  const target = writablePath(file);
  const existing = statSync(target, { throwIfNoEntry: false });
  const temporary = `${target}.${process.pid}-${randomBytes(4).toString("hex")}.tmp`;
  try {
    const descriptor = openSync(temporary, "wx", mode);
    try {
      if (existing !== undefined) fchmodSync(descriptor, existing.mode & 0o7777);
      writeWhole(descriptor, Buffer.from(content));
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
    writablePath(target); // it may have changed in the meantime
    renameSync(temporary, target);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
  syncFolder(path.dirname(target));
  return target;
}

function writeWhole(descriptor: number, bytes: Buffer): void {
  for (let at = 0; at < bytes.length;) at += writeSync(descriptor, bytes, at);
}

/** A rename is on the disk when its folder is. Windows has no such operation. */
export function syncFolder(folder: string): void {
  if (process.platform === "win32") return;
  const descriptor = openSync(folder, "r");
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
