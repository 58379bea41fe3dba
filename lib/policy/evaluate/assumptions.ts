/**
 * Questions that RAM's pages leave open, and the answer that the evaluator takes. Each can be switched off, which takes
 * the other answer. A result names those that it rests on.
 */
export const assumptions = {
  /** Inferred from policies of SLS (document 479258) and of VPC endpoints. */
  negatedHoldsForMissingKey: "a negated operator holds where the request lacks the key",
  /**
   * Contested, so that neither answer is taken unless it is asked for. The page of 2021-07-16 ends the evaluation at an
   * account-level Allow; the pages of 2026-03-20 and 2026-09-03 say that an explicit Deny in any policy denies.
   */
  accountAllowIsFinal:
    "an account-level Allow is final, whatever resource-group-level policies deny (so a page of 2021-07-16; pages of 2026-03-20 and later say that any Deny denies)",
  /** Names in ARNs of RAM (roles, policies, users) are stored in lower case in places. */
  ramNamesIgnoreCase: "names in ARNs of RAM are compared without regard to case",
  /** No page says whether a wildcard matches a colon. */
  wildcardStaysInField: "a wildcard in a field of an ARN does not reach into the next field",
} as const;

export type Assumption = keyof typeof assumptions;

/** Assumptions on which documents of the vendor contradict each other: both answers are possible unless one is chosen. */
export const contestedAssumptions: ReadonlySet<Assumption> = new Set<Assumption>(["accountAllowIsFinal"]);

/**
 * Which assumptions hold: `true`, or `false` for the other answer.
 *
 * @default - all of them, but for contested ones, where the result depends on the answer
 */
export type AssumptionSwitches = Readonly<Partial<Record<Assumption, boolean>>>;
