import type { IConstruct } from "constructs";
import { PolicyDocument, PolicyStatement } from "../../policy";
import { appState } from "../internal/app-state";

/**
 * Marks a resource that a construct of this library made and checked.
 *
 * @param document the document in the resource, if it has one
 */
export function markOwn(resource: IConstruct, document?: PolicyDocument): void {
  appState(resource).ownResources.set(resource, document);
}

/** Whether a construct of this library made and checked a resource. */
export function isOwn(resource: IConstruct): boolean {
  return appState(resource).ownResources.has(resource);
}

/**
 * The document that a resource was made with, if its text is unchanged, so that it need not be parsed again.
 * `undefined` for documents and statements of other classes than those of this copy of the library, because their text
 * may differ from their content.
 */
export function ownDocumentOf(resource: IConstruct, text: string): PolicyDocument | undefined {
  const document = appState(resource).ownResources.get(resource);
  return document !== undefined && isOfThisCopy(document) && document.toText() === text ? document : undefined;
}

/**
 * Actions that the author of a resource's document confirms to exist. Its text does not say so, and may differ from the
 * document where that has framework tokens.
 */
export function saidToExistIn(resource: IConstruct): readonly string[] {
  const document: Partial<PolicyDocument> | undefined = appState(resource).ownResources.get(resource);
  return document?.saidToExist ?? []; // a document of another copy of the library may lack it
}

function isOfThisCopy(document: PolicyDocument): boolean {
  return document.constructor === PolicyDocument && document.statements.every((one) => one instanceof PolicyStatement);
}

/**
 * Acknowledges the findings with an id in the documents of a construct, because its report has the same information. E.g.
 * RAM712: where the vendor's pages contradict each other, the report names the page for each action.
 */
export function explainFindings(construct: IConstruct, id: string, reason: string): void {
  const { explainedFindings } = appState(construct);
  explainedFindings.set(construct, new Map([...(explainedFindings.get(construct) ?? []), [id, reason]]));
}

/** The reason for which the construct around a resource acknowledges the findings with an id. */
export function explainedBy(resource: IConstruct, id: string): string | undefined {
  const { explainedFindings } = appState(resource);
  if (explainedFindings.size === 0) return undefined;
  return resource.node.scopes.flatMap((scope) => explainedFindings.get(scope)?.get(id) ?? [])[0];
}
