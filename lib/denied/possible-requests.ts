import { catalogAction } from "../catalog";
import type { AccessRequest } from "../policy";
import type { Denial } from "./denial";

/**
 * The requests that may have been refused. If the error does not name the resource, one request for each ARN template
 * that RAM authorizes the action on, with unknown names.
 */
export function possibleRequests({ action, resource }: Pick<Denial, "action" | "resource">): readonly AccessRequest[] {
  if (resource !== undefined) return [{ action, resource }];
  const { resources } = catalogAction(action) ?? {};
  if (resources === undefined) return [{ action, resource: "${resource}" }];
  if (resources.length === 0) return [{ action, resource: "*" }];
  const forms = new Set(resources.map(({ arn }) => arn.replace(/\{#(\w+)\}/g, "${$1}")));
  return [...forms].map((form) => ({ action, resource: form }));
}
