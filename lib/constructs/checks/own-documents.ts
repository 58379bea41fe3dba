import type { IConstruct } from "constructs";
import { appState } from "../internal/app-state";

/** Marks a resource whose document a construct of this library has made and checked. */
export function markOwnDocument(resource: IConstruct): void {
  appState(resource).ownDocuments.add(resource);
}

/** Whether a construct of this library has made and checked the document of a resource. */
export function isOwnDocument(resource: IConstruct): boolean {
  return appState(resource).ownDocuments.has(resource);
}
