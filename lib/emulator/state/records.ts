/**
 * The records of an account: immutable plain data. The state file contains these records, so a change here changes its
 * format.
 */

/** `Custom` policies belong to the account, `System` ones to Alibaba Cloud. */
export type PolicyType = "Custom" | "System";

/** What policies are attached to. */
export type PrincipalKind = "user" | "group" | "role";

/** Values by key. */
export type Tags = Readonly<Record<string, string>>;

/** One version of a policy. RAM keeps five. */
export interface PolicyVersionRecord {
  /** e.g. `v3`. Numbers are never reused. */
  readonly id: string;
  /** The document exactly as it was sent. */
  readonly document: string;
  readonly created: string;
}

/** A policy with its versions. */
export interface PolicyRecord {
  /** In the letter case in which it was created. */
  readonly name: string;
  readonly type: PolicyType;
  readonly description: string;
  /** Oldest first. */
  readonly versions: readonly PolicyVersionRecord[];
  readonly defaultVersion: string;
  /** Number of the next version. */
  readonly nextVersion: number;
  readonly created: string;
  readonly updated: string;
  readonly tags: Tags;
}

/** A user of the account. */
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

/** A group of users. */
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

/** A role with its trust policy. */
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
  /** Id of a resource group. `undefined` for an attachment at account level. */
  readonly resourceGroupId?: string;
  readonly attached: string;
}

/** An access key without its secret, which is not needed because signatures are not checked. */
export interface AccessKeyRecord {
  readonly id: string;
  readonly user: string;
  readonly status: "Active" | "Inactive";
  readonly created: string;
}

/** A session of a role, created by `AssumeRole`. */
export interface SessionRecord {
  readonly accessKeyId: string;
  /** SHA-256 of the security token, in hex. */
  readonly tokenHash: string;
  readonly role: string;
  /** Distinguishes the role from a later one with the same name. */
  readonly roleId: string;
  readonly sessionName: string;
  /** The session policy exactly as it was sent. */
  readonly policy?: string;
  readonly expires: string;
}

/** A resource group of the account. */
export interface ResourceGroupRecord {
  readonly id: string;
  readonly name: string;
  readonly displayName: string;
  readonly created: string;
  readonly tags: Tags;
}

/** A control policy of the resource directory. */
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

/** One control policy on an account, a folder or the root. */
export interface ControlPolicyAttachmentRecord {
  readonly policyId: string;
  /** Id of the account, a folder or the root. */
  readonly targetId: string;
  readonly attached: string;
}

/** An asynchronous deletion of a service-linked role. It succeeds after some status requests. */
export interface DeletionTaskRecord {
  readonly id: string;
  readonly role: string;
  /** Distinguishes the role from a later one with the same name, which is not deleted. */
  readonly roleId: string;
  readonly serviceName: string;
  /** How many status requests there have been. */
  readonly polls: number;
}

/** All records, by table. */
export interface Records {
  readonly policies: PolicyRecord;
  /** The system policies that the user gave. They take precedence over those of the catalog. */
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
  /** The number of ids assigned so far, in a single record. */
  readonly counters: { readonly given: number };
}

/** A table of the emulator's account. */
export type TableName = keyof Records;
