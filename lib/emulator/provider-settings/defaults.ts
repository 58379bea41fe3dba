/**
 * How ids of access keys of the emulator begin. Keys of a real account begin otherwise, so that none is written into a
 * stack by mistake.
 */
export const accessKeyPrefix = "emulator-";

/** The key of the account itself, which may do everything. */
export const rootAccessKeyId = `${accessKeyPrefix}root`;

/** The account where none is named. */
export const defaultAccountId = "1234567890123456";
