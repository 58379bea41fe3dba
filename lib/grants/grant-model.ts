import type { PolicyDocument, TrustPolicy } from "../policy";
import type { PrincipalName } from "./principal-name";
import type { UnknownPart } from "./unknown-parts";

/** A policy on a principal, or on nobody. */
export interface GrantedPolicy {
  readonly name: string;
  readonly type: "Custom" | "System";
  /**
   * What it says, with a framework token in place of what is not known; `undefined` where the policy is neither in the
   * input nor in the catalog.
   */
  readonly document: PolicyDocument | undefined;
  /** Why RAM may have another document than this one; `undefined` where it is certain. What rests on it is possible. */
  readonly unconfirmed?: string;
  /** Address of the resource that holds the document, or the file; `undefined` for a system policy. */
  readonly source: string | undefined;
  /** The file that the policy is, where it is one of its own. */
  readonly file?: string;
  /** Where the input does not say which of its policies it is. */
  readonly oneOf?: {
    readonly why: string;
    /** What the policies that it may be say: the same text only where none of them changed. */
    readonly text: string;
  };
  /** What the document is made of where only Terraform makes it; the same for documents that are the same. */
  readonly madeOf?: string;
}

/** What is known of a user, group or role. */
export interface PrincipalGrants {
  readonly principal: PrincipalName;
  /** Whether the input makes the principal, or only attaches to it. */
  readonly exists: boolean;
  /** Policies for the whole account. */
  readonly account: readonly GrantedPolicy[];
  /** Policies that are limited to a resource group, by its id. */
  readonly resourceGroups: ReadonlyMap<string, readonly GrantedPolicy[]>;
  /** Names of the groups that a user is in. */
  readonly groups: readonly string[];
  /** Who may assume a role; `undefined` where the input does not say. */
  readonly trust: TrustPolicy | undefined;
}

/** What one stack, one plan or one folder grants. */
export interface GrantModel {
  /** Name of the stack, with the provider's alias where it is not the default one; the file or folder elsewhere. */
  readonly stack: string;
  /** Whether that is the name of a file, which says nothing of what is in it. @default false */
  readonly namedByFile?: boolean;
  /** The file that it was read from, where it is one. */
  readonly file?: string;
  /** Sorted by kind and name. */
  readonly principals: readonly PrincipalGrants[];
  /** Service names of the service-linked roles, with the custom suffix where there is one. */
  readonly serviceLinkedRoles: readonly string[];
  /** Policies that are attached to nobody. */
  readonly unattached: readonly GrantedPolicy[];
  /** What the input does not say all of. @default - nothing */
  readonly unknown?: readonly UnknownPart[];
}
