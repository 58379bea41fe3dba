/** What is known of a statement about a request: true, false, or not known. */
export type Truth = boolean | "unknown";

/** True where all are, false where one is false. */
export function all(truths: readonly Truth[]): Truth {
  if (truths.includes(false)) return false;
  return truths.includes("unknown") ? "unknown" : true;
}

/** True where one is true, false where all are false. */
export function any(truths: readonly Truth[]): Truth {
  if (truths.includes(true)) return true;
  return truths.includes("unknown") ? "unknown" : false;
}

export function not(truth: Truth): Truth {
  return truth === "unknown" ? truth : !truth;
}
