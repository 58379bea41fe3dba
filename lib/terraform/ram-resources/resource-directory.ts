import { arnTemplates, taggingActions } from "./deploy-rule";
import type { RamResource } from "./ram-resource";

/** What is not documented of resource groups. */
const groupActions: readonly string[] = ["ram:GetResourceGroup", ...taggingActions];

/** Resource groups, and the control policies of a resource directory. */
export const resourceDirectory: Readonly<Record<string, RamResource>> = {
  alicloud_resource_manager_resource_group: {
    older: { resource_group_name: ["name"] },
    creates: "resource group",
    name: "resource_group_name",
    hasOwnId: true,
    deploy: {
      actions: ["ram:CreateResourceGroup", "ram:DeleteResourceGroup", "ram:UpdateResourceGroup"],
      // No page says which of the two RAM codes these operations of ResourceManager have.
      assumed: {
        [arnTemplates.resourceGroup]: [
          ...groupActions,
          ...groupActions.map((action) => action.replace("ram:", "resourcemanager:")),
        ],
      },
      names: { resourceGroupId: "id" },
    },
    import: {
      identity: (text) => ({ kind: "resource group", name: text("resource_group_name") }),
      id: "{id}",
      idFrom: "ListResourceGroups",
    },
  },
  alicloud_resource_manager_control_policy: {
    creates: "control policy",
    name: "control_policy_name",
    hasOwnId: true,
    document: { kind: "control", argument: "policy_document" },
    deploy: {
      actions: ["resourcemanager:CreateControlPolicy"],
      assumed: {
        [arnTemplates.controlPolicy]: ["Delete", "Get", "Update"].map((verb) => `resourcemanager:${verb}ControlPolicy`),
        "*": ["ListTagResources", "TagResources", "UntagResources"].map((name) => `resourcemanager:${name}`),
      },
      names: { controlPolicyId: "id" },
    },
    import: {
      identity: (text) => ({ kind: "control policy", name: text("control_policy_name") }),
      id: "{id}",
      idFrom: "ListControlPolicies",
    },
    notReviewed: { does: "limits what accounts may do" },
  },
  alicloud_resource_manager_control_policy_attachment: {
    deploy: {
      actions: ["resourcemanager:AttachControlPolicy", "resourcemanager:ListControlPolicyAttachmentsForTarget"],
      assumed: {
        [arnTemplates.controlPolicy]: ["resourcemanager:DetachControlPolicy"],
        "acs:resourcemanager:*:{#accountId}:account/*": ["resourcemanager:DetachControlPolicy"],
        "acs:resourcemanager:*:{#accountId}:folder/*": ["resourcemanager:DetachControlPolicy"],
      },
      names: { controlPolicyId: "policy_id" },
    },
    import: {
      identity: (text) => ({ kind: "control attachment", policyId: text("policy_id"), target: text("target_id") }),
      id: "{policyId}:{target}",
    },
    notReviewed: { does: "limits what accounts may do" },
  },
};
