import { arnTemplates, taggingActions } from "./deploy-rule";
import type { RamResource } from "./ram-resource";

/** What is not documented of resource groups. */
const groupActions = underBothCodes("ram:GetResourceGroup", ...taggingActions);

/** Resource groups, and the control policies of a resource directory. */
export const resourceDirectory: Readonly<Record<string, RamResource>> = {
  alicloud_resource_manager_resource_group: {
    older: { resource_group_name: ["name"] },
    creates: "resource group",
    name: "resource_group_name",
    hasOwnId: true,
    deploy: {
      calls: {
        create: ["ram:CreateResourceGroup", ...underBothCodes("ram:TagResources")],
        read: underBothCodes("ram:GetResourceGroup", "ram:ListTagResources"),
        update: ["ram:UpdateResourceGroup", ...underBothCodes("ram:TagResources", "ram:UntagResources")],
        delete: ["ram:DeleteResourceGroup"],
      },
      assumed: { [arnTemplates.resourceGroup]: groupActions },
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
      calls: {
        create: ["resourcemanager:CreateControlPolicy", "resourcemanager:TagResources"],
        read: ["resourcemanager:GetControlPolicy", "resourcemanager:ListTagResources"],
        update: [
          "resourcemanager:UpdateControlPolicy",
          ...["resourcemanager:TagResources", "resourcemanager:UntagResources"],
        ],
        delete: ["resourcemanager:DeleteControlPolicy"],
      },
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
      calls: {
        create: ["resourcemanager:AttachControlPolicy"],
        read: ["resourcemanager:ListControlPolicyAttachmentsForTarget"],
        update: [],
        delete: ["resourcemanager:DetachControlPolicy"],
      },
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

/** No page says which of the two RAM codes these operations of ResourceManager have. */
function underBothCodes(...actions: readonly string[]): readonly string[] {
  return [...actions, ...actions.map((action) => action.replace("ram:", "resourcemanager:"))];
}
