/** An emulator, as the provider needs to know it. */
export interface EmulatorPlace {
  /** `host:port` */
  readonly address: string;
  readonly accountId: string;
  /** Id of an access key of the emulator. */
  readonly accessKeyId: string;
}

/** Arguments of the provider that lead it to an emulator, as its bindings name them. */
export interface ProviderSettings {
  readonly accessKey: string;
  readonly secretKey: string;
  readonly securityToken: string;
  readonly profile: string;
  readonly accountId: string;
  readonly accountType: string;
  readonly protocol: string;
  readonly skipRegionValidation: boolean;
  readonly endpoints: Record<EndpointName, string>[];
}

const endpointNames = ["ram", "resourcemanager", "sts", "ims", "location"] as const;
type EndpointName = (typeof endpointNames)[number];

/**
 * What the provider needs for an emulator. Its keys win over those of the shell, and its empty token and profile over a
 * session or a profile there, so that resources of services beyond the emulator are refused instead of made for real.
 */
export function providerSettings({ address, accountId, accessKeyId }: EmulatorPlace): ProviderSettings {
  return {
    accessKey: accessKeyId,
    secretKey: "emulator", // signatures are not checked
    securityToken: "",
    profile: "",
    accountId,
    accountType: "Domestic", // the provider would ask the billing service otherwise
    protocol: "HTTP",
    skipRegionValidation: true,
    endpoints: [Object.fromEntries(endpointNames.map((name) => [name, address])) as Record<EndpointName, string>],
  };
}
