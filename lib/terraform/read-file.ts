import { closeSync, openSync, readSync, statSync } from "node:fs";
import { standardInput } from "./standard-input";
import { isUtf16, utf16 } from "./utf16";

export { parseJson } from "./parse-json";
export { standardInput };

export const maxFileBytes = 64 * 1024 * 1024;

/** A value, or the reason why it cannot be read, e.g. `no permission`. */
export type Read<Value> = { readonly value: Value } | { readonly problem: string };

/** The text of a file without its byte order mark, or of standard input for `-`. */
export function readFileText(file: string): Read<string> {
  try {
    const problem = whyNotOpened(file);
    return problem === undefined ? readWhole(file) : { problem };
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

/**
 * Why a file must not be opened. Opening a named pipe may block, and a device may be endless. The pipes of `<(...)` are
 * already open.
 */
export function whyNotOpened(file: string): string | undefined {
  try {
    return file === standardInput ? undefined : whyNotRead(file);
  } catch (error) {
    return reasons[codeOf(error)] ?? codeOf(error);
  }
}

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
    const bytes = Buffer.concat(parts);
    return isUtf16(bytes) ? { problem: utf16 } : { value: bytes.toString("utf8").replace(/^\uFEFF/, "") };
  } finally {
    if (descriptor !== 0) closeSync(descriptor);
  }
}

/** The first bytes of a file; fewer where it has fewer. */
export function readFileStart(file: string, length: number): Read<Buffer> {
  const problem = whyNotOpened(file);
  if (problem !== undefined) return { problem };
  try {
    const descriptor = openSync(file, "r");
    try {
      const start = Buffer.alloc(length);
      return { value: start.subarray(0, readSync(descriptor, start)) };
    } finally {
      closeSync(descriptor);
    }
  } catch (error) {
    return { problem: reasons[codeOf(error)] ?? codeOf(error) };
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
