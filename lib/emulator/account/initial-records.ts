import type { ControlPolicyRecord, PolicyRecord, ResourceGroupRecord } from "../state/records";
import type { Store } from "../state/store";

/** Id of the control policy that is attached everywhere by default, and allows everything. */
export const fullAccessId = "cp-FullAliyunAccess";

/** Id of the root of the resource directory, right under which the account is. */
export const rootFolderId = "r-emulator";

const epoch = "2015-05-01T00:00:00Z";

/** The group that every account has, and that holds what was put in no other. */
export function defaultResourceGroup(accountId: string): ResourceGroupRecord {
  return {
    id: `rg-default${accountId.slice(-6)}`,
    name: "default",
    displayName: "default resource group",
    created: epoch,
    tags: {},
  };
}

const fullAccess: ControlPolicyRecord = {
  id: fullAccessId,
  name: "FullAliyunAccess",
  type: "System",
  effectScope: "RAM",
  description: "Allows everything",
  document: '{"Version":"1","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}',
  created: epoch,
  updated: epoch,
  tags: {},
};

/** Puts what an account has from its first day on. */
export function putInitialRecords(accountId: string, store: Store, systemPolicies: readonly PolicyRecord[] = []): void {
  for (const policy of systemPolicies) store.put("systemPolicies", policy);
  store.put("resourceGroups", defaultResourceGroup(accountId));
  store.put("controlPolicies", fullAccess);
  for (const targetId of [accountId, rootFolderId]) {
    store.put("controlPolicyAttachments", { policyId: fullAccessId, targetId, attached: epoch });
  }
}
