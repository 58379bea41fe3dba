import type { PrincipalName } from "../../review";
import type { Denial } from "../denial-of-text";
import type { Candidate } from "../proposal";

/** Input of the functions that find candidates. */
export interface CandidateInput {
  readonly denial: Denial;
  /** The principal to grant it to; `undefined` if unknown. */
  readonly principal: PrincipalName | undefined;
}

export type FindCandidates = (input: CandidateInput) => readonly Candidate[];
