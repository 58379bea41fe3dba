import type { RequestContext } from "../evaluate";

/** A request that two sides decide differently, confirmed by the evaluator. */
export interface Witness {
  readonly action: string;
  readonly resource: string;
  readonly context: RequestContext;
}

/** Whether a witness proves a difference, or the comparison could not be decided. */
export type Certainty<W = Witness> =
  | { readonly certainty: "certain"; readonly witness: W; readonly why?: never }
  | { readonly certainty: "possible"; readonly witness?: W; readonly why: string };
