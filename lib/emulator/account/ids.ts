import { randomBytes, randomUUID } from "node:crypto";
import { accessKeyPrefix } from "../../emulator-link";

export function isAccountId(text: string): boolean {
  return /^\d{6,20}$/.test(text);
}

/** The format of each kind of id. Numbers increase, so that ids sort by age. */
export const idFormats = {
  user: (number: number) => `2${String(number).padStart(17, "0")}`,
  role: (number: number) => `3${String(number).padStart(17, "0")}`,
  group: (number: number) => `g-${String(number).padStart(16, "0")}`,
  resourceGroup: (number: number) => `rg-emulator${String(number).padStart(6, "0")}`,
  controlPolicy: (number: number) => `cp-emulator${String(number).padStart(6, "0")}`,
} as const;

export function requestId(): string {
  return randomUUID().toUpperCase();
}

export function newAccessKeyId(prefix = accessKeyPrefix): string {
  return `${prefix}${randomBytes(8).toString("hex")}`;
}

export function newSecret(): string {
  return randomBytes(15).toString("hex");
}
