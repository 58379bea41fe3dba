import { TerraformStack } from "cdktf";
import type { IConstruct } from "constructs";
import { knownActions } from "../../catalog";
import {
  type Acknowledgement,
  type Finding,
  type PolicyKind,
  acknowledge,
  formatProblem,
  lintPolicy,
  utf8Length,
  validate,
} from "../../policy";
import { isOwnDocument, ownDocumentOf } from "./own-documents";
import { type PlacedDocument, documentsOf, placedDocuments } from "./placed-documents";
import type { StackResource } from "./stack-resources";
import { restoreExpressions } from "../../terraform/expressions";
import { appState } from "../internal/app-state";
import { constructProblemIds } from "../internal/problem-ids";

/** Something that was found in a policy document of the tree, or in what a construct was asked for. */
export interface PlacedFinding extends Finding {
  /** Path of the construct that holds the document or was asked, e.g. `team/Policy/Policy`. */
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
  const ofConstructs = constructFindings(scope, (construct) => construct.node.scopes.includes(scope));
  return [...placedDocuments(scope).flatMap(findingsOf), ...ofConstructs];
}

/** Everything that is found in a stack, without the stacks inside it, acknowledged or not. */
export function findingsIn(stack: TerraformStack, resources: readonly StackResource[]): readonly PlacedFinding[] {
  const ofConstructs = constructFindings(stack, (construct) => TerraformStack.of(construct) === stack);
  return [...documentsOf(resources).flatMap(findingsOf), ...ofConstructs];
}

/** What constructs found in what they were asked for. */
function constructFindings(scope: IConstruct, isMeant: (construct: IConstruct) => boolean): readonly PlacedFinding[] {
  return [...appState(scope).constructFindings]
    .filter(([construct]) => isMeant(construct))
    .flatMap(([construct, findings]) => placed(findings, construct, construct.node.path));
}

/** Findings of one document, each with the nearest acknowledgement of it. */
function findingsOf(document: PlacedDocument): readonly PlacedFinding[] {
  const { construct, path } = document.resource;
  return placed(rawFindings(document), construct, path);
}

function placed(findings: readonly Finding[], construct: IConstruct, path: string): readonly PlacedFinding[] {
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
  const isOwn = isOwnDocument(resource.construct);
  return allFindings(resource.construct, kind, text)
    .filter(({ id, refused }) => !isOwn || (refused !== true && id !== constructProblemIds.documentNearLimit))
    .map((finding) => ({ ...finding, found: restoreExpressions(finding.found), fix: restoreExpressions(finding.fix) }));
}

function allFindings(resource: IConstruct, kind: PolicyKind, text: string): readonly Finding[] {
  const options = { knowledge: knownActions };
  const policy = kind === "identity" ? ownDocumentOf(resource, text) : undefined;
  if (policy === undefined) return validate(text, kind, options).findings;
  return lintPolicy({ kind: "identity", policy }, utf8Length(text), options);
}

function wrongAcknowledgements(scope: IConstruct): string[] {
  const ofConstructs = [...appState(scope).constructFindings].flatMap(([construct, found]) =>
    construct.node.scopes.includes(scope) ? found : [],
  );
  const findings = [...placedDocuments(scope).flatMap(rawFindings), ...ofConstructs];
  return acknowledge(findings, appState(scope).acknowledgements.get(scope) ?? [])
    .findings.filter((finding) => !findings.includes(finding))
    .map(formatProblem);
}
