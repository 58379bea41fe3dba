import { EmulatorError } from "./emulator-error";

/**
 * Quotas of the account.
 *
 * Source: https://www.alibabacloud.com/help/en/ram/product-overview/limits (read 2025-12-16).
 */
export interface Quotas {
  /** Versions of one custom policy. @default 5 */
  readonly policyVersions: number;
  /** Custom policies on one principal; attachments at account scope and in resource groups count apart. @default 10 */
  readonly customPoliciesPerPrincipal: number;
  /** System policies on one principal, counted likewise. @default 20 */
  readonly systemPoliciesPerPrincipal: number;
  /** @default 1500 */
  readonly customPolicies: number;
  /** Service-linked roles count, but are created where the quota is used up too. @default 1000 */
  readonly roles: number;
  /** @default 5000 */
  readonly users: number;
  /** @default 300 */
  readonly groups: number;
  /** @default 10 */
  readonly groupsPerUser: number;
  /** @default 2 */
  readonly accessKeysPerUser: number;
}

const defaults: Quotas = {
  policyVersions: 5,
  customPoliciesPerPrincipal: 10,
  systemPoliciesPerPrincipal: 20,
  customPolicies: 1500,
  roles: 1000,
  users: 5000,
  groups: 300,
  groupsPerUser: 10,
  accessKeysPerUser: 2,
};

/** @throws EmulatorError for a quota that does not exist or is no whole number above zero */
export function quotasFrom(given: Partial<Quotas> = {}): Quotas {
  for (const [name, value] of Object.entries(given)) {
    if (!Object.hasOwn(defaults, name)) {
      throw new EmulatorError(`there is no quota ${name}; there are ${Object.keys(defaults).join(", ")}`);
    }
    if (!Number.isInteger(value) || value < 1) {
      throw new EmulatorError(`the quota ${name} must be a whole number above zero, found ${value}`);
    }
  }
  return { ...defaults, ...given };
}
