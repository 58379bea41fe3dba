import type { SynthesizedStack, PrincipalName } from "../../review";
import type { Denial } from "../denial";

/** What ways to grant something are looked for with. */
export interface CandidateInput {
  readonly denial: Denial;
  /** Whom to grant it; `undefined` where that is not known. */
  readonly principal: PrincipalName | undefined;
  readonly stacks: readonly SynthesizedStack[];
}
