import { type DeployRule, arnTemplates } from "./deploy-rule";
import type { PrincipalKind } from "./identity";
import type { AttachmentRule, RamResource } from "./ram-resource";

const quotas: AttachmentRule["quotas"] = {
  Custom: "customPoliciesPerPrincipal",
  System: "systemPoliciesPerPrincipal",
};

/** Kinds of principals as ResourceManager calls them. */
export const resourceManagerKinds: Readonly<Record<string, PrincipalKind>> = {
  IMSUser: "user",
  IMSGroup: "group",
  ServiceRole: "role",
};

/** Resources that attach policies to principals. */
export const attachments: Readonly<Record<string, RamResource>> = {
  alicloud_ram_role_policy_attachment: accountAttachment("role", {
    calls: attachmentCalls("ram:AttachPolicyToRole", "ram:ListPoliciesForRole", "ram:DetachPolicyFromRole"),
    names: { roleName: "role_name", policyName: "policy_name" },
  }),
  alicloud_ram_user_policy_attachment: accountAttachment("user", {
    calls: attachmentCalls("ram:AttachPolicyToUser", "ram:ListPoliciesForUser", "ram:DetachPolicyFromUser"),
    assumed: { [arnTemplates.user]: ["ram:ListPoliciesForUser"] },
    names: { userName: "user_name", policyName: "policy_name" },
  }),
  alicloud_ram_group_policy_attachment: accountAttachment("group", {
    calls: attachmentCalls("ram:AttachPolicyToGroup", "ram:ListPoliciesForGroup", "ram:DetachPolicyFromGroup"),
    assumed: { [arnTemplates.group]: ["ram:ListPoliciesForGroup"] },
    names: { groupName: "group_name", policyName: "policy_name" },
  }),
  alicloud_resource_manager_policy_attachment: {
    attaches: {
      policy: "policy_name",
      policyType: "policy_type",
      principal: "principal_name",
      kind: { argument: "principal_type", values: resourceManagerKinds },
      resourceGroup: "resource_group_id",
      quotas,
    },
    deploy: {
      calls: attachmentCalls("ram:AttachPolicy", "ram:ListPolicyAttachments", "ram:DetachPolicy"),
      names: { policyName: "policy_name" },
      kind: { argument: "principal_type", types: { IMSUser: "User", IMSGroup: "Group", ServiceRole: "Role" } },
    },
    import: {
      identity: (text) => ({
        kind: "scoped attachment",
        policy: text("policy_name"),
        policyType: text("policy_type"),
        principal: text("principal_name"),
        principalType: text("principal_type"),
        resourceGroup: text("resource_group_id"),
      }),
      id: "{policy}:{policyType}:{principal}:{principalType}:{resourceGroup}",
    },
  },
};

/** A change of any argument replaces an attachment. */
function attachmentCalls(create: string, read: string, remove: string): DeployRule["calls"] {
  return { create: [create], read: [read], update: [], delete: [remove] };
}

function accountAttachment(kind: PrincipalKind, deploy: DeployRule): RamResource {
  const principal = `${kind}_name`;
  return {
    attaches: { policy: "policy_name", policyType: "policy_type", principal, kind, quotas },
    deploy,
    import: {
      identity: (text) => ({
        kind: "attachment",
        to: kind,
        principal: text(principal),
        policy: text("policy_name"),
        policyType: text("policy_type"),
      }),
      id: "{to}:{policy}:{policyType}:{principal}",
    },
  };
}
