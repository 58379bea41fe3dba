import { closeSync, openSync, readSync, statSync } from "node:fs";
import { parseJson } from "./parse-json";
import { standardInput } from "./standard-input";

export { parseJson, standardInput };

export const maxFileBytes = 64 * 1024 * 1024;

/** A value, or the reason why it cannot be read, e.g. `no permission`. */
export type Read<Value> = { readonly value: Value } | { readonly problem: string };

/** The text of a file without its byte order mark, or of standard input for `-`. */
export function readFileText(file: string): Read<string> {
  try {
    const special = file === standardInput ? undefined : whyNotRead(file);
    return special === undefined ? readWhole(file) : { problem: special };
  } catch (error) {
    return { problem: reasons[codeOf(error)] ?? codeOf(error) };
  }
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: "there is no such file or folder",
  ENOTDIR: "there is no such file or folder",
  EACCES: "no permission",
  EPERM: "no permission",
  EISDIR: "it is a folder, not a file",
  ELOOP: "its symbolic links lead in a circle",
  ENAMETOOLONG: "its name is too long",
};

/** Opening a named pipe may block, and a device may be endless. The pipes of `<(...)` are already open. */
function whyNotRead(file: string): string | undefined {
  const stats = statSync(file);
  if (stats.isDirectory()) return reasons["EISDIR"];
  const isDescriptor = /^\/(?:dev\/(?:stdin|fd\/\d+)|proc\/(?:self|\d+)\/fd\/\d+)$/.test(file);
  return stats.isFile() || isDescriptor
    ? undefined
    : "it is a device, socket or named pipe, not a file; pipe it to standard input and write -";
}

/** Reads to the end instead of asking for the size, because pipes and growing files have no fixed size. */
function readWhole(file: string): Read<string> {
  const descriptor = file === standardInput ? 0 : openSync(file, "r");
  try {
    const parts: Buffer[] = [];
    let size = 0;
    for (;;) {
      const part = Buffer.allocUnsafe(partBytes);
      const bytes = readPart(descriptor, part);
      if (bytes === 0) break;
      size += bytes;
      if (size > maxFileBytes) return { problem: `it is larger than ${maxFileBytes / 1024 / 1024} MB, the maximum` };
      parts.push(part.subarray(0, bytes));
    }
    return {
      value: Buffer.concat(parts)
        .toString("utf8")
        .replace(/^\uFEFF/, ""),
    };
  } finally {
    if (descriptor !== 0) closeSync(descriptor);
  }
}

const partBytes = 1024 * 1024;

function readPart(descriptor: number, into: Buffer): number {
  for (;;) {
    try {
      return readSync(descriptor, into);
    } catch (error) {
      if (codeOf(error) === "EOF") return 0; // how Windows ends a pipe
      if (codeOf(error) !== "EAGAIN") throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, retryMilliseconds);
    }
  }
}

const retryMilliseconds = 10;

function codeOf(error: unknown): string {
  return typeof error === "object" && error !== null && "code" in error ? String(error.code) : String(error);
}
