/** What Terraform does with a resource. */
export const deploySteps = ["create", "read", "update", "delete"] as const;
export type DeployStep = (typeof deploySteps)[number];

/**
 * What the provider calls to create, read, update and delete one kind of resource. The catalog says which resources
 * an action is authorized on.
 *
 * Source: the provider's code at 81c43b672 (2026-08-21) and its calls as seen on 2026-11-23; group memberships, resource
 * groups and control policies from its code at 0612d756, 2badfd84 and 25d9beb8.
 */
export interface DeployRule {
  /**
   * The actions of each step. Every step also needs those of `read`, because the provider reads the resource before a change
   * and after it. Without a call for `update`, a change of any argument replaces the resource.
   */
  readonly calls: Readonly<Record<DeployStep, readonly string[]>>;
  /**
   * The actions of {@link calls} whose resources no page documents, by the ARN template that similar actions are authorized
   * on. If a template is wrong, apply fails.
   */
  readonly assumed?: Readonly<Record<string, readonly string[]>>;
  /** Additional actions of `read` if an argument is set. */
  readonly whenSet?: Readonly<Record<string, readonly string[]>>;
  /** Additional assumed actions of `read` if an argument is set. */
  readonly assumedWhenSet?: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
  /**
   * Additional actions of `delete` with `force = true`: the provider then also removes what keeps RAM from deleting the
   * object, which is known at apply only.
   */
  readonly forced?: {
    readonly calls: readonly string[];
    /** As {@link DeployRule.assumed}. */
    readonly assumed?: Readonly<Record<string, readonly string[]>>;
  };
  /** Arguments with the values of variables in ARN templates. Other variables, except the account, become `*`. */
  readonly names?: Readonly<Record<string, string>>;
  /** Variables that are computed from several arguments. */
  readonly derived?: Readonly<Record<string, (text: (argument: string) => string | undefined) => string>>;
  /** Arguments with the required value of a condition key, for write actions that support the key. */
  readonly conditions?: Readonly<Record<string, string>>;
  /** The argument that selects one of an action's optional resource types, and the type for each of its values. */
  readonly kind?: { readonly argument: string; readonly types: Readonly<Record<string, string>> };
}

/** ARN templates in the notation of the catalog. */
export const arnTemplates = {
  policy: "acs:ram:*:{#accountId}:policy/{#policyName}",
  role: "acs:ram:*:{#accountId}:role/{#roleName}",
  user: "acs:ram:*:{#accountId}:user/{#userName}",
  group: "acs:ram:*:{#accountId}:group/{#groupName}",
  resourceGroup: "acs:ram:*:{#accountId}:resourcegroup/{#resourceGroupId}",
  controlPolicy: "acs:resourcemanager:*:{#accountId}:policy/controlpolicy/{#controlPolicyId}",
} as const;

export const taggingActions: readonly string[] = ["ram:ListTagResources", "ram:TagResources", "ram:UntagResources"];

/** The calls of a data source. */
export function onlyRead(...read: readonly string[]): DeployRule["calls"] {
  return { create: [], read, update: [], delete: [] };
}
