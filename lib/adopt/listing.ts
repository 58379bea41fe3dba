/** What an account answered to one or more calls. */
export interface Listed<Entry> {
  readonly entries: readonly Entry[];
  /** Whether nothing more was to come. */
  readonly isComplete: boolean;
}

/** A policy as lists have it. */
export interface ListedPolicy {
  readonly name: string;
  /** `Custom` or `System`; `undefined` where the answer does not say. */
  readonly type: string | undefined;
}

export interface ListedRole {
  readonly name: string;
  /** Services that its trust policy names; empty where the answer has none (that of GetRole has it). */
  readonly services: readonly string[];
}

/** A user, resource group or control policy: the account gives its id, and import takes no other name. */
export interface ListedWithId {
  readonly name: string;
  readonly id: string | undefined;
}

/** An attachment as ResourceManager lists it, at any scope. */
export interface ListedAttachment {
  readonly policy: string;
  readonly policyType: string;
  readonly principal: string;
  readonly principalType: string;
  /** Id of a resource group, or of the account for one in the whole of it. */
  readonly resourceGroup: string;
}

/** What an account has, as far as it was asked. `undefined` where it was not. */
export interface Listing {
  readonly accountId: string | undefined;
  readonly policies: Listed<ListedPolicy> | undefined;
  readonly roles: Listed<ListedRole> | undefined;
  readonly users: Listed<ListedWithId> | undefined;
  readonly groups: Listed<string> | undefined;
  readonly resourceGroups: Listed<ListedWithId> | undefined;
  readonly controlPolicies: Listed<ListedWithId> | undefined;
  /** By kind and name of the principal in lower case, e.g. `role shop-runtime`. */
  readonly policiesOf: ReadonlyMap<string, Listed<ListedPolicy>>;
  readonly attachments: Listed<ListedAttachment> | undefined;
  /** Names of users, by the name of their group in lower case. */
  readonly members: ReadonlyMap<string, Listed<string>>;
  /** Ids of control policies, by the id of the folder or account that they are on. */
  readonly controlPoliciesOf: ReadonlyMap<string, Listed<string>>;
}
