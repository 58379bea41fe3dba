import type { Account } from "../account/account";
import type { Caller } from "../account/caller";
import { roleNameOfArn } from "../account/role-arn";
import type { Parameters } from "../parameters";
import { taggedArns } from "./tagged-arns";
import { foldCase } from "../../policy/letter-case";

/** The values of each variable in ARN templates. A call that names several resources gives several values. */
export type ArnValues = Readonly<Record<string, readonly string[]>>;

/**
 * Takes the values from the deciding parameters of a call. Names are used as sent: RAM compares names case-insensitively
 * and checks the permission before it checks whether the resource exists.
 */
export function arnValues(operation: string, parameters: Parameters, account: Account, caller: Caller): ArnValues {
  const values: Readonly<Record<string, string | undefined>> = {
    accountId: account.id,
    policyName: parameters.text("PolicyName"),
    policyOwner: foldCase(parameters.text("PolicyType") ?? "") === "system" ? "system" : account.id,
    roleName: roleName(operation, parameters, account),
    userName: parameters.text("UserName") ?? ownName(operation, caller),
    groupName: parameters.text("GroupName"),
    resourceGroupId: parameters.text("ResourceGroupId"),
    controlPolicyId: parameters.text("PolicyId"),
    targetArn: targetArn(parameters, account),
  };
  const single = Object.entries(values).flatMap(([name, value]) => (value ? [[name, [value]] as const] : []));
  return { ...Object.fromEntries(single), taggedArn: taggedArns(parameters, account) };
}

function roleName(operation: string, parameters: Parameters, account: Account): string | undefined {
  if (operation === "AssumeRole") return roleNameOfArn(parameters.text("RoleArn") ?? "");
  if (operation !== "GetServiceLinkedRoleDeletionStatus") return parameters.text("RoleName");
  return account.table("deletionTasks").get(parameters.text("DeletionTaskId") ?? "")?.role;
}

/** Calls on access keys without `UserName` apply to the caller. */
function ownName(operation: string, caller: Caller): string | undefined {
  return /AccessKeys?$/.test(operation) && caller.kind === "user" ? caller.user.name : undefined;
}

function targetArn(parameters: Parameters, account: Account): string | undefined {
  const target = parameters.text("TargetId");
  if (target === undefined) return undefined;
  return `acs:resourcemanager:*:${account.id}:${/^\d+$/.test(target) ? "account" : "folder"}/*`;
}
