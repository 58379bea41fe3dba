/** Stable ids of the problems of `adopt`. Numbers are never reused. */
export const adoptProblemIds = {
  /** An input that is not a listing of an account. */
  listing: "RAM511",
} as const;
