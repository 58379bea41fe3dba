import type { IConstruct } from "constructs";

const own = new WeakSet<IConstruct>();

/** Marks a resource whose document a construct of this library has made and checked. */
export function markOwnDocument(resource: IConstruct): void {
  own.add(resource);
}

/** Whether a construct of this library has made and checked the document of a resource. */
export function isOwnDocument(resource: IConstruct): boolean {
  return own.has(resource);
}
