import { EmulatorError } from "./emulator-error";

/**
 * Quotas of the account.
 *
 * Source: https://www.alibabacloud.com/help/en/ram/product-overview/limits (read 2025-12-16).
 */
export interface Quotas {
  /** Versions per custom policy. @default 5 */
  readonly policyVersions: number;
  /** Custom policies per principal, counted separately for the account and for each resource group. @default 10 */
  readonly customPoliciesPerPrincipal: number;
  /** System policies per principal, counted in the same way. @default 20 */
  readonly systemPoliciesPerPrincipal: number;
  /** Custom policies of the account. @default 1500 */
  readonly customPolicies: number;
  /** Service-linked roles count, but can be created even if the quota is used up. @default 1000 */
  readonly roles: number;
  /** RAM users of the account. @default 5000 */
  readonly users: number;
  /** Groups of the account. @default 300 */
  readonly groups: number;
  /** Groups that one user is in. @default 10 */
  readonly groupsPerUser: number;
  /** Access keys of one user. @default 2 */
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

/** @throws EmulatorError for a quota that does not exist or is not a positive whole number */
export function quotasFrom(given: Partial<Quotas> = {}): Quotas {
  for (const [name, value] of Object.entries(given)) {
    if (!Object.hasOwn(defaults, name)) {
      throw new EmulatorError(`unknown quota ${name}; the quotas are ${Object.keys(defaults).join(", ")}`);
    }
    if (!Number.isInteger(value) || value < 1) {
      throw new EmulatorError(`the quota ${name} must be a positive whole number, found ${value}`);
    }
  }
  return { ...defaults, ...given };
}
