import { type IResolveContext, Lazy } from "cdktf";
import { type PolicyDocument, type TrustPolicy, hasToken, splitTokens } from "../../policy";
import { withoutNumberTokens } from "./number-tokens";
import { escapeTemplate, isPlain, templateParts } from "../../terraform/template";

/**
 * A document as an argument of a resource: compact JSON, in which only framework tokens are Terraform expressions.
 *
 * With tokens, the text is made lazily. Tokens that resolve to literal text are escaped like other text, and do not
 * affect the sort order, which would otherwise depend on the order of construction. Values that only Terraform knows
 * are inserted into the JSON at apply without escaping, so a quote in such a value would change the document.
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

/** Replaces every token that resolves to literal text. */
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

/** Whether a resolved token is a Terraform expression. A literal text may contain one. */
function isExpression(text: string): boolean {
  const parts = templateParts(text);
  return [parts[0], parts.at(-1)].every((part) => part !== undefined && !isPlain(part));
}
