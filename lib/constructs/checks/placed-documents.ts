import type { IConstruct } from "constructs";
import type { PolicyKind } from "../../policy";
import { ramResources } from "../../terraform/ram-resources";
import { type StackResource, resourcesUnder, stacksUnder } from "./stack-resources";
import { isMadeByTerraform } from "../../terraform/document-text";
import { extractExpressions } from "../../terraform/expressions";

/** A policy document of a resource in the tree, whichever code made it. */
export interface PlacedDocument {
  readonly resource: StackResource;
  readonly kind: PolicyKind;
  /** The JSON, with framework tokens for what only Terraform knows. */
  readonly text: string;
}

/** The documents under a construct, except those that Terraform computes as a whole. */
export function placedDocuments(scope: IConstruct): readonly PlacedDocument[] {
  const inside = stacksUnder(scope).filter((stack) => stack !== scope);
  return documentsOf([scope, ...inside].flatMap(resourcesUnder));
}

/** The documents of resources. */
export function documentsOf(resources: readonly StackResource[]): readonly PlacedDocument[] {
  return resources.flatMap(documentOf);
}

function documentOf(resource: StackResource): readonly PlacedDocument[] {
  const rule = ramResources.get(resource.type)?.document;
  const template = rule === undefined ? undefined : resource.text(rule.argument);
  if (rule === undefined || template === undefined || isMadeByTerraform(template)) return [];
  return [{ resource, kind: rule.kind, text: extractExpressions(template) }];
}
