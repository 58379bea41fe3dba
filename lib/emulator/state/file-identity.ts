import type { BigIntStats } from "node:fs";

/** Tells whether a path still leads to the file that was written, with the length that was written. */
export interface FileIdentity {
  readonly device: bigint;
  readonly inode: bigint;
  readonly bytes: number;
}

export function identityOf({ dev, ino, size }: BigIntStats): FileIdentity {
  return { device: dev, inode: ino, bytes: Number(size) };
}

export function isSameFile(one: FileIdentity, other: FileIdentity): boolean {
  return one.device === other.device && one.inode === other.inode;
}
