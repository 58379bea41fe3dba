import { type IResolveContext, Lazy } from "cdktf";
import { type PolicyDocument, type TrustPolicy, hasToken, splitTokens } from "../../policy";
import { withoutNumberTokens } from "./number-tokens";
import { escapeTemplate, isPlain, templateParts } from "../../terraform/template";

/**
 * A document as the argument of a resource: compact JSON that Terraform takes literally, but for framework tokens.
 *
 * With tokens the text is made when they can be resolved: those that stand for known text become text, escaped like any
 * other, and sorting by their own spelling would depend on the order in which the app was built. What only Terraform
 * knows is put into the JSON as it is at apply: a quote in such a value would change the document.
 */
export function documentText(document: PolicyDocument | TrustPolicy): string {
  const text = document.toText();
  if (!hasToken(text)) return escapeTemplate(text);
  const readable = document.mapText(withoutNumberTokens);
  return Lazy.stringValue({
    produce: (context: IResolveContext) =>
      escapeTemplate(
        readable
          .mapText((value) => resolveKnown(value, context))
          .toText({ sortKey: (value) => String(context.resolve(value)) }),
      ),
  });
}

/** The text with every token that stands for known text replaced by it. */
function resolveKnown(text: string, context: IResolveContext): string {
  return splitTokens(text)
    .map(({ kind, text: part }) => {
      if (kind === "literal") return part;
      const resolved: unknown = context.resolve(part);
      if (typeof resolved === "number") return String(resolved);
      return typeof resolved === "string" && !isExpression(resolved) ? resolved : part;
    })
    .join("");
}

/** Whether a resolved token is something that Terraform evaluates. One expression within a text is text, as written. */
function isExpression(text: string): boolean {
  const parts = templateParts(text);
  return [parts[0], parts.at(-1)].every((part) => part !== undefined && !isPlain(part));
}
