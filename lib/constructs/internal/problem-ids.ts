/** Stable ids of the problems and warnings of constructs. Numbers are never reused. */
export const constructProblemIds = {
  /** An attachment without a principal. */
  emptyAttachment: "RAM301",
  /** A policy that is attached to a principal twice. */
  attachedTwice: "RAM302",
  /** A policy on a service-linked role, whose permissions are defined by its service. */
  attachedToServiceLinkedRole: "RAM303",
  /** A system policy in another letter case than RAM's. */
  systemPolicyCase: "RAM304",
  /** The policy of a service-linked role attached to something else. */
  serviceLinkedPolicy: "RAM305",
  /** A generation that does not exist, or that a role does not have. */
  generation: "RAM306",
  /** An option that has no effect in combination with another one. */
  optionWithoutEffect: "RAM307",
  /** An option that the mode requires. */
  missingOption: "RAM308",
  /** The ARN of an existing role without an account id. */
  unknownAccount: "RAM309",
  /** A description for a service-linked role with a preset one. */
  presetDescription: "RAM310",
  /** A mode that does not exist. */
  mode: "RAM311",
  /** An unknown system policy. A warning. */
  unknownSystemPolicy: "RAM312",
  /** A document close to the limit. A warning. */
  documentNearLimit: "RAM313",
  /** A scope that no page confirms. A warning. */
  unconfirmedScope: "RAM314",
  /** A runtime that cannot be part of an ARN. */
  runtime: "RAM315",
  /** A kind of flow nodes that does not exist. */
  flowNodeKind: "RAM316",
  /** A resource whose deployment permissions are not known, or not for a known name. A warning. */
  unknownDeployment: "RAM317",
  /** Stacks without resources that need permissions to deploy. */
  nothingToDeploy: "RAM318",
  /** A principal in the list of another kind. */
  principalKind: "RAM319",
  /** An invalid service name. */
  serviceName: "RAM320",
  /** A system policy without an attachment. A warning. */
  nothingAttached: "RAM321",
  /** An invalid resource group, or an invalid alias of its account. */
  resourceGroupScope: "RAM322",
  /** An invalid account id. */
  accountId: "RAM323",
  /** An invalid environment variable for the emulator. */
  emulatorVariable: "RAM324",
  /** The vendor's documented policy without `documented: true`. A warning. */
  documentedByDefault: "RAM325",
  /** A value of the wrong kind for its prop. */
  wrongKind: "RAM326",
  /** Documented policies that an imported role omits, and that stay attached in the account. A warning. */
  keptAttachment: "RAM327",
  /** More custom policies on a principal than RAM accepts. */
  customPolicyQuota: "RAM401",
  /** More system policies on a principal than RAM accepts. */
  systemPolicyQuota: "RAM402",
  /** Two policies with the same name in one account. */
  policyNameTwice: "RAM403",
  /** Two service-linked roles of the same service in one account. */
  serviceLinkedRoleTwice: "RAM404",
  /** Two roles with the same name in one account. */
  roleNameTwice: "RAM405",
  /** A quota that is not a number of policies. */
  quotaValue: "RAM406",
  /** The same name in two stacks of an app, which fails if both are for the same account. A warning. */
  nameInTwoStacks: "RAM407",
  /** Two users or two groups with the same name in one account. */
  principalNameTwice: "RAM408",
} as const;
