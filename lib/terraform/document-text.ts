import { extractExpressions, restoreExpressions } from "./expressions";
import type { PolicyKind } from "../policy";
import { assembledDocument } from "./assembled-documents";
import { givenArgument, ramResources } from "./ram-resources";
import type { ResourceTexts } from "./resource-texts";
import type { Resource } from "./resource";

/** A document as a resource has it. */
export interface DocumentText {
  readonly kind: PolicyKind;
  /** The argument that holds it. */
  readonly argument: string;
  /** JSON with a framework token in place of what is not known. */
  readonly text: string;
}

/** The document of a resource; `undefined` where it has none, or where Terraform makes all of it. */
export function documentTextOf(resource: Resource, texts: ResourceTexts): DocumentText | undefined {
  const { type, arguments: given } = resource;
  const rule = ramResources.get(type)?.document;
  if (rule === undefined) return undefined;
  const { name, value: template } = givenArgument(type, given, rule.argument) ?? {
    name: "statement",
    value: assembledDocument(rule.assembledFrom, given),
  };
  if (typeof template !== "string") return undefined;
  const { text } = extractExpressions(template);
  if (/^\s*\$\{TfToken\[[^\]]*\]\}\s*$/.test(text)) return undefined;
  // Names of the stack's own resources are known; what is not stays a token.
  const followed = text.replace(/\$\{TfToken\[[^\]]*\]\}/g, (token) => {
    const target = texts.follow(restoreExpressions(token));
    return target.includes("${") ? extractExpressions(target).text : JSON.stringify(target).slice(1, -1);
  });
  return { kind: rule.kind, argument: name, text: followed };
}
