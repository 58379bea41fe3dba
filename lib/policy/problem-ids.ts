/** Stable ids of everything that the policy model can find wrong. Numbers are never reused. */
export const policyProblemIds = {
  /** The document is not JSON, not an object, or has `Version` or `Statement` twice. */
  notADocument: "RAM101",
  /** `Version` is not `"1"`. */
  version: "RAM102",
  /** `Statement` is missing, empty or not an array. */
  statementList: "RAM103",
  /** An element that RAM does not define here, or that is there twice. */
  unknownElement: "RAM104",
  /** `Effect` is neither `Allow` nor `Deny`. */
  effect: "RAM105",
  /** Not exactly one of `Action` and `NotAction`. */
  actionElement: "RAM106",
  /** Not exactly one of `Resource` and `NotResource`. */
  resourceElement: "RAM107",
  /** An empty list or an empty string. */
  empty: "RAM108",
  /** A value that is not a string. RAM takes numbers, booleans, dates and addresses as strings too. */
  notAString: "RAM109",
  /** `Condition` is not `{ operator: { key: value } }`. */
  conditionShape: "RAM110",
  /** One operator and key twice; the last would silently win. */
  conditionTwice: "RAM112",
  /** A principal that a trust policy cannot name. */
  principal: "RAM113",
  /** No action, or one that is not an action of STS, in a trust policy. */
  trustAction: "RAM114",
  /** An element of the other kind of document: `Principal` in an identity policy, `Resource` in a trust policy. */
  elementOfOtherKind: "RAM115",
  /** An action that is not `ram-code:ActionName`, a pattern of it, or `*`. */
  actionShape: "RAM116",
  /** A resource that is neither `*` nor an ARN of five fields. */
  arnShape: "RAM117",
  /** A list or map token: its value cannot stand inside a literal JSON document. */
  compoundToken: "RAM118",
  /** The document is longer than RAM takes. */
  documentTooLong: "RAM119",
  /** A statement that is too large for a document of its own and cannot be divided. */
  statementTooLarge: "RAM120",
  /** A document that would become more documents than may be attached. */
  tooManyDocuments: "RAM121",
  /** A limit to split by that is no whole number, or too small for any statement. */
  splitLimit: "RAM122",
  /** A name outside its length. */
  nameLength: "RAM201",
  /** A name with a character that RAM refuses. */
  nameCharacters: "RAM202",
  /** A description that is empty or over 1,024 characters. */
  description: "RAM203",
  /** A role session outside 3,600 to 43,200 seconds. */
  sessionDuration: "RAM204",
  /** Too many tags, or a tag key or value outside its length. */
  tags: "RAM205",
  /** A rule, pack of rules, severity or kind of policies that `validate` cannot use, or that does not exist. */
  validateOption: "RAM792",
  /** A rule of a user that threw, or returned something else than reports. */
  ruleFailed: "RAM793",
} as const;
