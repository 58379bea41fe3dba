/** The address, account and access key of an emulator. */
export interface EmulatorPlace {
  /** `host:port` */
  readonly address: string;
  readonly accountId: string;
  /** Id of an access key of the emulator. */
  readonly accessKeyId: string;
}

/** Provider arguments for an emulator, with the property names of the bindings. */
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
 * The provider arguments for an emulator. The keys override those of the shell, and the empty token and profile override a
 * session or profile of the shell. So a resource that the emulator does not support fails instead of being created in a
 * real account.
 */
export function providerSettings({ address, accountId, accessKeyId }: EmulatorPlace): ProviderSettings {
  return {
    accessKey: accessKeyId,
    secretKey: "emulator", // signatures are not checked
    securityToken: "",
    profile: "",
    accountId,
    accountType: "Domestic", // otherwise the provider calls the billing service
    protocol: "HTTP",
    skipRegionValidation: true,
    endpoints: [Object.fromEntries(endpointNames.map((name) => [name, address])) as Record<EndpointName, string>],
  };
}
