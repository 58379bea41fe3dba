import { Arn, patternsOverlap } from "../policy";
import type { CatalogAction } from "./service";

/**
 * Whether RAM can ever authorize an action on a resource: one of the action's templates and the resource, which may be
 * a pattern, have an ARN in common, field by field. Always so where no page says what the action is authorized on.
 */
export function fits({ resources }: Pick<CatalogAction, "resources">, resource: string): boolean {
  if (resource === "*" || resources === undefined) return true;
  if (Arn.check(resource, "").length > 0) return true; // no ARN at all, which the statement itself reports
  const given = fieldsOf(resource);
  return resources.some(({ arn }) => {
    const template = fieldsOf(arn.replace(/\{#\w+\}/g, "*"));
    return template.every((field, index) => patternsOverlap(field, given[index] ?? ""));
  });
}

function fieldsOf(text: string): readonly string[] {
  const { service, region, account, resource } = Arn.parse(text);
  return [service, region, account, resource];
}
