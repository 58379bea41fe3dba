import { arnTemplates, taggingActions } from "./deploy-rule";
import type { RamResource, UniqueRule } from "./ram-resource";

const unique: UniqueRule = {
  by: ["policy_name"],
  problem: "policyNameTwice",
  things: "policies named",
  fix: "rename one (RAM ignores letter case in names)",
};

/** Resources that create custom policies. */
export const policies: Readonly<Record<string, RamResource>> = {
  alicloud_ram_policy: {
    older: { policy_name: ["name"], policy_document: ["document"] },
    creates: "policy",
    name: "policy_name",
    document: { kind: "identity", argument: "policy_document", assembledFrom: "statements" },
    unique,
    deploy: {
      calls: {
        create: ["ram:CreatePolicy", "ram:TagResources"],
        read: ["ram:GetPolicy", "ram:ListTagResources"],
        update: [
          "ram:CreatePolicyVersion",
          "ram:DeletePolicyVersion", // RAM may ask for it to rotate versions
          "ram:UpdatePolicyDescription",
          ...["ram:TagResources", "ram:UntagResources"],
        ],
        delete: ["ram:DeletePolicy", "ram:DeletePolicyVersion", "ram:ListPolicyVersions"],
      },
      assumed: { [arnTemplates.policy]: [...taggingActions, "ram:UpdatePolicyDescription"] },
      forced: {
        calls: [
          ...["ram:ListEntitiesForPolicy", "ram:ListPolicyVersions", "ram:DeletePolicyVersion"],
          ...["ram:DetachPolicyFromUser", "ram:DetachPolicyFromGroup", "ram:DetachPolicyFromRole"],
        ],
      },
      names: { policyName: "policy_name" },
    },
    import: { identity: (text) => ({ kind: "policy", name: text("policy_name") }), id: "{name}" },
  },
  alicloud_resource_manager_policy: {
    creates: "policy",
    name: "policy_name",
    document: { kind: "identity", argument: "policy_document" },
    unique,
  },
  alicloud_resource_manager_policy_version: { notReviewed: { does: "changes the document of a policy" } },
};
