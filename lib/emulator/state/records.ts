/**
 * What an account holds, as plain data: one record per thing, replaced as a whole when it changes. The state file holds
 * the same records, so that a change here is a change of its format.
 */

/** `Custom` policies belong to the account, `System` ones to Alibaba Cloud. */
export type PolicyType = "Custom" | "System";

export type PrincipalKind = "user" | "group" | "role";

export type Tags = Readonly<Record<string, string>>;

export interface PolicyVersionRecord {
  /** e.g. `v3`; numbers are never used again. */
  readonly id: string;
  /** The text as it was sent, byte for byte. */
  readonly document: string;
  readonly created: string;
}

/** A policy; custom where nothing else is said. */
export interface PolicyRecord {
  /** In the case of creation. */
  readonly name: string;
  readonly type: PolicyType;
  readonly description: string;
  /** From the oldest on. */
  readonly versions: readonly PolicyVersionRecord[];
  readonly defaultVersion: string;
  /** Number of the next version. */
  readonly nextVersion: number;
  readonly created: string;
  readonly updated: string;
  readonly tags: Tags;
}

export interface UserRecord {
  /** 18 digits. */
  readonly id: string;
  readonly name: string;
  readonly displayName: string;
  readonly mobilePhone: string;
  readonly email: string;
  readonly comments: string;
  readonly created: string;
  readonly updated: string;
  readonly tags: Tags;
}

export interface GroupRecord {
  readonly id: string;
  readonly name: string;
  readonly comments: string;
  readonly created: string;
  readonly updated: string;
}

/** One user in one group. */
export interface MembershipRecord {
  readonly group: string;
  readonly user: string;
  readonly joined: string;
}

export interface RoleRecord {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly trustDocument: string;
  /** In seconds. */
  readonly maxSessionDuration: number;
  readonly created: string;
  readonly updated: string;
  readonly tags: Tags;
  /** The service that the role belongs to, for a service-linked role. */
  readonly serviceName?: string;
}

/** One policy on one principal. */
export interface AttachmentRecord {
  readonly policyType: PolicyType;
  readonly policyName: string;
  readonly principalKind: PrincipalKind;
  readonly principalName: string;
  /** Id of a resource group; without one the attachment is for the whole account. */
  readonly resourceGroupId?: string;
  readonly attached: string;
}

/** A key without its secret: signatures are not checked, so that nothing needs one. */
export interface AccessKeyRecord {
  readonly id: string;
  readonly user: string;
  readonly status: "Active" | "Inactive";
  readonly created: string;
}

/** A session of a role, with the keys that STS gave out for it. */
export interface SessionRecord {
  readonly accessKeyId: string;
  /** SHA-256 of the security token, in hex. */
  readonly tokenHash: string;
  readonly role: string;
  /** A role that is made anew under the name is another one. */
  readonly roleId: string;
  readonly sessionName: string;
  /** The session policy as it was sent. */
  readonly policy?: string;
  readonly expires: string;
}

export interface ResourceGroupRecord {
  readonly id: string;
  readonly name: string;
  readonly displayName: string;
  readonly created: string;
  readonly tags: Tags;
}

export interface ControlPolicyRecord {
  readonly id: string;
  readonly name: string;
  readonly type: PolicyType;
  readonly effectScope: "All" | "RAM";
  readonly description: string;
  readonly document: string;
  readonly created: string;
  readonly updated: string;
  readonly tags: Tags;
}

export interface ControlPolicyAttachmentRecord {
  readonly policyId: string;
  /** Id of the account, of a folder or of the root. */
  readonly targetId: string;
  readonly attached: string;
}

/** Deletion of a service-linked role, which the service carries out while it is asked how far it is. */
export interface DeletionTaskRecord {
  readonly id: string;
  readonly role: string;
  /** A role that is made anew under the name is another one, and stays. */
  readonly roleId: string;
  readonly serviceName: string;
  /** How often it was asked for. */
  readonly polls: number;
}

/** All records, by table. */
export interface Records {
  readonly policies: PolicyRecord;
  /** Those that were given at a start, over those of the catalog. */
  readonly systemPolicies: PolicyRecord;
  readonly users: UserRecord;
  readonly groups: GroupRecord;
  readonly memberships: MembershipRecord;
  readonly roles: RoleRecord;
  readonly attachments: AttachmentRecord;
  readonly accessKeys: AccessKeyRecord;
  readonly sessions: SessionRecord;
  readonly resourceGroups: ResourceGroupRecord;
  readonly controlPolicies: ControlPolicyRecord;
  readonly controlPolicyAttachments: ControlPolicyAttachmentRecord;
  readonly deletionTasks: DeletionTaskRecord;
  /** How many ids were given out; one record. */
  readonly counters: { readonly given: number };
}

export type TableName = keyof Records;
