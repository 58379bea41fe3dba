/** Ids of the emulator's access keys begin so: nobody takes them for real ones. */
export const accessKeyPrefix = "emulator-";

/** The key of the emulated account itself, which may do everything. */
export const rootAccessKeyId = `${accessKeyPrefix}root`;

/** The account that the emulator plays where none is named. */
export const defaultAccountId = "1234567890123456";
