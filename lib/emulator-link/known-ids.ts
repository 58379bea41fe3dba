/** The prefix of the emulator's access key ids, which distinguishes them from real ones. */
export const accessKeyPrefix = "emulator-";

/** The access key of the emulated account itself. It may do everything. */
export const rootAccessKeyId = `${accessKeyPrefix}root`;

/** The default account id of the emulator. */
export const defaultAccountId = "1234567890123456";
