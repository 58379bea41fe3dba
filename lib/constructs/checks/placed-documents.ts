import { TerraformStack } from "cdktf";
import type { IConstruct } from "constructs";
import type { PolicyKind } from "../../policy";
import { ramResources } from "../../terraform/ram-resources";
import { type StackResource, stackResources, stacksUnder } from "./stack-resources";
import { extractExpressions } from "../../terraform/expressions";

/** A policy document of a resource in the tree, whoever made it. */
export interface PlacedDocument {
  readonly resource: StackResource;
  readonly kind: PolicyKind;
  /** The JSON, with a framework token in place of what only Terraform knows. */
  readonly text: string;
  /** Puts expressions back into a text of the document, for showing. */
  readonly restore: (text: string) => string;
}

/** The documents under a construct. One that Terraform makes as a whole cannot be read here. */
export function placedDocuments(scope: IConstruct): readonly PlacedDocument[] {
  const below = stacksUnder(scope);
  const stacks = below.length > 0 ? below : [TerraformStack.of(scope)];
  return stacks.flatMap(stackDocuments).filter(({ resource }) => resource.construct.node.scopes.includes(scope));
}

/** The documents of one stack, without those of stacks inside it. */
export function stackDocuments(stack: TerraformStack): readonly PlacedDocument[] {
  return stackResources(stack).flatMap(documentOf);
}

function documentOf(resource: StackResource): readonly PlacedDocument[] {
  const rule = ramResources.get(resource.type)?.document;
  const template = rule === undefined ? undefined : resource.text(rule.argument);
  if (rule === undefined || template === undefined) return [];
  const { text, restore } = extractExpressions(template);
  return /^\s*\$\{TfToken\[[^\]]*\]\}\s*$/.test(text) ? [] : [{ resource, kind: rule.kind, text, restore }];
}
