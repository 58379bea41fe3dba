import type { IConstruct } from "constructs";
import { PolicyDocument, PolicyStatement } from "../../policy";
import { appState } from "../internal/app-state";

/**
 * Marks a resource whose document a construct of this library has made and checked.
 *
 * @param document the document, where the resource has its text from it
 */
export function markOwnDocument(resource: IConstruct, document?: PolicyDocument): void {
  appState(resource).ownDocuments.set(resource, document);
}

/** Whether a construct of this library has made and checked the document of a resource. */
export function isOwnDocument(resource: IConstruct): boolean {
  return appState(resource).ownDocuments.has(resource);
}

/**
 * The document that a resource was made with, where its text is still the text of that document, so that it need not be
 * read again. `undefined` for documents and statements of other classes than this copy of the library has: what their
 * text says is not certain to be what they hold.
 */
export function ownDocumentOf(resource: IConstruct, text: string): PolicyDocument | undefined {
  const document = appState(resource).ownDocuments.get(resource);
  return document !== undefined && isOfThisCopy(document) && document.toText() === text ? document : undefined;
}

function isOfThisCopy(document: PolicyDocument): boolean {
  return document.constructor === PolicyDocument && document.statements.every((one) => one instanceof PolicyStatement);
}
