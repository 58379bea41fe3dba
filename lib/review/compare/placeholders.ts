import { restoreExpressions } from "../../terraform/expressions";
import { type PolicyDocument, splitTokens } from "../../policy";
import type { Witness } from "../report/review-report";

/**
 * What is not known is compared as one particular text that occurs nowhere else: the same wherever the same expression
 * stands, and unlike everything that is known. So nothing new is taken for something that was there before.
 */
export function withPlaceholders(document: PolicyDocument): PolicyDocument {
  return document.mapText(placeholderText);
}

const begin = "\ue000";
const end = "\ue001";

/** An expression and a variable of the same spelling are two things. */
const kinds = { expression: "e", variable: "v" } as const;

/** A text with placeholders for what is not known. */
export function placeholderText(text: string): string {
  return splitTokens(text)
    .map(({ kind, text: part }) =>
      kind === "token"
        ? wrap("expression", restoreExpressions(part))
        : part.replace(/\$\{[^}]*\}/g, (variable) => wrap("variable", variable)),
    )
    .join("");
}

/**
 * Wildcards of an expression are none of RAM's. What stands here is the expression, not the token for it, whose number
 * tells the order in which inputs were read.
 */
function wrap(kind: keyof typeof kinds, part: string): string {
  const codes = Array.from({ length: part.length }, (_, at) => part.charCodeAt(at).toString(16).padStart(4, "0"));
  return begin + kinds[kind] + codes.join("") + end;
}

const pattern = new RegExp(`${begin}[${Object.values(kinds).join("")}]([0-9a-f]*)${end}`, "g");

/** The text with the expressions and variables that placeholders stand for. */
export function withoutPlaceholders(text: string): string {
  return text.replace(pattern, (_, codes: string) =>
    (codes.match(/.{4}/g) ?? []).map((code) => String.fromCharCode(Number.parseInt(code, 16))).join(""),
  );
}

/** The same of a request. */
export function knownWitness({ action, resource, context }: Witness): Witness {
  return {
    action: withoutPlaceholders(action),
    resource: withoutPlaceholders(resource),
    context: knownContext(context),
  };
}

/** The same of values of condition keys. */
export function knownContext(context: Witness["context"]): Witness["context"] {
  return Object.fromEntries(
    Object.entries(context).map(([key, value]) => [
      key,
      value === null ? null : typeof value === "string" ? withoutPlaceholders(value) : value.map(withoutPlaceholders),
    ]),
  );
}

/** The pattern of all that a text may be. */
export function openPlaceholders(text: string): string {
  return text.replace(pattern, "*");
}

/** Whether a text holds something that is not known. */
export function hasPlaceholder(text: string): boolean {
  return text.includes(begin);
}
