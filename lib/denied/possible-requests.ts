import { catalogAction } from "../catalog";
import type { AccessRequest } from "../policy";
import type { Denial } from "./denial";

/**
 * What may have been asked: the request itself where the answer says the resource; else, for each form of resources that
 * RAM authorizes the action on, a request whose names are not known.
 */
export function possibleRequests({ action, resource }: Pick<Denial, "action" | "resource">): readonly AccessRequest[] {
  if (resource !== undefined) return [{ action, resource }];
  const { resources } = catalogAction(action) ?? {};
  if (resources === undefined) return [{ action, resource: "${resource}" }];
  if (resources.length === 0) return [{ action, resource: "*" }];
  const forms = new Set(resources.map(({ arn }) => arn.replace(/\{#(\w+)\}/g, "${$1}")));
  return [...forms].map((form) => ({ action, resource: form }));
}
