/** How the provider, and programs that run it, are led to an emulator. */
export { childEnvironment } from "./child-environment";
export { accessKeyPrefix, defaultAccountId, rootAccessKeyId } from "./defaults";
export { environmentOf } from "./environment-of";
export { providerBlocks } from "./provider-blocks";
export { type EmulatorPlace, type ProviderSettings, providerSettings } from "./provider-settings";
export { emulatorVariables } from "./variables";
