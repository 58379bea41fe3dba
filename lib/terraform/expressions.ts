import { splitTokens } from "../policy";
import { codedText, decodedText } from "./coded-text";
import { isPlain, plainText, templateParts } from "./template";

/** What a token of this library stands for: an expression of Terraform, or a literal text that looks like a token. */
export interface TokenMeaning {
  readonly kind: "expression" | "literal";
  /** e.g. `${alicloud_ram_role.r.arn}` */
  readonly text: string;
}

/**
 * The JSON of a document that is a Terraform template, with a framework token in place of each expression, so that it can
 * be parsed. A token says what it stands for: equal expressions have equal tokens, and {@link restoreExpressions} needs
 * nothing but the text.
 *
 * @param literalJson JSON of the texts between expressions, where the template is a value and no JSON itself
 */
export function extractExpressions(template: string, literalJson = protectTokens): string {
  if (!/[$%]\{/.test(template)) return literalJson(template);
  let text = "";
  let literal = "";
  for (const part of templateParts(template)) {
    if (isPlain(part)) {
      literal += plainText(part);
    } else {
      text += literalJson(literal) + tokenOf({ kind: "expression", text: part.source });
      literal = "";
    }
  }
  return text + literalJson(literal);
}

/** The text with expressions, as `${...}`, and literal texts in place of their tokens. For showing, not for Terraform. */
export function restoreExpressions(text: string): string {
  return splitTokens(text)
    .map(({ kind, text: part }) => (kind === "token" ? (tokenMeaning(part)?.text ?? part) : part))
    .join("");
}

/**
 * JSON from outside of this library, with a token in place of each literal text that looks like one. Such a text counts
 * as not known, and {@link restoreExpressions} gives exactly it.
 */
export function protectTokens(json: string): string {
  if (!/\$\{|\\u/.test(json)) return json;
  return json.replace(tokenOrBackslash, (found) =>
    found === doubleBackslash ? found : tokenOf({ kind: "literal", text: withoutJsonEscapes(found) }),
  );
}

/** What a framework token stands for; `undefined` for one that is none of this library's. */
export function tokenMeaning(token: string): TokenMeaning | undefined {
  const [, kind, code = ""] = /^\$\{TfToken\[(expression|literal)\.(.*)\]\}$/.exec(token) ?? [];
  const text = decodedText(code);
  return text === undefined || (kind !== "expression" && kind !== "literal") ? undefined : { kind, text };
}

function tokenOf({ kind, text }: TokenMeaning): string {
  return `\${TfToken[${kind}.${codedText(text)}]}`;
}

const doubleBackslash = String.raw`\\`;

/** A framework token of which each character may be written as a JSON escape; `\\` is consumed, since it escapes itself. */
const tokenOrBackslash = new RegExp(
  [
    String.raw`\\\\`,
    jsonSpellings("${TfToken[") +
      String.raw`(?:[A-Za-z0-9:._-]|\\u00(?:2[dDeE]|3[0-9aA]|[46][1-9a-fA-F]|[57][0-9aA]|5[fF]))*` +
      jsonSpellings("]}"),
  ].join("|"),
  "g",
);

function jsonSpellings(text: string): string {
  return Array.from(text, (character) => {
    const [high = "", low = ""] = character.charCodeAt(0).toString(16);
    const code = String.raw`\\u00${high}[${low}${low.toUpperCase()}]`;
    return `(?:${/\w/.test(character) ? "" : "\\"}${character}|${code})`;
  }).join("");
}

function withoutJsonEscapes(text: string): string {
  return text.replace(/\\u([0-9a-fA-F]{4})/g, (_, unit: string) => String.fromCharCode(Number.parseInt(unit, 16)));
}
