/** Stable ids of what can be wrong with an answer that is to be explained. Numbers are never reused. */
export const deniedProblemIds = {
  /** A text from which no refused request can be read. */
  noDenial: "RAM521",
} as const;
