import { createHash } from "node:crypto";

/** A short text that is equal for equal changes of something that must not be printed, or is too long. */
export function changeDigest(before: string | undefined, after: string | undefined): string {
  const whole = JSON.stringify([before ?? null, after ?? null]);
  return `digest ${createHash("sha256").update(whole).digest("hex").slice(0, digits)}`;
}

/** Enough that nobody finds another change with the same digest by trying. */
const digits = 32;
