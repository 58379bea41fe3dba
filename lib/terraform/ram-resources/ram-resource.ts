import type { PolicyKind } from "../../policy";
import type { DeployRule } from "./deploy-rule";
import type { ImportRule, PrincipalKind } from "./identity";

/**
 * What the library knows about one resource type of the provider. Arguments have their current names; `older` lists the
 * other names that the provider accepts.
 */
export interface RamResource {
  /** Older names of arguments by current name, newest first. */
  readonly older?: Readonly<Record<string, readonly string[]>>;
  readonly creates?: CreatedKind;
  /** The argument with the name of the object that it creates. */
  readonly name?: string;
  /** Set if the attribute `id` is not the name. */
  readonly hasOwnId?: true;
  readonly document?: DocumentRule;
  readonly attaches?: AttachmentRule;
  readonly joins?: MembershipRule;
  /** Arguments that identify a service-linked role. */
  readonly serviceLinked?: { readonly service: string; readonly suffix: string };
  /** What must be unique in an account. Types that share a namespace share this object. */
  readonly unique?: UniqueRule;
  /** Permissions needed to deploy it. */
  readonly deploy?: DeployRule;
  readonly import?: ImportRule;
  /** Set for a resource that affects permissions but that reviews do not read. */
  readonly notReviewed?: NotReviewed;
}

export type CreatedKind = PrincipalKind | "policy" | "control policy" | "resource group" | "service-linked role";

/** The policy document of a resource. */
export interface DocumentRule {
  readonly kind: PolicyKind;
  readonly argument: string;
  /** Other arguments from which the provider assembles the document if the document itself is not set. */
  readonly assembledFrom?: AssembledForm;
}

/** The arguments of an assembled document: statement blocks, or the services and users that a role trusts. */
export type AssembledForm = "statements" | "trusted names";

/** The attachment of a policy to a principal. */
export interface AttachmentRule {
  readonly policy: string;
  readonly policyType: string;
  readonly principal: string;
  /** The kind of principal, or the argument that selects it with the kind for each of its values. */
  readonly kind:
    PrincipalKind | { readonly argument: string; readonly values: Readonly<Record<string, PrincipalKind>> };
  /** The argument with the resource group. @default - the attachment applies to the whole account */
  readonly resourceGroup?: string;
  /** The quotas that the attachment counts towards, by type of policy. */
  readonly quotas: Readonly<Record<"Custom" | "System", QuotaName>>;
}

export type QuotaName = "customPoliciesPerPrincipal" | "systemPoliciesPerPrincipal";

/** Users in a group. */
export interface MembershipRule {
  readonly group: string;
  /** The argument with one user, or with the list of all users of the group. */
  readonly users: string;
  readonly isList: boolean;
}

/** What must be unique in an account. */
export interface UniqueRule {
  /** Two objects with equal values of these arguments conflict. */
  readonly by: readonly string[];
  /** The problem to report for a conflict. */
  readonly problem: "policyNameTwice" | "roleNameTwice" | "serviceLinkedRoleTwice" | "principalNameTwice";
  /** e.g. `policies named`; the name follows. */
  readonly things: string;
  readonly fix: string;
}

export interface NotReviewed {
  /** What it does, as a verb phrase that completes "it ...". */
  readonly does: string;
  /** The arguments that affect permissions. @default - all */
  readonly arguments?: readonly string[];
  /** Set if the resource can only grant access, so that removing it broadens nothing. */
  readonly onlyAllows?: true;
  /** Arguments of which each value only grants access, with the value that grants none, e.g. `{ acl: "private" }`. */
  readonly opens?: Readonly<Record<string, string>>;
  /** Switches that only restrict access while they are on. */
  readonly restricts?: readonly string[];
}
