import type { GrantedPolicy } from "../../grants/grant-model";
import type { PolicyDocument } from "../../policy";
import { type NamedDocument, withPlaceholders } from "../../policy/compare";
import { tokenMeaning } from "../../terraform/expressions";
import { withOpenForms } from "./open-forms";

const prepared = new WeakMap<PolicyDocument, PolicyDocument>();

/** The document of a policy, with placeholders for what is not known; none if the document itself is not known. */
export function namedDocument({ name, document }: Pick<GrantedPolicy, "name" | "document">): readonly NamedDocument[] {
  if (document === undefined) return [];
  const known = prepared.get(document) ?? withPlaceholders(withOpenForms(document), tokenMeaning);
  prepared.set(document, known);
  return [known.toText() === document.toText() ? { name, document } : { name, document: known, original: document }];
}
