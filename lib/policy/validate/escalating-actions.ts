/** An action with which its holder can get further permissions. */
export interface EscalatingAction {
  readonly action: string;
  /** What its holder can do with it. */
  readonly how: string;
}

/**
 * Actions for privilege escalation. Creating a policy is only half of an escalation, but the other half may be in
 * another policy of the same user, which this check cannot see. `ram:PassRole` is not included: with a condition on
 * `acs:Service` it is normal, and without one another rule reports it.
 */
export const escalatingActions: readonly EscalatingAction[] = [
  { action: "ram:AddUserToGroup", how: "gives a user the permissions of a group" },
  { action: "ram:AttachPolicy", how: "gives a user, group or role any policy" },
  { action: "ram:AttachPolicyToGroup", how: "gives a group any policy" },
  { action: "ram:AttachPolicyToRole", how: "gives a role any policy" },
  { action: "ram:AttachPolicyToUser", how: "gives a user any policy" },
  { action: "ram:CreateAccessKey", how: "makes a key that acts as another user" },
  { action: "ram:CreateLoginProfile", how: "lets someone log on as another user" },
  { action: "ram:CreatePolicy", how: "creates any policy, which takes effect once it is attached" },
  { action: "ram:CreatePolicyVersion", how: "rewrites a policy that is attached already" },
  { action: "ram:CreateRole", how: "makes a role that trusts anyone" },
  { action: "ram:SetDefaultPolicyVersion", how: "brings back an earlier, perhaps broader version of a policy" },
  { action: "ram:UpdateLoginProfile", how: "sets the password of another user" },
  { action: "ram:UpdateRole", how: "makes a role trust someone else" },
  { action: "resourcemanager:AttachPolicy", how: "gives a user, group or role any policy" },
  {
    action: "resourcemanager:CreatePolicy",
    how: "creates any policy, which takes effect once it is attached",
  },
  { action: "resourcemanager:CreatePolicyVersion", how: "rewrites a policy that is attached already" },
  { action: "resourcemanager:CreateRole", how: "makes a role that trusts anyone" },
  { action: "resourcemanager:SetDefaultPolicyVersion", how: "brings back an earlier version of a policy" },
  { action: "resourcemanager:UpdateRole", how: "makes a role trust someone else" },
];
