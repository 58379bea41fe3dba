import type { TerraformResource } from "cdktf";
import type { Construct } from "constructs";
import { type Problem, checkName, hasToken } from "../../policy";
import { RamGroupPolicyAttachment } from "../../provider-alicloud/ram-group-policy-attachment";
import { RamRolePolicyAttachment } from "../../provider-alicloud/ram-role-policy-attachment";
import { RamUserPolicyAttachment } from "../../provider-alicloud/ram-user-policy-attachment";
import { ResourceManagerPolicyAttachment } from "../../provider-alicloud/resource-manager-policy-attachment";
import type { AttachmentTargets, PrincipalType, ResourceGroupScope, Target } from "./attachment-targets";
import { checkResourceGroup, checkTargetKinds, listTargets } from "./attachment-targets";
import type { ResourceOptions } from "./deploy-options";
import { markOwn } from "../checks/own-resources";
import { constructProblemIds } from "./problem-ids";
import { resolveText } from "./resolved-text";

/** The types of policies in RAM. */
export type PolicyType = "Custom" | "System";

/** A reference to a policy for attachments. */
export interface PolicyReference {
  /** The name, or the attribute of the resource with the name. */
  readonly policyName: string;
  /** `Custom` policies belong to the account, `System` ones to Alibaba Cloud. */
  readonly policyType: PolicyType;
  /** Further policies that must be attached together with this one, because its document is too long. @default - none */
  readonly furtherParts?: readonly PolicyReference[];
  /**
   * The name as resources of a construct's stack refer to it.
   * @default - {@link policyName}
   * @internal
   */
  nameIn?(scope: Construct): string;
  /**
   * Called with each new attachment of this policy, so that the policy can order them.
   * @default - no order
   * @internal
   */
  noteAttachments?(created: readonly TerraformResource[]): void;
}

/** A policy and its further parts. */
export function allParts(policy: PolicyReference): readonly PolicyReference[] {
  return [policy, ...(policy.furtherParts ?? [])];
}

/** The result of attaching. */
export interface AttachmentResult {
  readonly created: readonly TerraformResource[];
  readonly problems: readonly Problem[];
}

/**
 * Attaches a policy to principals, with one resource for each. Its id depends on the principal, so that adding or
 * removing a principal does not change the other resources.
 */
export function attachPolicy(
  scope: Construct,
  policy: PolicyReference,
  targets: AttachmentTargets,
  options: ResourceOptions,
): AttachmentResult {
  const principals = listTargets(targets);
  const problems: Problem[] = principals.length === 0 ? [emptyProblem()] : [];
  problems.push(...checkTargetKinds(targets), ...checkResourceGroup(targets.resourceGroup));
  const created: TerraformResource[] = [];
  for (const principal of principals) {
    problems.push(...checkName(principal.type, principal.name, `attachTo ${principal.type}`));
    const id = attachmentId(scope, principal, targets.resourceGroup);
    if (scope.node.tryFindChild(id) !== undefined) problems.push(twiceProblem(scope, principal));
    else created.push(createAttachment(scope, id, policy, principal, targets.resourceGroup, options));
  }
  for (const attachment of created) markOwn(attachment);
  return { created, problems };
}

function createAttachment(
  scope: Construct,
  id: string,
  policy: PolicyReference,
  { type, name }: Target,
  resourceGroup: ResourceGroupScope | undefined,
  options: ResourceOptions,
): TerraformResource {
  const common = { ...options, policyName: policy.nameIn?.(scope) ?? policy.policyName, policyType: policy.policyType };
  if (resourceGroup !== undefined) {
    return new ResourceManagerPolicyAttachment(scope, id, {
      ...common,
      principalType: groupScopePrincipals[type].principalType,
      principalName: groupScopePrincipals[type].principalName(name, resourceGroup.accountAlias),
      resourceGroupId: resourceGroup.id,
    });
  }
  switch (type) {
    case "user":
      return new RamUserPolicyAttachment(scope, id, { ...common, userName: name });
    case "group":
      return new RamGroupPolicyAttachment(scope, id, { ...common, groupName: name });
    case "role":
      return new RamRolePolicyAttachment(scope, id, { ...common, roleName: name });
  }
}

/**
 * How ResourceManager names the principals of an attachment at resource-group scope.
 *
 * Source: ResourceManager API 2020-03-31, AttachPolicy (read 2025-12-15).
 */
const groupScopePrincipals: Readonly<
  Record<PrincipalType, { readonly principalType: string; principalName(name: string, alias: string): string }>
> = {
  user: { principalType: "IMSUser", principalName: (name, alias) => `${name}@${alias}.onaliyun.com` },
  group: { principalType: "IMSGroup", principalName: (name, alias) => `${name}@group.${alias}.onaliyun.com` },
  role: { principalType: "ServiceRole", principalName: (name, alias) => `${name}@role.${alias}.onaliyunservice.com` },
};

/** An id that depends on the principal, not on the order. */
function attachmentId(scope: Construct, { type, name }: Target, resourceGroup: ResourceGroupScope | undefined): string {
  const parts = [name, ...(resourceGroup === undefined ? [] : [resourceGroup.id])];
  return [type, ...parts.map((part) => idPart(scope, part))].join("-");
}

/** A text as part of a construct id, with references replaced by their addresses. */
export function idPart(scope: Construct, text: string): string {
  if (!hasToken(text)) return text;
  return resolveText(scope, text).replace(/[^A-Za-z0-9_.-]+/g, "");
}

function emptyProblem(): Problem {
  return {
    id: constructProblemIds.emptyAttachment,
    path: "attachTo",
    found: "no user, group or role",
    allowed: "at least one",
    fix: "name a user, group or role, or omit attachTo",
  };
}

function twiceProblem(scope: Construct, { type, name }: Target): Problem {
  return {
    id: constructProblemIds.attachedTwice,
    path: "attachTo",
    found: `the ${type} ${resolveText(scope, name)} twice`,
    allowed: "one attachment of a policy to a principal",
    fix: "name the principal once",
  };
}
