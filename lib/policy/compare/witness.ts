import type { RequestContext } from "../evaluate";

/** A request that is decided otherwise by two sides of a comparison, as the evaluator confirms. */
export interface Witness {
  readonly action: string;
  readonly resource: string;
  readonly context: RequestContext;
}

/** Whether a difference is proved by its witness, or the comparison could not be decided. */
export type Certainty<W = Witness> =
  | { readonly certainty: "certain"; readonly witness: W; readonly why?: never }
  | { readonly certainty: "possible"; readonly witness?: W; readonly why: string };
