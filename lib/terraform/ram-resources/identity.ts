/** The kinds of principals that a policy can be attached to at account level. */
export type PrincipalKind = "user" | "group" | "role";

/** The names that identify an object in an account. They contain no Terraform expressions. */
export type Identity =
  | { readonly kind: "policy" | "resource group" | "control policy" | PrincipalKind; readonly name: string }
  | {
      readonly kind: "attachment";
      readonly to: PrincipalKind;
      readonly principal: string;
      readonly policy: string;
      readonly policyType: string;
    }
  | {
      readonly kind: "scoped attachment";
      readonly policy: string;
      readonly policyType: string;
      readonly principal: string;
      /** As in ResourceManager: `IMSUser`, `IMSGroup` or `ServiceRole`. */
      readonly principalType: string;
      readonly resourceGroup: string;
    }
  | {
      readonly kind: "service-linked role";
      readonly service: string;
      /** Name of the role. `undefined` if the catalog does not know it. */
      readonly role: string | undefined;
    }
  | { readonly kind: "membership"; readonly group: string; readonly user: string }
  | { readonly kind: "members"; readonly group: string }
  | { readonly kind: "control attachment"; readonly policyId: string; readonly target: string };

export type ReadArgument = (argument: string) => string;

/**
 * How an existing object is imported.
 *
 * Source: the provider's code at 81c43b672 (2026-08-21), tried with the real provider on 2026-11-23 except for group
 * memberships, resource groups and control policies.
 */
export interface ImportRule {
  /** The object that arguments identify. An optional argument that is not set reads as an empty string. */
  readonly identity: (required: ReadArgument, optional: ReadArgument) => Identity;
  /** The id for `terraform import`, with fields of the identity in braces. `{id}` is the id that the account assigns. */
  readonly id: string;
  /** The API that returns `{id}`. */
  readonly idFrom?: string;
}
