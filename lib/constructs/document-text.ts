import { type IResolveContext, Lazy } from "cdktf";
import { type PolicyDocument, type TrustPolicy, hasToken } from "../policy";
import { escapeTemplate } from "./terraform-template";

/**
 * A document as the argument of a resource: compact JSON that Terraform takes literally, but for framework tokens.
 *
 * With tokens the text is made when they can be resolved, since sorting by their own spelling would depend on the
 * order in which the app was built.
 */
export function documentText(document: PolicyDocument | TrustPolicy): string {
  const text = document.toText();
  if (!hasToken(text)) return escapeTemplate(text);
  return Lazy.stringValue({
    produce: (context: IResolveContext) =>
      escapeTemplate(document.toText({ sortKey: (value) => String(context.resolve(value)) })),
  });
}
