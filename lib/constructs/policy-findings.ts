import type { IConstruct } from "constructs";
import { knownActions } from "../catalog";
import { type Acknowledgement, type Finding, acknowledge, formatProblem, validate } from "../policy";
import { isOwnDocument } from "./own-documents";
import { type PlacedDocument, placedDocuments } from "./placed-documents";
import { constructProblemIds } from "./problem-ids";

/** Something that was found in a policy document of the tree. */
export interface PlacedFinding extends Finding {
  /** Path of the construct that holds the document, e.g. `team/Policy/Policy`. */
  readonly construct: string;
  /** Why it is right as it is, where someone said so. */
  readonly acknowledged: string | undefined;
}

const acknowledgements = new WeakMap<IConstruct, readonly Acknowledgement[]>();

/**
 * What is found at synth in the policy documents of the tree, whoever wrote them: what RAM would refuse fails synth, what
 * people regret is shown as a warning unless it is acknowledged.
 */
export class PolicyFindings {
  /**
   * Says that findings under a construct are known and meant to be so. What RAM would refuse cannot be acknowledged.
   *
   * Reported at synth: RAM790 for an acknowledgement that matches nothing, RAM791 for one without a reason.
   *
   * @param scope the policy, the stack, or anything above the documents meant
   */
  public static acknowledge(scope: IConstruct, ...given: readonly Acknowledgement[]): void {
    const earlier = acknowledgements.get(scope);
    acknowledgements.set(scope, [...(earlier ?? []), ...given]);
    if (earlier === undefined) scope.node.addValidation({ validate: () => wrongAcknowledgements(scope) });
  }

  /** Everything that is found under a construct, acknowledged or not. */
  public static of(scope: IConstruct): readonly PlacedFinding[] {
    return placedDocuments(scope).flatMap(findingsOf);
  }
}

/** Findings of one document, each with the nearest acknowledgement of it. */
function findingsOf(placed: PlacedDocument): readonly PlacedFinding[] {
  const { construct, path } = placed.resource;
  const spoken = construct.node.scopes.flatMap((scope) => acknowledgements.get(scope) ?? []);
  return rawFindings(placed).map((finding) => ({
    ...finding,
    construct: path,
    acknowledged: acknowledge([finding], spoken).acknowledged[0]?.reason,
  }));
}

/** The constructs of this library say themselves what is wrong with their documents, and warn of their size. */
function rawFindings({ resource, kind, text, restore }: PlacedDocument): readonly Finding[] {
  const { findings } = validate(text, kind, { knowledge: knownActions });
  const isOwn = isOwnDocument(resource.construct);
  return findings
    .filter(({ id, refused }) => !isOwn || (refused !== true && id !== constructProblemIds.documentNearLimit))
    .map((finding) => ({ ...finding, found: restore(finding.found), fix: restore(finding.fix) }));
}

function wrongAcknowledgements(scope: IConstruct): string[] {
  const findings = placedDocuments(scope).flatMap(rawFindings);
  return acknowledge(findings, acknowledgements.get(scope) ?? [])
    .findings.filter((finding) => !findings.includes(finding))
    .map(formatProblem);
}
