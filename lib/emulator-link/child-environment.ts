import { environmentOf } from "./environment-of";
import { type EmulatorPlace, providerSettings } from "./provider-settings";
import { emulatorVariables } from "./variables";

type Environment = Readonly<Record<string, string | undefined>>;

/** Whatever the vendor's tools read, except for regions: keys, tokens, profiles, roles, endpoints. */
const ofTheVendor = /^(ALICLOUD|ALIBABA_?CLOUD|ALIYUN)_(?!(DEFAULT_)?REGION(_ID)?$)|^OSS_(ACCESS_KEY|SESSION_TOKEN)/i;

/** Another emulator's. */
const ofTheEmulator: readonly string[] = Object.values(emulatorVariables);

/**
 * The environment for a program that is to use an emulator and nothing else: without what leads to a real account, with
 * keys that no real account knows for programs that ask for some, and with proxies kept away from the emulator.
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
    // The provider asks for tags of control policies here, and its block of endpoints does not have it (seen 2026-11-25).
    ALIBABA_CLOUD_ENDPOINT_RESOURCEDIRECTORYMASTER: place.address,
    ALICLOUD_ACCESS_KEY: accessKey,
    ALICLOUD_SECRET_KEY: secretKey,
    ALIBABA_CLOUD_ACCESS_KEY_ID: accessKey,
    ALIBABA_CLOUD_ACCESS_KEY_SECRET: secretKey,
    ALIBABA_CLOUD_IGNORE_PROFILE: "TRUE", // the vendor's CLI would prefer its file to the variables
    NO_PROXY: noProxy,
    no_proxy: noProxy,
  };
}
