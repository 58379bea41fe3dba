import { canBeAuthorizedOn } from "../policy";
import type { CatalogAction, ResourceScope } from "./service";
import { service } from "./services";

/** Two documents of the vendor that contradict each other about the resources of an action. */
export interface ContestedScope {
  /** What the authorization page says. */
  readonly documented: ResourceScope;
  /** What another page says. */
  readonly other: ResourceScope;
  /** Which document says what, and when, in words. */
  readonly about: string;
}

/**
 * The contradiction about the resources of an action, if there is one: no resource suits both documents. If one document
 * only names a wider or narrower resource, that is no contradiction.
 */
export function contestedScope(action: CatalogAction): ContestedScope | undefined {
  const documented = documentedScope(action);
  if (documented === undefined) return undefined;
  const other = (action.otherScopes ?? []).find((scope) => !isCompatible(documented, scope));
  if (other === undefined) return undefined;
  return { documented, other, about: `${saying(documented)}; ${saying(other)}` };
}

/** The scope of the authorization page; `undefined` for an action that the page lacks. */
export function documentedScope({ service: code, resources }: CatalogAction): ResourceScope | undefined {
  const page = service(code)?.page;
  return resources === undefined || page === undefined
    ? undefined
    : { title: "authorization page", ...page, resources };
}

/** Which document says what about the resources, and when, in words. */
export function saying({ title, read, changed, resources, note }: ResourceScope): string {
  const where = resources.length === 0 ? "all resources (*) only" : resources.map(({ arn }) => arn).join(" or ");
  const when = changed === undefined ? `read ${read}` : `of ${changed}, read ${read}`;
  return `the ${title} (${when}) has it on ${where}${note === undefined ? "" : ` (${note})`}`;
}

function isCompatible(one: ResourceScope, other: ResourceScope): boolean {
  if (one.resources.length === 0 || other.resources.length === 0) {
    return one.resources.length === other.resources.length;
  }
  return other.resources.some(({ arn }) => canBeAuthorizedOn(one, arn.replace(/\{#\w+\}/g, "*")));
}
