/** Stable ids of what can be wrong with what adopting is based on. Numbers are never reused. */
export const adoptProblemIds = {
  /** JSON that is no listing of an account. */
  listing: "RAM511",
} as const;
