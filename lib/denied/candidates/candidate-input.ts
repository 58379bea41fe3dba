import type { SynthesizedStack, PrincipalName } from "../../review";
import type { Denial } from "../denial";

/** Input of the functions that find candidates. */
export interface CandidateInput {
  readonly denial: Denial;
  /** The principal to grant it to; `undefined` if unknown. */
  readonly principal: PrincipalName | undefined;
  readonly stacks: readonly SynthesizedStack[];
}
