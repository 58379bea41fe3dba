import { type AccessClass, accessClassOf, catalogAction, featuresOf, returnsSecret } from "../catalog";
import { isServiceLinkedRoleName } from "../catalog/service-linked-roles";
import type { PrincipalName, SynthesizedStack } from "../review";
import { deployerCandidates } from "./candidates/deployer";
import { invokeAccessCandidates } from "./candidates/invoke-access";
import { leastPrivilegeCandidates } from "./candidates/least-privilege";
import { statementCandidates } from "./candidates/statement";
import { vendorRoleCandidates } from "./candidates/vendor-role";
import type { Denial } from "./denial";
import { possibleRequests } from "./possible-requests";
import { namedPrincipal } from "./principal";
import { type Proposal, type Wanted, proved } from "./proposal";
import { type RefusingLayer, refusingLayer } from "./refusing-layer";
import { type StackEvidence, stackEvidence } from "./stack-evidence";
import { type TrustEvidence, trustEvidence } from "./trust-proposal";

/** Why a request was refused, and what to write. */
export interface Explanation {
  readonly denial: Denial;
  /** What is known of the kind of policies that refused; `undefined` where the answer does not say, or says a new one. */
  readonly layer: RefusingLayer | undefined;
  /** What the catalog knows of the action; `undefined` where it lacks it. */
  readonly action: KnownActionFacts | undefined;
  /** `undefined` without stacks, and where the principal is not known by its name. */
  readonly stacks: StackEvidence | undefined;
  readonly trust: readonly TrustEvidence[];
  /**
   * Ways to grant it, each proved with the evaluator: what grants nothing beyond the request comes first. Empty where no
   * grant helps: where a statement refuses it, where other policies than the principal's do, and for service-linked roles.
   */
  readonly proposals: readonly Proposal[];
}

/** What the catalog knows of a refused action. */
export interface KnownActionFacts {
  readonly name: string;
  readonly class: AccessClass;
  readonly features: readonly string[];
  readonly isSecret: boolean;
  /** Whether RAM knows single resources of it; `undefined` where no page says. */
  readonly hasResources: boolean | undefined;
}

/** What an explanation is made with. */
export interface ExplainOptions {
  /** Stacks that are deployed to the account. */
  readonly stacks?: readonly SynthesizedStack[];
  /** Who was refused, where the answer shows only an id. @default - as the answer says */
  readonly principal?: PrincipalName;
}

/**
 * Explains a refused request.
 *
 * @throws UnreadableStackError RAM501 for a stack with a policy or trust document that is none
 */
export function explainDenial(denial: Denial, { stacks = [], principal }: ExplainOptions = {}): Explanation {
  const who = principal ?? namedPrincipal(denial.principal);
  const wanted: Wanted = { requests: possibleRequests(denial), context: denial.context };
  const evidence = who === undefined || stacks.length === 0 ? undefined : stackEvidence(stacks, who, wanted);
  const layer = refusingLayer(denial.policyType);
  return {
    denial,
    layer,
    action: factsOf(denial.action),
    stacks: evidence,
    trust: layer === undefined || layer.name === "AssumeRolePolicy" ? trustEvidence(denial, stacks) : [],
    proposals: grantHelps(denial, layer, evidence, who) ? proposals({ denial, principal: who, stacks }, wanted) : [],
  };
}

/** Whether what is missing is an Allow of the principal's own. */
function grantHelps(
  denial: Denial,
  layer: RefusingLayer | undefined,
  evidence: StackEvidence | undefined,
  who: PrincipalName | undefined,
): boolean {
  // Nobody can attach anything to roles of services.
  if (who?.kind === "role" && isServiceLinkedRoleName(who.name)) return false;
  if (denial.noPermission === "ExplicitDeny" || layer?.grantHelps === false) return false;
  return evidence?.decision !== "ExplicitDeny" && evidence?.decision !== "Allow";
}

const candidates = [
  invokeAccessCandidates,
  deployerCandidates,
  leastPrivilegeCandidates,
  vendorRoleCandidates,
  statementCandidates,
] as const;

/** What grants nothing beyond comes first; else the order of the candidates. One of several that say the same is enough. */
function proposals(input: Parameters<typeof leastPrivilegeCandidates>[0], wanted: Wanted): readonly Proposal[] {
  const found = candidates.flatMap((find) => find(input)).flatMap((candidate) => proved(candidate, wanted) ?? []);
  const distinct = new Map([...found].reverse().map((one) => [JSON.stringify(one.document), one])); // the first stays
  return found
    .filter((one) => distinct.get(JSON.stringify(one.document)) === one)
    .sort((a, b) => Number(a.beyond.length > 0) - Number(b.beyond.length > 0));
}

function factsOf(action: string): KnownActionFacts | undefined {
  const known = catalogAction(action);
  if (known === undefined) return undefined;
  const { name, resources } = known;
  return {
    name,
    class: accessClassOf(known),
    features: featuresOf(name),
    isSecret: returnsSecret(name),
    hasResources: resources === undefined ? undefined : resources.length > 0,
  };
}
