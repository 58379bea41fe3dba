import type { ControlPolicyRecord, PolicyRecord, ResourceGroupRecord } from "../state/records";
import type { Store } from "../state/store";

/** Id of the control policy that allows everything and is attached to every folder and account by default. */
export const fullAccessId = "cp-FullAliyunAccess";

/** Id of the root folder of the resource directory. The account is directly under it. */
export const rootFolderId = "r-emulator";

const epoch = "2015-05-01T00:00:00Z";

/** The default resource group, which every account has. */
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

/** Adds the records that a new account has. */
export function putInitialRecords(accountId: string, store: Store, systemPolicies: readonly PolicyRecord[] = []): void {
  for (const policy of systemPolicies) store.put("systemPolicies", policy);
  store.put("resourceGroups", defaultResourceGroup(accountId));
  store.put("controlPolicies", fullAccess);
  for (const targetId of [accountId, rootFolderId]) {
    store.put("controlPolicyAttachments", { policyId: fullAccessId, targetId, attached: epoch });
  }
}
