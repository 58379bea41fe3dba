import { codedText, decodedText } from "../coded-text";
import type { PolicyDocument } from "../document";
import { replaceUnknown } from "../patterns/partly-known";
import type { Witness } from "./witness";

/** Decodes a framework token, so that tokens of the same expression are equal; `undefined` if it cannot be decoded. */
export type TokenReader = (
  token: string,
) => { readonly kind: "expression" | "literal"; readonly text: string } | undefined;

/**
 * Replaces each unknown text by a placeholder: a text that occurs nowhere else, and that is equal for equal
 * expressions. A new unknown text is therefore never taken for one that was there before.
 */
export function withPlaceholders(document: PolicyDocument, read: TokenReader): PolicyDocument {
  return document.mapText((text) => placeholderText(text, read));
}

const begin = "\ue000";
const end = "\ue001";

/** Replaces each unknown part of a text by a placeholder. */
export function placeholderText(text: string, read: TokenReader): string {
  return replaceUnknown(text, ({ kind, text: part }) => {
    const meaning = read(part);
    const letter = kind === "expression" ? kinds.variable : kinds[meaning?.kind ?? "token"];
    return begin + letter + codedText(meaning?.text ?? part) + end;
  });
}

/** Separates texts that look alike: `${a}` as a Terraform expression, and as literal text. */
const kinds = { expression: "e", variable: "v", literal: "l", token: "t" } as const;

const pattern = new RegExp(`${begin}[${Object.values(kinds).join("")}]([a-z0-9._-]*)${end}`, "g");

/** Replaces placeholders by the original texts. */
export function withoutPlaceholders(text: string): string {
  return text.replace(pattern, (placeholder, code: string) => decodedText(code) ?? placeholder);
}

/** {@link withoutPlaceholders} for a request. */
export function knownWitness({ action, resource, context }: Witness): Witness {
  return {
    action: withoutPlaceholders(action),
    resource: withoutPlaceholders(resource),
    context: knownContext(context),
  };
}

/** {@link withoutPlaceholders} for the values of condition keys. */
export function knownContext(context: Witness["context"]): Witness["context"] {
  return Object.fromEntries(
    Object.entries(context).map(([key, value]) => [
      key,
      value === null ? null : typeof value === "string" ? withoutPlaceholders(value) : value.map(withoutPlaceholders),
    ]),
  );
}

/** A pattern for all possible values of a text: placeholders become `*`. */
export function openPlaceholders(text: string): string {
  return text.replace(pattern, "*");
}

/** Whether a text contains a placeholder. */
export function hasPlaceholder(text: string): boolean {
  return text.includes(begin);
}
