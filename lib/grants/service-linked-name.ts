import { ramResources } from "../terraform/ram-resources";
import type { Resource } from "../terraform/resource";
import type { ResourceTexts } from "../terraform/resource-texts";

/** Service and suffix of the service-linked role that a resource creates; `undefined` for other resources. */
export function serviceLinkedName(resource: Resource, texts: ResourceTexts): string | undefined {
  const rule = ramResources.get(resource.type)?.serviceLinked;
  if (rule === undefined) return undefined;
  const suffix = texts.textOf(resource, rule.suffix);
  return `${texts.textOf(resource, rule.service) ?? resource.address}${suffix === undefined ? "" : ` ${suffix}`}`;
}
