/**
 * Where RAM's pages leave a question open, the answer that is taken here. Each can be switched off, which takes the
 * other answer, and a result says which of them it rests on.
 */
export const assumptions = {
  /** A negated operator holds where the request lacks the key. Inferred from policies of SLS and VPC endpoints. */
  negatedHoldsForMissingKey: "a negated operator holds where the request lacks the key",
  /** `Deny` at resource-group scope does not undo `Allow` at account scope: the first ends the evaluation. */
  accountAllowIsFinal: "an account-level Allow is final, whatever resource-group-level policies deny",
  /** Names in ARNs of RAM (roles, policies, users) are compared without regard to case. */
  ramNamesIgnoreCase: "names in ARNs of RAM are compared without regard to case",
  /** `*` in a field of an ARN does not reach into the next field. */
  wildcardStaysInField: "a wildcard in a field of an ARN does not reach into the next field",
} as const;

export type Assumption = keyof typeof assumptions;

/** Which assumptions hold; all of them, unless told. */
export type AssumptionSwitches = Readonly<Partial<Record<Assumption, boolean>>>;
