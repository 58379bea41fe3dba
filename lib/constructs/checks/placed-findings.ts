import type { IConstruct } from "constructs";
import { knownActions } from "../../catalog";
import { type Acknowledgement, type Finding, acknowledge, formatProblem, validate } from "../../policy";
import { isOwnDocument } from "./own-documents";
import { type PlacedDocument, documentsOf, placedDocuments } from "./placed-documents";
import type { StackResource } from "./stack-resources";
import { restoreExpressions } from "../../terraform/expressions";
import { appState } from "../internal/app-state";
import { constructProblemIds } from "../internal/problem-ids";

/** Something that was found in a policy document of the tree. */
export interface PlacedFinding extends Finding {
  /** Path of the construct that holds the document, e.g. `team/Policy/Policy`. */
  readonly construct: string;
  /** Why it is right as it is, where someone said so. */
  readonly acknowledged: string | undefined;
}

/** Remembers what was said of the findings under a construct, and has it reported at synth where it is wrong. */
export function acknowledgeUnder(scope: IConstruct, given: readonly Acknowledgement[]): void {
  const { acknowledgements } = appState(scope);
  const earlier = acknowledgements.get(scope);
  acknowledgements.set(scope, [...(earlier ?? []), ...given]);
  if (earlier === undefined) scope.node.addValidation({ validate: () => wrongAcknowledgements(scope) });
}

/** Everything that is found under a construct, acknowledged or not. */
export function findingsUnder(scope: IConstruct): readonly PlacedFinding[] {
  return placedDocuments(scope).flatMap(findingsOf);
}

/** Everything that is found in the documents of resources, acknowledged or not. */
export function findingsIn(resources: readonly StackResource[]): readonly PlacedFinding[] {
  return documentsOf(resources).flatMap(findingsOf);
}

/** Findings of one document, each with the nearest acknowledgement of it. */
function findingsOf(placed: PlacedDocument): readonly PlacedFinding[] {
  const { construct, path } = placed.resource;
  const findings = rawFindings(placed);
  if (findings.length === 0) return [];
  const { acknowledgements } = appState(construct);
  const spoken = construct.node.scopes.flatMap((scope) => acknowledgements.get(scope) ?? []);
  return findings.map((finding) => ({
    ...finding,
    construct: path,
    acknowledged: acknowledge([finding], spoken).acknowledged[0]?.reason,
  }));
}

/** The constructs of this library say themselves what is wrong with their documents, and warn of their size. */
function rawFindings({ resource, kind, text }: PlacedDocument): readonly Finding[] {
  const { findings } = validate(text, kind, { knowledge: knownActions });
  const isOwn = isOwnDocument(resource.construct);
  return findings
    .filter(({ id, refused }) => !isOwn || (refused !== true && id !== constructProblemIds.documentNearLimit))
    .map((finding) => ({ ...finding, found: restoreExpressions(finding.found), fix: restoreExpressions(finding.fix) }));
}

function wrongAcknowledgements(scope: IConstruct): string[] {
  const findings = placedDocuments(scope).flatMap(rawFindings);
  return acknowledge(findings, appState(scope).acknowledgements.get(scope) ?? [])
    .findings.filter((finding) => !findings.includes(finding))
    .map(formatProblem);
}
