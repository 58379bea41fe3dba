import type {
  AccessKeyRecord,
  AttachmentRecord,
  ControlPolicyAttachmentRecord,
  ControlPolicyRecord,
  DeletionTaskRecord,
  GroupRecord,
  PolicyRecord,
  ResourceGroupRecord,
  RoleRecord,
  SessionRecord,
  UserRecord,
} from "./records";
import type { Store } from "./store";

/** A group with the names of its members. */
export interface GroupState extends GroupRecord {
  readonly members: readonly string[];
}

/** A policy with the principals that it is attached to. */
export interface PolicyState extends PolicyRecord {
  readonly attachments: readonly AttachmentRecord[];
}

/** A snapshot of the account, sorted by name. Later calls do not change it. */
export interface EmulatorState {
  readonly accountId: string;
  /** Custom policies. */
  readonly policies: readonly PolicyState[];
  readonly users: readonly UserRecord[];
  readonly groups: readonly GroupState[];
  /** A role with a `serviceName` is a service-linked role. */
  readonly roles: readonly RoleRecord[];
  /** Attachments of custom and system policies. */
  readonly attachments: readonly AttachmentRecord[];
  /** Without secrets. */
  readonly accessKeys: readonly AccessKeyRecord[];
  /** Sessions of roles, without tokens. Expired sessions are removed at the next `AssumeRole`. */
  readonly sessions: readonly Omit<SessionRecord, "tokenHash">[];
  /** Includes the default resource group. */
  readonly resourceGroups: readonly ResourceGroupRecord[];
  /** Includes `FullAliyunAccess`. */
  readonly controlPolicies: readonly ControlPolicyRecord[];
  readonly controlPolicyAttachments: readonly ControlPolicyAttachmentRecord[];
  readonly deletionTasks: readonly DeletionTaskRecord[];
}

export function stateOf(accountId: string, store: Store): EmulatorState {
  const { tables } = store;
  return {
    accountId,
    policies: [...tables.policies.values()].map((policy) => ({
      ...policy,
      attachments: store.usesOf("Custom", policy.name),
    })),
    users: [...tables.users.values()],
    groups: [...tables.groups.values()].map((group) => ({
      ...group,
      members: [...tables.memberships.startingWith(`${group.name}/`)].map(({ user }) => user),
    })),
    roles: [...tables.roles.values()],
    attachments: [...tables.attachments.values()],
    accessKeys: [...tables.accessKeys.values()],
    sessions: [...tables.sessions.values()].map(({ tokenHash: _, ...session }) => session),
    resourceGroups: [...tables.resourceGroups.values()],
    controlPolicies: [...tables.controlPolicies.values()],
    controlPolicyAttachments: [...tables.controlPolicyAttachments.values()],
    deletionTasks: [...tables.deletionTasks.values()],
  };
}
