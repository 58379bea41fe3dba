/** The entries in the responses to one call, with all given pages. */
export interface Listed<Entry> {
  readonly entries: readonly Entry[];
  /** Whether the last page is among them. */
  readonly isComplete: boolean;
}

/** A policy in a list. */
export interface ListedPolicy {
  readonly name: string;
  /** `Custom` or `System`. `undefined` if the response does not contain it. */
  readonly type: string | undefined;
}

export interface ListedRole {
  readonly name: string;
  /** The services in its trust policy. Empty if the response has no trust policy; `GetRole` returns it. */
  readonly services: readonly string[];
}

/** A user, resource group or control policy. Its import id is assigned by the account. */
export interface ListedWithId {
  readonly name: string;
  readonly id: string | undefined;
}

/** An attachment in ResourceManager's list, at account level or in a resource group. */
export interface ListedAttachment {
  readonly policy: string;
  readonly policyType: string;
  readonly principal: string;
  readonly principalType: string;
  /** Id of the resource group, or the account id for an attachment at account level. */
  readonly resourceGroup: string;
}

/** The objects of an account. A member is `undefined` if the listing has no response to its call. */
export interface Listing {
  readonly accountId: string | undefined;
  readonly policies: Listed<ListedPolicy> | undefined;
  readonly roles: Listed<ListedRole> | undefined;
  readonly users: Listed<ListedWithId> | undefined;
  readonly groups: Listed<string> | undefined;
  readonly resourceGroups: Listed<ListedWithId> | undefined;
  readonly controlPolicies: Listed<ListedWithId> | undefined;
  /** The policies of each principal. Keys are its kind and its name in lower case, e.g. `role shop-runtime`. */
  readonly policiesOf: ReadonlyMap<string, Listed<ListedPolicy>>;
  readonly attachments: Listed<ListedAttachment> | undefined;
  /** The user names in each group. Keys are group names in lower case. */
  readonly members: ReadonlyMap<string, Listed<string>>;
  /** The ids of attached control policies. Keys are ids of folders and accounts. */
  readonly controlPoliciesOf: ReadonlyMap<string, Listed<string>>;
}
