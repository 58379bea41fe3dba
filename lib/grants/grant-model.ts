import type { Configuration } from "../terraform/configuration/configuration";
import type { PolicyDocument, TrustPolicy } from "../policy";
import type { ChosenDocument } from "./open-conditions";
import type { PrincipalName } from "./principal-name";
import type { UnknownPart } from "./unknown-parts";

/** A resource group that an input creates. */
export interface CreatedResourceGroup {
  /** Its name in the account. */
  readonly name: string;
  /** Its id, or the expression for it. */
  readonly id: string;
}

/** Several policies, one of which is meant. */
export interface PolicyChoice {
  readonly why: string;
  /** The candidates' documents. The text is equal only if no candidate changed. */
  readonly text: string;
  /** The documents of all candidates; left out where one is not known. */
  readonly documents?: readonly PolicyDocument[];
}

/** A policy, attached to a principal or to nobody. */
export interface GrantedPolicy {
  readonly name: string;
  readonly type: "Custom" | "System";
  /** Framework tokens stand for unknown values. `undefined` if neither the input nor the catalog has the document. */
  readonly document: PolicyDocument | undefined;
  /** Why RAM may have another document; `undefined` if this one is certain. Results based on it are "possible". */
  readonly unconfirmed?: string;
  /** Address of the resource with the document, or the file; `undefined` for a system policy. */
  readonly source: string | undefined;
  /** The policy file, if the input consists of policy files. */
  readonly file?: string;
  /** Set if the input does not determine which of several policies this is. */
  readonly oneOf?: PolicyChoice;
  /** What else the account may have by this name, e.g. the policy of another stack. Reviews compare that too. */
  readonly orElse?: PolicyChoice;
  /** Fingerprint of a document that only Terraform knows. Equal fingerprints mean equal documents. */
  readonly madeOf?: string;
  /** Set if the input has all documents that the policy may have, and only Terraform knows which one it has. */
  readonly chosen?: ChosenDocument<PolicyDocument>;
}

/** What an input grants to a user, group or role. */
export interface PrincipalGrants {
  /** Who has the grants. */
  readonly principal: PrincipalName;
  /** Whether the input creates the principal; otherwise it only attaches policies to it. */
  readonly exists: boolean;
  /** Set if the account has it already, so that Terraform imports it instead of creating it. */
  readonly imported?: true;
  /** Policies that apply to the whole account. */
  readonly account: readonly GrantedPolicy[];
  /** Policies that apply to a resource group, by its id. */
  readonly resourceGroups: ReadonlyMap<string, readonly GrantedPolicy[]>;
  /** Names of the groups that a user is in. */
  readonly groups: readonly string[];
  /** The trust policy of a role; `undefined` if the input has none, or if only Terraform knows it. */
  readonly trust: TrustPolicy | undefined;
  /** Trust policies that only Terraform knows, if the input has all documents that each may be. */
  readonly chosenTrusts?: readonly ChosenDocument<TrustPolicy>[];
}

/** What one stack, one plan or one folder grants. */
export interface GrantModel {
  /** Name of the stack, with the provider's alias unless it is the default provider; else name of the file or folder. */
  readonly stack: string;
  /** Whether `stack` is only the name of a file, which does not identify a stack. @default false */
  readonly namedByFile?: boolean;
  /** Path of the file that was read. @default - not from a file */
  readonly file?: string;
  /** Sorted by kind and name. */
  readonly principals: readonly PrincipalGrants[];
  /** Service names of the service-linked roles, with the custom suffix where there is one. */
  readonly serviceLinkedRoles: readonly string[];
  /** Resource groups that the input creates. @default - none */
  readonly resourceGroups?: readonly CreatedResourceGroup[];
  /** Policies that are attached to nobody. */
  readonly unattached: readonly GrantedPolicy[];
  /** Everything that Terraform reads of the stack; only in the first model of a stack. */
  readonly configuration?: Configuration;
  /** Texts that decide who is granted what, and that only Terraform can evaluate. @default - none */
  readonly unresolved?: readonly string[];
  /** What the input leaves unknown. @default - nothing */
  readonly unknown?: readonly UnknownPart[];
}
