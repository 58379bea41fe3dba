import { type AccessClass, accessClassOf, catalogAction, contestedScope, featuresOf, returnsSecret } from "../catalog";
import { isServiceLinkedRoleName } from "../catalog/service-linked-roles";
import type { PrincipalName } from "../review";
import type { CandidateInput, FindCandidates } from "./candidates/candidate-input";
import { invokeAccessCandidates } from "./candidates/invoke-access";
import { leastPrivilegeCandidates } from "./candidates/least-privilege";
import { statementCandidates } from "./candidates/statement";
import { vendorRoleCandidates } from "./candidates/vendor-role";
import type { Denial } from "./denial-of-text";
import { type Proposal, type Wanted, proved } from "./proposal";
import { type RefusingLayer, refusingLayer } from "./refusing-layer";
import type { StackEvidence } from "./stack-evidence";
import type { TrustEvidence } from "./trust-proposal";

/** Why a request was refused, and how to allow it. */
export interface Explanation {
  readonly denial: Denial;
  /** The kind of policy that refused; `undefined` if the error does not name one, or names an unknown one. */
  readonly layer: RefusingLayer | undefined;
  /** The catalog's facts about the action; `undefined` for an unknown action. */
  readonly action: KnownActionFacts | undefined;
  /** `undefined` without stacks, or if the name of the principal is unknown. */
  readonly stacks: StackEvidence | undefined;
  readonly trust: readonly TrustEvidence[];
  /**
   * Ways to grant it, each verified with the evaluator, exact grants first. Empty if no grant helps: after an explicit
   * Deny, after a refusal by other policies than the principal's, and for service-linked roles.
   */
  readonly proposals: readonly Proposal[];
}

export interface KnownActionFacts {
  readonly name: string;
  readonly class: AccessClass;
  readonly features: readonly string[];
  readonly isSecret: boolean;
  /** Whether RAM authorizes it on single resources; `undefined` if no page documents this. */
  readonly hasResources: boolean | undefined;
  /** Which page says what, if the vendor's pages contradict each other about the resources. */
  readonly contested?: string;
}

/** What is known about the account, in addition to the error. */
export interface Surroundings {
  readonly principal: PrincipalName | undefined;
  readonly wanted: Wanted;
  /** Grants that only the stacks suggest. */
  readonly fromStacks: readonly FindCandidates[];
  readonly evidence: StackEvidence | undefined;
  /** Asked only where a trust policy may have refused. */
  readonly trust: () => readonly TrustEvidence[];
}

/** An explanation of a refused request. Reads no stack. */
export function explanationOf(denial: Denial, around: Surroundings): Explanation {
  const { principal, wanted, fromStacks, evidence, trust } = around;
  const layer = refusingLayer(denial.policyType);
  return {
    denial,
    layer,
    action: factsOf(denial.action),
    stacks: evidence,
    trust: layer === undefined || layer.name === "AssumeRolePolicy" ? trust() : [],
    proposals: grantHelps(denial, layer, evidence, principal)
      ? proposals({ denial, principal }, wanted, fromStacks)
      : [],
  };
}

/** Whether an additional Allow for the principal would help. */
function grantHelps(
  denial: Denial,
  layer: RefusingLayer | undefined,
  evidence: StackEvidence | undefined,
  who: PrincipalName | undefined,
): boolean {
  // Nobody can attach policies to service-linked roles.
  if (who?.kind === "role" && isServiceLinkedRoleName(who.name)) return false;
  if (denial.noPermission === "ExplicitDeny" || layer?.grantHelps === false) return false;
  return evidence?.decision !== "ExplicitDeny" && evidence?.decision !== "Allow";
}

const candidates = [leastPrivilegeCandidates, vendorRoleCandidates, statementCandidates] as const;

/** Exact grants first, then in the order of the candidates. Of equal documents only the first is kept. */
function proposals(input: CandidateInput, wanted: Wanted, fromStacks: readonly FindCandidates[]): readonly Proposal[] {
  const finders = [invokeAccessCandidates, ...fromStacks, ...candidates];
  const found = finders.flatMap((find) => find(input)).flatMap((candidate) => proved(candidate, wanted) ?? []);
  const distinct = new Map([...found].reverse().map((one) => [JSON.stringify(one.document), one])); // the first stays
  return found
    .filter((one) => distinct.get(JSON.stringify(one.document)) === one)
    .sort((a, b) => Number(a.beyond.length > 0) - Number(b.beyond.length > 0));
}

function factsOf(action: string): KnownActionFacts | undefined {
  const known = catalogAction(action);
  if (known === undefined) return undefined;
  const { name, resources } = known;
  const contested = contestedScope(known)?.about;
  return {
    name,
    class: accessClassOf(known),
    features: featuresOf(name),
    isSecret: returnsSecret(name),
    hasResources: resources === undefined ? undefined : resources.length > 0,
    ...(contested === undefined ? {} : { contested }),
  };
}
