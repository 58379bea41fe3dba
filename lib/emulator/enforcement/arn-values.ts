import type { Account } from "../account/account";
import { roleNameOfArn } from "../account/role-arn";
import type { Parameters } from "../parameters";

/** Kinds of tagged resources, and how their ARNs go on. */
const tagged: Readonly<Record<string, string>> = {
  policy: "policy",
  role: "role",
  user: "user",
  resourcegroup: "resourcegroup",
};

/**
 * Values of the variables in ARN templates, as a call's parameters give them. Names are taken as they are sent: RAM
 * compares them without regard to case, and decides before it looks whether they exist.
 */
export function arnValues(parameters: Parameters, account: Account): Readonly<Record<string, string>> {
  const task = account.table("deletionTasks").get(parameters.text("DeletionTaskId") ?? "");
  const role = parameters.text("RoleName") ?? task?.role ?? roleNameOfArn(parameters.text("RoleArn") ?? "");
  const values: Readonly<Record<string, string | undefined>> = {
    accountId: account.id,
    policyName: parameters.text("PolicyName"),
    roleName: role,
    userName: parameters.text("UserName"),
    groupName: parameters.text("GroupName"),
    resourceGroupId: parameters.text("ResourceGroupId"),
    controlPolicyId: parameters.text("PolicyId"),
    targetArn: targetArn(parameters, account),
    taggedArn: taggedArn(parameters, account),
  };
  return Object.fromEntries(Object.entries(values).flatMap(([name, value]) => (value ? [[name, value]] : [])));
}

function targetArn(parameters: Parameters, account: Account): string | undefined {
  const target = parameters.text("TargetId");
  if (target === undefined) return undefined;
  return `acs:resourcemanager:*:${account.id}:${/^\d+$/.test(target) ? "account" : "folder"}/*`;
}

/** One name stands for all where there are several: whoever may not tag everything names them one by one. */
function taggedArn(parameters: Parameters, account: Account): string | undefined {
  const kind = tagged[parameters.text("ResourceType")?.toLowerCase() ?? ""];
  if (kind === undefined) return undefined;
  const names = parameters.list(kind === "resourcegroup" ? "ResourceId" : "ResourceNames");
  return `acs:ram:*:${account.id}:${kind}/${names.length === 1 ? (names[0] ?? "*") : "*"}`;
}
