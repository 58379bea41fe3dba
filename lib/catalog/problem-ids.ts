/** Stable ids of what can be wrong with a request to the catalog. Numbers are never reused. */
export const catalogProblemIds = {
  /** A feature that does not exist. */
  feature: "RAM621",
  /** An access class that does not exist, or that the feature has nothing of. */
  accessClass: "RAM622",
  /** An action that the catalog does not know. */
  action: "RAM623",
  /** A request that grants nothing. */
  emptyRequest: "RAM624",
  /** An exception that takes nothing away, or a request that contradicts itself. */
  contradiction: "RAM625",
  /** A restriction that nothing in the request can use. */
  unusedRestriction: "RAM626",
  /** A value that cannot be part of an ARN. */
  arnValue: "RAM627",
  /** A resource that the action is never authorized on. */
  resource: "RAM628",
  /** A part of a request that does not exist, or that is of another type. */
  requestPart: "RAM629",
  /** A region that is not known. A warning. */
  unknownRegion: "RAM630",
  /** An account id of an unusual length. A warning. */
  accountIdLength: "RAM631",
} as const;
