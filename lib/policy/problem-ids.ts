/** Stable ids of the problems that the policy model reports. Numbers are never reused. */
export const policyProblemIds = {
  /** The document is not JSON, not an object, or has `Version` or `Statement` twice. */
  notADocument: "RAM101",
  /** `Version` is not `"1"`. */
  version: "RAM102",
  /** `Statement` is missing, empty or not an array. */
  statementList: "RAM103",
  /** An element that RAM does not define here, or that occurs twice. */
  unknownElement: "RAM104",
  /** `Effect` is neither `Allow` nor `Deny`. */
  effect: "RAM105",
  /** Not exactly one of `Action` and `NotAction`. */
  actionElement: "RAM106",
  /** Not exactly one of `Resource` and `NotResource`. */
  resourceElement: "RAM107",
  /** An empty list or an empty string. */
  empty: "RAM108",
  /** A value that is not a string. RAM requires strings also for numbers, booleans, dates and addresses. */
  notAString: "RAM109",
  /** `Condition` is not `{ operator: { key: value } }`. */
  conditionShape: "RAM110",
  /** An operator with the same key twice, of which one would silently be lost. */
  conditionTwice: "RAM112",
  /** A principal that a trust policy cannot name. */
  principal: "RAM113",
  /** In a trust policy: no action, or an action of another service than STS. */
  trustAction: "RAM114",
  /** An element of another kind of document: `Principal` in an identity policy, `Resource` in a trust policy. */
  elementOfOtherKind: "RAM115",
  /** An action that is not `ram-code:ActionName`, a pattern of it, or `*`. */
  actionShape: "RAM116",
  /** A resource that is neither `*` nor an ARN of five fields. */
  arnShape: "RAM117",
  /** A list or map token, because its value cannot be part of a literal JSON document. */
  compoundToken: "RAM118",
  /** The document is longer than RAM accepts. */
  documentTooLong: "RAM119",
  /** A statement that is too large for a document and cannot be divided. */
  statementTooLarge: "RAM120",
  /** A document that would be split into more documents than can be attached. */
  tooManyDocuments: "RAM121",
  /** A split limit that is not a whole number, or is too small for any statement. */
  splitLimit: "RAM122",
  /** A request whose context names another resource group than the request. */
  requestGroup: "RAM123",
  /** Not a workload identity of Agent Identity, or a pattern that matches several. */
  workloadIdentity: "RAM124",
  /** A name that is too short or too long. */
  nameLength: "RAM201",
  /** A name with a character that RAM refuses. */
  nameCharacters: "RAM202",
  /** A description that is empty or over 1,024 characters. */
  description: "RAM203",
  /** A session duration outside of 3,600 to 43,200 seconds. */
  sessionDuration: "RAM204",
  /** Too many tags, or a tag key or value that is too long. */
  tags: "RAM205",
  /** An invalid or unknown rule, pack of rules, severity or kind of policy in the options of `validate`. */
  validateOption: "RAM792",
  /** A user's rule that threw, or did not return reports. */
  ruleFailed: "RAM793",
} as const;
