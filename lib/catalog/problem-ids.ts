/** Stable ids of problems with requests to the catalog. Numbers are never reused. */
export const catalogProblemIds = {
  /** A feature that does not exist. */
  feature: "RAM621",
  /** An access class that does not exist, or for which the feature has no actions. */
  accessClass: "RAM622",
  /** An action that the catalog lacks. */
  action: "RAM623",
  /** A request that grants nothing. */
  emptyRequest: "RAM624",
  /** An exception that removes nothing, or a request that contradicts itself. */
  contradiction: "RAM625",
  /** A restriction that narrows nothing in the request. */
  unusedRestriction: "RAM626",
  /** A value that cannot be part of an ARN. */
  arnValue: "RAM627",
  /** A resource that RAM does not authorize the action on. */
  resource: "RAM628",
  /** A part of a request that does not exist, or that has the wrong type. */
  requestPart: "RAM629",
  /** An unknown region. A warning. */
  unknownRegion: "RAM630",
  /** An account id of an unusual length. A warning. */
  accountIdLength: "RAM631",
  /** An action of a retired operation. A warning. */
  retiredAction: "RAM636",
} as const;
