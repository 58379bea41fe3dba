import type { Identity } from "./identity";

/**
 * What `terraform import` takes for an object.
 *
 * Source: the provider's code at 81c43b672 (2026-08-21), tried with the real provider on 2026-11-23 but for group
 * memberships, resource groups and control policies.
 *
 * @param givenId the id that the account gave to a user, resource group or control policy, whose name it is not
 * @returns `undefined` for these where that id, and for a service-linked role where its name, is not known
 */
export function importIdOf(identity: Identity, givenId?: string): string | undefined {
  switch (identity.kind) {
    case "policy":
    case "role":
    case "group":
      return identity.name;
    case "user":
    case "resource group":
    case "control policy":
      return givenId;
    case "attachment":
      return [identity.to, identity.policy, identity.policyType, identity.principal].join(":");
    case "scoped attachment":
      return [
        identity.policy,
        identity.policyType,
        identity.principal,
        identity.principalType,
        identity.resourceGroup,
      ].join(":");
    case "service-linked role":
      return identity.role === undefined ? undefined : `${identity.service}:${identity.role}`;
    case "membership":
      return `${identity.group}:${identity.user}`;
    case "members":
      return identity.group;
    case "control attachment":
      return `${identity.policyId}:${identity.target}`;
  }
}
