/** Stable ids of problems with an error to explain. Numbers are never reused. */
export const deniedProblemIds = {
  /** A text without a refused request. */
  noDenial: "RAM521",
} as const;
