/** Provider settings and environment variables that make stacks use an emulator. */
export { accessKeyPrefix, defaultAccountId, rootAccessKeyId } from "./known-ids";
export { childEnvironment } from "./child-environment";
export { environmentOf } from "./environment-of";
export { exportLine } from "./export-line";
export { providerBlocks } from "./provider-blocks";
export { type EmulatorPlace, type ProviderSettings, providerSettings } from "./provider-settings";
export { emulatorVariables } from "./variables";
