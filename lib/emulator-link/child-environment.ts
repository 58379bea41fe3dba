import { environmentOf } from "./environment-of";
import { type EmulatorPlace, providerSettings } from "./provider-settings";
import { emulatorVariables } from "./variables";

type Environment = Readonly<Record<string, string | undefined>>;

/** All variables of the vendor's tools except regions: keys, tokens, profiles, roles, endpoints. */
const ofTheVendor = /^(ALICLOUD|ALIBABA_?CLOUD|ALIYUN)_(?!(DEFAULT_)?REGION(_ID)?$)|^OSS_(ACCESS_KEY|SESSION_TOKEN)/i;

/** Variables that may point to another emulator. */
const ofTheEmulator: readonly string[] = Object.values(emulatorVariables);

/**
 * The environment for a program that uses an emulator and no real account. Credentials and endpoints of real accounts are
 * removed, keys that exist only in the emulator are added, and the emulator is added to `NO_PROXY`.
 */
export function childEnvironment(own: Environment, place: EmulatorPlace): Record<string, string | undefined> {
  const { accessKey, secretKey } = providerSettings(place);
  const [host = ""] = place.address.split(":");
  const noProxy = [own["NO_PROXY"] ?? own["no_proxy"] ?? "", host].filter((part) => part !== "").join(",");
  return {
    ...Object.fromEntries(
      Object.entries(own).filter(([name]) => !ofTheVendor.test(name) && !ofTheEmulator.includes(name)),
    ),
    ...environmentOf(place),
    // The provider reads tags of control policies from this endpoint and has no `endpoints` argument for it (2026-11-25).
    ALIBABA_CLOUD_ENDPOINT_RESOURCEDIRECTORYMASTER: place.address,
    ALICLOUD_ACCESS_KEY: accessKey,
    ALICLOUD_SECRET_KEY: secretKey,
    ALIBABA_CLOUD_ACCESS_KEY_ID: accessKey,
    ALIBABA_CLOUD_ACCESS_KEY_SECRET: secretKey,
    ALIBABA_CLOUD_IGNORE_PROFILE: "TRUE", // the vendor's CLI prefers its profile file to these variables
    NO_PROXY: noProxy,
    no_proxy: noProxy,
  };
}
