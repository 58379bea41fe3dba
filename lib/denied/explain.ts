import type { PrincipalName, SynthesizedStack } from "../review";
import type { Denial } from "./denial-of-text";
import { deployerCandidates } from "./candidates/deployer";
import { type Explanation, explanationOf } from "./explanation";
import { possibleRequests } from "./possible-requests";
import { namedPrincipal } from "./principal";
import type { Wanted } from "./proposal";
import { stackEvidence } from "./stack-evidence";
import { trustEvidence } from "./trust-proposal";

export interface ExplainOptions {
  /** Stacks that are deployed to the account. */
  readonly stacks?: readonly SynthesizedStack[];
  /** The principal, if the error has only an id. @default - as in the error */
  readonly principal?: PrincipalName;
}

/**
 * Explains a refused request.
 *
 * @throws UnreadableStackError RAM501 for a stack with an invalid policy or trust document
 */
export function explainDenial(denial: Denial, { stacks = [], principal }: ExplainOptions = {}): Explanation {
  const who = principal ?? namedPrincipal(denial.principal);
  const wanted: Wanted = { requests: possibleRequests(denial), context: denial.context };
  const evidence = who === undefined || stacks.length === 0 ? undefined : stackEvidence(stacks, who, wanted);
  return explanationOf(denial, {
    principal: who,
    wanted,
    fromStacks: [deployerCandidates(stacks)],
    evidence,
    trust: () => trustEvidence(denial, stacks),
  });
}
