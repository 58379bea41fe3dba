import { PolicyDocument, PolicyStatement } from "../../policy";
import { resourceFields, isAnyResource } from "../../policy/patterns/resource-pattern";
import { protectedText } from "../../terraform/expressions";

/**
 * A document in which resources of a form that no page describes, e.g. `acs:oss:*` or `my-bucket`, are not known: no source
 * says whether RAM refuses them, matches nothing by them, or matches what was meant.
 */
export function withOpenForms(document: PolicyDocument): PolicyDocument {
  if (!document.statements.some(({ resources }) => resources.some(isOpen))) return document;
  return new PolicyDocument(
    document.statements.map((statement) => {
      const json = statement.toJson();
      const { resourceElement, resources } = statement;
      return PolicyStatement.fromJson({
        ...json,
        [resourceElement]: resources.map((one) => (isOpen(one) ? protectedText(one) : one)),
      });
    }),
  );
}

function isOpen(resource: string): boolean {
  return !isAnyResource(resource) && resourceFields(resource) === undefined && !resource.includes("${");
}
