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

function isOfThisCopy(document: PolicyDocument): boolean {
  return document.constructor === PolicyDocument && document.statements.every((one) => one instanceof PolicyStatement);
}
