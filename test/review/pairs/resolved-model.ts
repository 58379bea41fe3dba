/** What a generated input means, without Terraform: the generator knows it, because it made it. */
export interface ResolvedModel {
  readonly policies: readonly ResolvedPolicy[];
  readonly roles: readonly ResolvedRole[];
  readonly memberships: readonly ResolvedMembership[];
  readonly attachments: readonly ResolvedAttachment[];
  /** What else someone may do, e.g. that a bucket is public; equal texts are equal permissions. */
  readonly otherGrants: ReadonlySet<string>;
}

/** The account and the identity that a provider acts as. */
export type AccountName = string;

export interface ResolvedPolicy {
  readonly account: AccountName;
  readonly name: string;
  readonly document: DocumentJson;
}

export interface ResolvedRole {
  readonly account: AccountName;
  readonly name: string;
  readonly trust: DocumentJson;
}

export interface ResolvedMembership {
  readonly account: AccountName;
  readonly group: string;
  readonly user: string;
}

export interface ResolvedAttachment {
  readonly account: AccountName;
  readonly kind: PrincipalKind;
  readonly principal: string;
  readonly policy: string;
  readonly policyType: "Custom" | "System";
  /** `undefined` for the whole account. */
  readonly resourceGroup: string | undefined;
}

export type PrincipalKind = "user" | "group" | "role";

export interface DocumentJson {
  readonly Version: "1";
  readonly Statement: readonly StatementJson[];
}

export interface StatementJson {
  readonly Effect: "Allow" | "Deny";
  readonly Action?: readonly string[];
  readonly NotAction?: readonly string[];
  readonly Resource?: readonly string[];
  readonly NotResource?: readonly string[];
  readonly Principal?: Readonly<Record<string, readonly string[]>>;
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}
