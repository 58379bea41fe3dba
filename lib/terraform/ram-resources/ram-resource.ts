import type { PolicyKind } from "../../policy";
import type { DeployRule } from "./deploy-rule";
import type { ImportRule, PrincipalKind } from "./identity";

/**
 * A row of the table: what one resource type of the provider has to do with RAM. Every argument is written by its
 * current name; `older` says which other names the provider accepts for it.
 */
export interface RamResource {
  /** Older names of arguments, newest first, by current name. */
  readonly older?: Readonly<Record<string, readonly string[]>>;
  /** The object that it creates. */
  readonly creates?: CreatedKind;
  /** The argument that names the object. A reference to it, by any of its names, stands for the name. */
  readonly name?: string;
  /** Whether a reference to `id` stands for something other than the name. */
  readonly hasOwnId?: true;
  readonly document?: DocumentRule;
  readonly attaches?: AttachmentRule;
  readonly joins?: MembershipRule;
  /** Arguments that identify a service-linked role. */
  readonly serviceLinked?: { readonly service: string; readonly suffix: string };
  /** What RAM accepts only once in an account. Types that share a namespace share this object. */
  readonly unique?: UniqueRule;
  /** Permissions that its deployment takes. */
  readonly deploy?: DeployRule;
  readonly import?: ImportRule;
  /** Set where reviews do not read the resource although it affects permissions. */
  readonly notReviewed?: NotReviewed;
}

export type CreatedKind = PrincipalKind | "policy" | "control policy" | "resource group" | "service-linked role";

/** The policy document of a resource. */
export interface DocumentRule {
  readonly kind: PolicyKind;
  readonly argument: string;
  /** Other arguments that the provider makes the document from, where the document itself is not given. */
  readonly assembledFrom?: AssembledForm;
}

/** Arguments that the provider makes a document from: statement blocks, or the services and users that a role trusts. */
export type AssembledForm = "statements" | "trusted names";

/** The attachment of a policy to a principal. */
export interface AttachmentRule {
  readonly policy: string;
  readonly policyType: string;
  readonly principal: string;
  /** The kind of principal, or the argument that says it and its values. */
  readonly kind:
    PrincipalKind | { readonly argument: string; readonly values: Readonly<Record<string, PrincipalKind>> };
  /** The argument that limits it to a resource group. @default - it holds in the whole account */
  readonly resourceGroup?: string;
  /** The quotas that the attachment counts towards, by type of policy. */
  readonly quotas: Readonly<Record<"Custom" | "System", QuotaName>>;
}

export type QuotaName = "customPoliciesPerPrincipal" | "systemPoliciesPerPrincipal";

/** Users in a group. */
export interface MembershipRule {
  readonly group: string;
  /** The argument that holds one user, or the list of all users of the group. */
  readonly users: string;
  readonly isList: boolean;
}

/** What RAM accepts only once in an account. */
export interface UniqueRule {
  /** Arguments that make two objects the same. */
  readonly by: readonly string[];
  /** Name of the problem that two of them are. */
  readonly problem: "policyNameTwice" | "roleNameTwice" | "serviceLinkedRoleTwice" | "principalNameTwice";
  /** e.g. `policies named`; the name follows. */
  readonly things: string;
  readonly fix: string;
}

/** A resource that affects permissions, and that reviews do not read. */
export interface NotReviewed {
  /** What it does, as the end of a sentence that begins with its address. */
  readonly does: string;
  /** The arguments that do it. @default - all */
  readonly arguments?: readonly string[];
  /** Whether it can only allow: without it nobody may do more. */
  readonly onlyAllows?: true;
}
