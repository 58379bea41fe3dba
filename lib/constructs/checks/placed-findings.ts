import { TerraformStack } from "cdktf";
import type { IConstruct } from "constructs";
import { knownActions } from "../../catalog";
import {
  type Acknowledgement,
  type Finding,
  type PolicyKind,
  acknowledge,
  acknowledgedText,
  formatProblem,
  lintPolicy,
  utf8Length,
  validate,
} from "../../policy";
import { restoreExpressions } from "../../terraform/expressions";
import { appState } from "../internal/app-state";
import { constructProblemIds } from "../internal/problem-ids";
import { type ConstructWarning, warningFinding, warningInsteadOf } from "./construct-warnings";
import type { WarningAt } from "./warning-at";
import { reasonOfDocumented } from "./documented-documents";
import { namedThings, rawPolicyWarnings } from "./account-checks";
import { namesInEarlierStacks } from "./names-in-two-stacks";
import { explainedBy, isOwn, ownDocumentOf, saidToExistIn } from "./own-resources";
import { type PlacedDocument, documentsOf, placedDocuments } from "./placed-documents";
import { type StackResource, stackResources, stacksUnder } from "./stack-resources";
import { SynthPass } from "./synth-pass";

/** A finding about a policy document or the props of a construct in the tree. */
export interface PlacedFinding extends Finding {
  /** Path of the construct, e.g. `team/Policy/Policy`. */
  readonly construct: string;
  /** The reason, if it is acknowledged. */
  readonly acknowledged: string | undefined;
}

/** A finding with its construct. */
interface FindingAt {
  readonly at: IConstruct;
  readonly finding: Finding;
  /** The reason, if the construct itself acknowledges it. */
  readonly meant?: string | undefined;
}

/** Shows warnings of a construct at synth, unless they are acknowledged by then. */
export function warnFrom(construct: IConstruct, give: () => readonly ConstructWarning[]): void {
  const { constructWarnings } = appState(construct);
  const stack = TerraformStack.of(construct);
  const ofStack = constructWarnings.get(stack) ?? new Map<IConstruct, (() => readonly ConstructWarning[])[]>();
  constructWarnings.set(stack, ofStack.set(construct, [...(ofStack.get(construct) ?? []), give]));
}

/** Adds acknowledgements for the findings under a construct. Invalid ones are reported at synth. */
export function acknowledgeUnder(scope: IConstruct, given: readonly Acknowledgement[]): void {
  const { acknowledgements } = appState(scope);
  const earlier = acknowledgements.get(scope);
  acknowledgements.set(scope, [...(earlier ?? []), ...given]);
  if (earlier === undefined) scope.node.addValidation({ validate: () => wrongAcknowledgements(scope) });
}

/** All findings under a construct, acknowledged or not. */
export function findingsUnder(scope: IConstruct): readonly PlacedFinding[] {
  return rawFindingsUnder(scope).map(placed);
}

/** All findings in the documents of resources, acknowledged or not. */
export function findingsIn(resources: readonly StackResource[]): readonly PlacedFinding[] {
  return documentsOf(resources).flatMap(inDocument).map(placed);
}

/** The warnings without an acknowledgement. */
export function openWarnings(warnings: readonly WarningAt[]): readonly WarningAt[] {
  return warnings.filter((one) => placed(asFinding(one)).acknowledged === undefined);
}

/** The warnings of the constructs in a stack, acknowledged or not. */
export function constructWarningsOf(stack: TerraformStack): readonly WarningAt[] {
  const ofStack = appState(stack).constructWarnings.get(stack) ?? [];
  return [...ofStack].flatMap(([at, give]) => give.flatMap((one) => one()).map((warning) => ({ at, warning })));
}

/** The finding with its fix, and how to acknowledge it. */
export function warningText(finding: Finding): string {
  return `${formatProblem(finding)} If this is intended, acknowledge it with found: ${JSON.stringify(acknowledgedText(finding))}.`;
}

function asFinding({ at, warning }: WarningAt): FindingAt {
  return { at, finding: warningFinding(warning) };
}

/** A finding with the nearest acknowledgement that matches it. */
function placed({ at, finding, meant }: FindingAt): PlacedFinding {
  const { acknowledgements } = appState(at);
  const spoken = acknowledgements.size === 0 ? [] : at.node.scopes.flatMap((one) => acknowledgements.get(one) ?? []);
  const reason = acknowledge([finding], spoken).acknowledged.at(-1)?.reason;
  return { ...finding, construct: at.node.path, acknowledged: reason ?? meant };
}

function rawFindingsUnder(scope: IConstruct): readonly FindingAt[] {
  const isUnder = ({ at }: FindingAt): boolean => at.node.scopes.includes(scope);
  const pass = new SynthPass(scope.node.root);
  const stacks = scope === scope.node.root ? pass.stacks : stacksUnder(scope);
  const warnings = (stacks.length > 0 ? stacks : [TerraformStack.of(scope)]).flatMap((stack) => {
    const resources = stackResources(stack);
    return [
      ...constructWarningsOf(stack),
      ...namesInEarlierStacks(stack, namedThings(resources), pass),
      ...rawPolicyWarnings(resources),
    ];
  });
  return [...placedDocuments(scope).flatMap(inDocument), ...warnings.map(asFinding).filter(isUnder)];
}

/** Constructs of this library report problems and sizes of their documents themselves. */
function inDocument({ resource, kind, text }: PlacedDocument): readonly FindingAt[] {
  const isOurs = isOwn(resource.construct);
  return allFindings(resource.construct, kind, text)
    .filter(({ id, refused }) => !isOurs || (refused !== true && id !== constructProblemIds.documentNearLimit))
    .filter(({ id }) => !isOurs || !isSaidByConstruct(resource.construct, id))
    .map(({ subject, ...finding }) => ({
      at: resource.construct,
      meant: isOurs ? (reasonOfDocumented(text, finding.id) ?? explainedBy(resource.construct, finding.id)) : undefined,
      finding: {
        ...finding,
        found: restoreExpressions(finding.found),
        fix: restoreExpressions(finding.fix),
        ...(subject === undefined ? {} : { subject: restoreExpressions(subject) }),
      },
    }));
}

/** Whether a construct around a resource warns of the same thing itself. */
function isSaidByConstruct(resource: IConstruct, findingId: string): boolean {
  const instead = warningInsteadOf(findingId);
  if (instead === undefined) return false;
  const ofStack = appState(resource).constructWarnings.get(TerraformStack.of(resource));
  const given = resource.node.scopes.flatMap((scope) => ofStack?.get(scope) ?? []).flatMap((give) => give());
  return given.some(({ id }) => id === instead);
}

function allFindings(resource: IConstruct, kind: PolicyKind, text: string): readonly Finding[] {
  const options = { knowledge: knownActions, saidToExist: saidToExistIn(resource) };
  const policy = kind === "identity" ? ownDocumentOf(resource, text) : undefined;
  if (policy === undefined) return validate(text, kind, options).findings;
  return lintPolicy({ kind: "identity", policy }, utf8Length(text), options);
}

function wrongAcknowledgements(scope: IConstruct): string[] {
  const findings = rawFindingsUnder(scope).map(({ finding }) => finding);
  return acknowledge(findings, appState(scope).acknowledgements.get(scope) ?? []).problems.map(formatProblem);
}
