import { catalogAction, contestedScope } from "../catalog";
import type { AccessRequest } from "../policy";
import type { Denial } from "./denial-of-text";

/**
 * The requests that may have been refused. If the error does not name the resource, one request for each ARN template
 * that RAM authorizes the action on, also by a page that contradicts the authorization page, with unknown names.
 */
export function possibleRequests({ action, resource }: Pick<Denial, "action" | "resource">): readonly AccessRequest[] {
  if (resource !== undefined) return [{ action, resource }];
  const known = catalogAction(action);
  if (known?.resources === undefined) return [{ action, resource: "${resource}" }];
  const other = contestedScope(known)?.other.resources ?? [];
  const forms = [...known.resources, ...other].map(({ arn }) => arn.replace(/\{#(\w+)\}/g, "${$1}"));
  const all = known.resources.length === 0 ? ["*", ...forms] : forms;
  return [...new Set(all)].map((form) => ({ action, resource: form }));
}
