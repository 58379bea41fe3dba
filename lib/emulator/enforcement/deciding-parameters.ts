/**
 * The parameters that identify the resources of each operation. Only these decide on the permission. Otherwise a call
 * could be authorized on one resource and executed on another.
 */
const table: Readonly<Record<string, string>> = {
  "PolicyName PolicyType": "GetPolicy GetPolicyVersion ListPolicyVersions ListEntitiesForPolicy",
  PolicyName: "UpdatePolicyDescription CreatePolicyVersion SetDefaultPolicyVersion DeletePolicyVersion",
  "PolicyName CascadingDelete": "DeletePolicy",
  "PolicyName PolicyType UserName": "AttachPolicyToUser DetachPolicyFromUser",
  "PolicyName PolicyType GroupName": "AttachPolicyToGroup DetachPolicyFromGroup",
  "PolicyName PolicyType RoleName": "AttachPolicyToRole DetachPolicyFromRole",
  "PolicyName PolicyType PrincipalType": "AttachPolicy DetachPolicy",
  RoleName: "GetRole UpdateRole DeleteRole ListPoliciesForRole DeleteServiceLinkedRole",
  ServiceName: "CreateServiceLinkedRole",
  DeletionTaskId: "GetServiceLinkedRoleDeletionStatus",
  UserName: [
    "GetUser UpdateUser DeleteUser GetLoginProfile DeleteLoginProfile UnbindMFADevice ListPoliciesForUser",
    "ListGroupsForUser CreateAccessKey ListAccessKeys UpdateAccessKey DeleteAccessKey",
  ].join(" "),
  GroupName: "GetGroup UpdateGroup DeleteGroup ListPoliciesForGroup ListUsersForGroup",
  "UserName GroupName": "AddUserToGroup RemoveUserFromGroup",
  "ResourceType ResourceNames ResourceId": "TagResources UntagResources ListTagResources",
  ResourceGroupId: "GetResourceGroup UpdateResourceGroup DeleteResourceGroup",
  PolicyId: "GetControlPolicy UpdateControlPolicy DeleteControlPolicy ListTargetAttachmentsForControlPolicy",
  "PolicyId TargetId": "AttachControlPolicy DetachControlPolicy",
  "RoleArn ExternalId": "AssumeRole",
};

const byOperation = new Map(
  Object.entries(table).flatMap(([parameters, operations]) =>
    operations.split(" ").map((operation) => [operation, parameters.split(" ")] as const),
  ),
);

/** The names of the deciding parameters of an operation. Operations such as `ListRoles` have none. */
export function decidingParameters(operation: string): readonly string[] {
  return byOperation.get(operation) ?? [];
}
