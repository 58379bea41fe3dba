/**
 * Questions that RAM's pages leave open, with the answer that the evaluator assumes. Each can be switched to the other
 * answer. A result lists the assumptions that it depends on.
 */
export const assumptions = {
  /** Inferred from policies of SLS (document 479258) and of VPC endpoints. */
  negatedHoldsForMissingKey: "a negated operator holds where the request lacks the key",
  /**
   * Contested, so neither answer is assumed by default. The page of 2021-07-16 ends the evaluation at an account-level
   * Allow; the pages of 2026-03-20 and 2026-09-03 say that an explicit Deny in any policy denies.
   */
  accountAllowIsFinal:
    "an account-level Allow is final, whatever resource-group-level policies deny (a page of 2021-07-16 says so; pages of 2026-03-20 and later say that any Deny denies)",
  /** RAM stores some names in ARNs (roles, policies, users) in lower case. */
  ramNamesIgnoreCase: "names in ARNs of RAM are compared without regard to case",
  /** No page says whether a wildcard matches a colon. */
  wildcardStaysInField: "a wildcard in a field of an ARN does not reach into the next field",
} as const;

/** Further questions, about single actions. They arise only in an evaluation with `knowledge`, which has the facts. */
export const assumptionsAboutActions = {
  /**
   * Contested: policies on a practice page limit some actions to a workspace that the authorization page has on all
   * resources only.
   */
  practicePageHolds:
    "RAM authorizes the action on the resources that a practice page gives it, not on those of the authorization page, which contradicts it",
} as const;

/** A question that RAM's pages leave open, or answer in two ways. */
export type Assumption = keyof typeof assumptions | keyof typeof assumptionsAboutActions;

/** What each assumption says. */
export const assumptionTexts: Readonly<Record<Assumption, string>> = { ...assumptions, ...assumptionsAboutActions };

/**
 * Assumptions that the vendor's documents contradict each other about. Both answers are possible unless one is chosen.
 */
export const contestedAssumptions: ReadonlySet<Assumption> = new Set<Assumption>([
  "accountAllowIsFinal",
  "practicePageHolds",
]);

/**
 * Overrides for assumptions: `true`, or `false` for the other answer.
 *
 * @default - all are true, except contested ones, for which both answers are considered
 */
export type AssumptionSwitches = Readonly<Partial<Record<Assumption, boolean>>>;
