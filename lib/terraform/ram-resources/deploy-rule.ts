/**
 * What the provider calls to create, read, update and delete one kind of resource. The catalog says which resources
 * an action is authorized on.
 *
 * Source: the provider's code at 81c43b672 (2026-08-21) and its calls as seen on 2026-11-23; group memberships, resource
 * groups and control policies from its code at 0612d756, 2badfd84 and 25d9beb8.
 */
export interface DeployRule {
  readonly actions: readonly string[];
  /**
   * Actions by the ARN template that they are authorized on, where no page documents it. The template is that of similar
   * actions, so that a wrong one fails at apply.
   */
  readonly assumed?: Readonly<Record<string, readonly string[]>>;
  /** Further actions where an argument is set. */
  readonly whenSet?: Readonly<Record<string, readonly string[]>>;
  /** Further assumed actions where an argument is set. */
  readonly assumedWhenSet?: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
  /** Arguments that hold the values of variables in ARN templates. Any other variable but the account's is `*`. */
  readonly names?: Readonly<Record<string, string>>;
  /** Variables whose values are computed from several arguments. */
  readonly derived?: Readonly<Record<string, (text: (argument: string) => string | undefined) => string>>;
  /** Arguments that hold the required value of a condition key, for the actions that support the key and are no reads. */
  readonly conditions?: Readonly<Record<string, string>>;
  /** The argument that selects one of an action's optional resource types, and what its values select. */
  readonly kind?: { readonly argument: string; readonly types: Readonly<Record<string, string>> };
}

/** ARN templates, with variables as the catalog writes them. */
export const arnTemplates = {
  policy: "acs:ram:*:{#accountId}:policy/{#policyName}",
  role: "acs:ram:*:{#accountId}:role/{#roleName}",
  user: "acs:ram:*:{#accountId}:user/{#userName}",
  group: "acs:ram:*:{#accountId}:group/{#groupName}",
  resourceGroup: "acs:ram:*:{#accountId}:resourcegroup/{#resourceGroupId}",
  controlPolicy: "acs:resourcemanager:*:{#accountId}:policy/controlpolicy/{#controlPolicyId}",
} as const;

export const taggingActions: readonly string[] = ["ram:ListTagResources", "ram:TagResources", "ram:UntagResources"];
