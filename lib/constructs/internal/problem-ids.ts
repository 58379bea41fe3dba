/** Stable ids of everything that constructs can find wrong at synth. Numbers are never reused. */
export const constructProblemIds = {
  /** An attachment to nobody. */
  emptyAttachment: "RAM301",
  /** One policy twice on one principal. */
  attachedTwice: "RAM302",
  /** A policy on a service-linked role, whose permissions are its service's. */
  attachedToServiceLinkedRole: "RAM303",
  /** A system policy's name in another case than RAM's. */
  systemPolicyCase: "RAM304",
  /** A service-linked role's policy attached to something else. */
  serviceLinkedPolicy: "RAM305",
  /** A generation that does not exist, or that a role does not have. */
  generation: "RAM306",
  /** An option that does nothing beside another one. */
  optionWithoutEffect: "RAM307",
  /** An option that this mode needs. */
  missingOption: "RAM308",
  /** The ARN of an existing role without the account that it is in. */
  unknownAccount: "RAM309",
  /** A description on a service-linked role that has a preset one. */
  presetDescription: "RAM310",
  /** A mode that does not exist. */
  mode: "RAM311",
  /** A name like a system policy's that is not known. A warning. */
  unknownSystemPolicy: "RAM312",
  /** A document close to the limit. A warning. */
  documentNearLimit: "RAM313",
  /** A grant narrowed in a way that no page confirms. A warning. */
  unconfirmedScope: "RAM314",
  /** A runtime that cannot be named in an ARN. */
  runtime: "RAM315",
  /** A kind of flow nodes that does not exist. */
  flowNodeKind: "RAM316",
  /** A resource whose deployment needs permissions that are not known, or not on a name that is known. A warning. */
  unknownDeployment: "RAM317",
  /** Stacks in which nothing needs permissions to be deployed. */
  nothingToDeploy: "RAM318",
  /** A principal of another kind than the list that it is in. */
  principalKind: "RAM319",
  /** A service name that is none. */
  serviceName: "RAM320",
  /** A system policy that is attached to nobody, so that nothing is made. A warning. */
  nothingAttached: "RAM321",
  /** A resource group, or the alias of its account, that is none. */
  resourceGroupScope: "RAM322",
  /** The id of an account that is none. */
  accountId: "RAM323",
  /** An environment variable for the emulator that says nothing usable. */
  emulatorVariable: "RAM324",
  /** The vendor's documented policy where nothing says that it is meant. A warning. */
  documentedByDefault: "RAM325",
  /** A value of another kind than its prop. */
  wrongKind: "RAM326",
  /** Documented policies that an imported role leaves out, and that stay attached in the account. A warning. */
  keptAttachment: "RAM327",
  /** More custom policies on one principal than RAM takes. */
  customPolicyQuota: "RAM401",
  /** More system policies on one principal than RAM takes. */
  systemPolicyQuota: "RAM402",
  /** Two policies of one name in one account. */
  policyNameTwice: "RAM403",
  /** Two service-linked roles of one service in one account. */
  serviceLinkedRoleTwice: "RAM404",
  /** Two roles of one name in one account. */
  roleNameTwice: "RAM405",
  /** A quota that is no number of policies. */
  quotaValue: "RAM406",
  /** The same name in two stacks of an app, which is wrong where both are for one account. A warning. */
  nameInTwoStacks: "RAM407",
  /** Two users or two groups of one name in one account. */
  principalNameTwice: "RAM408",
} as const;
