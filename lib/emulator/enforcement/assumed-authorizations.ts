const policy = "acs:ram:*:{#accountId}:policy/{#policyName}";
const user = "acs:ram:*:{#accountId}:user/{#userName}";
const group = "acs:ram:*:{#accountId}:group/{#groupName}";
const resourceGroup = "acs:ram:*:{#accountId}:resourcegroup/{#resourceGroupId}";
const controlPolicy = "acs:resourcemanager:*:{#accountId}:policy/controlpolicy/{#controlPolicyId}";

/**
 * ARN templates for actions whose authorization is not documented. They are inferred from similar actions, and
 * `TerraformDeployerPolicy` makes the same assumptions.
 */
const table: Readonly<Record<string, readonly string[]>> = {
  [policy]: ["ram:UpdatePolicyDescription"],
  "acs:ram:*:{#policyOwner}:policy/{#policyName}": ["ram:GetPolicyVersion"],
  [user]: [
    ...["ram:ListPoliciesForUser", "ram:CreateAccessKey", "ram:ListAccessKeys", "ram:UpdateAccessKey"],
    ...["ram:DeleteAccessKey", "ram:GetLoginProfile", "ram:DeleteLoginProfile", "ram:UnbindMFADevice"],
  ],
  [group]: ["ram:ListPoliciesForGroup"],
  [resourceGroup]: ["ram:GetResourceGroup", "resourcemanager:GetResourceGroup"],
  "acs:ram:*:{#accountId}:resourcegroup/*": ["ram:ListResourceGroups", "resourcemanager:ListResourceGroups"],
  [controlPolicy]: ["Get", "Update", "Delete", "Detach"].map((verb) => `resourcemanager:${verb}ControlPolicy`),
  "{#targetArn}": ["resourcemanager:DetachControlPolicy"],
  "{#taggedArn}": ["ram", "resourcemanager"].flatMap((code) =>
    ["TagResources", "UntagResources", "ListTagResources"].map((verb) => `${code}:${verb}`),
  ),
  "*": ["resourcemanager:ListControlPolicies", "ram:DecodeDiagnosticMessage"],
};

const byAction = new Map<string, string[]>();
for (const [arn, actions] of Object.entries(table)) {
  for (const action of actions) byAction.set(action, [...(byAction.get(action) ?? []), arn]);
}

/** The ARN templates of an action. The caller needs the permission on all of them. */
export function assumedTemplates(action: string): readonly string[] | undefined {
  return byAction.get(action);
}
