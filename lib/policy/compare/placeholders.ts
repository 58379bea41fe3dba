import { codedText, decodedText } from "../coded-text";
import type { PolicyDocument } from "../document";
import { replaceUnknown } from "../patterns/partly-known";
import type { Witness } from "./witness";

/** What a framework token stands for, so that tokens of one expression are one; `undefined` where nobody knows. */
export type TokenReader = (
  token: string,
) => { readonly kind: "expression" | "literal"; readonly text: string } | undefined;

/**
 * What is not known is compared as one particular text that occurs nowhere else: the same wherever the same expression
 * stands, and unlike everything that is known. So nothing new is taken for something that was there before.
 */
export function withPlaceholders(document: PolicyDocument, read: TokenReader): PolicyDocument {
  return document.mapText((text) => placeholderText(text, read));
}

const begin = "\ue000";
const end = "\ue001";

/** A text with a placeholder for each part that is not known. */
export function placeholderText(text: string, read: TokenReader): string {
  return replaceUnknown(text, ({ kind, text: part }) => {
    const meaning = read(part);
    const letter = kind === "expression" ? kinds.variable : kinds[meaning?.kind ?? "token"];
    return begin + letter + codedText(meaning?.text ?? part) + end;
  });
}

/** What is spelled the same in two ways is two things: `${a}` as an expression, and as a text that RAM takes literally. */
const kinds = { expression: "e", variable: "v", literal: "l", token: "t" } as const;

const pattern = new RegExp(`${begin}[${Object.values(kinds).join("")}]([a-z0-9._-]*)${end}`, "g");

/** The text with what placeholders stand for. */
export function withoutPlaceholders(text: string): string {
  return text.replace(pattern, (placeholder, code: string) => decodedText(code) ?? placeholder);
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
