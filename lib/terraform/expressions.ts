import { splitTokens } from "../policy";
import { codedText, decodedText } from "../policy/coded-text";
import { isPlain, plainText, templateOf, templateParts } from "./template";

/** What a token of this library stands for: a Terraform expression, or a literal text that looks like a token. */
export interface TokenMeaning {
  readonly kind: "expression" | "literal";
  /** e.g. `${alicloud_ram_role.r.arn}` */
  readonly text: string;
}

/**
 * Replaces each expression in a Terraform template by a framework token, so that the result can be parsed as JSON. The
 * token encodes the expression: equal expressions have equal tokens, and {@link restoreExpressions} reverses it.
 *
 * @param literalJson turns the literal text between expressions into JSON, for a template that is a value and not JSON
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

/** Replaces tokens by what they stand for, expressions as `${...}`. For display only: literal text is not escaped. */
export function restoreExpressions(text: string): string {
  return splitTokens(text)
    .map(({ kind, text: part }) => (kind === "token" ? (tokenMeaning(part)?.text ?? part) : part))
    .join("");
}

/** A text with tokens as a template, which has the expressions that they stand for. */
export function templateOfTokens(text: string): string {
  return templateOf(
    splitTokens(text).map(({ kind, text: part }) => {
      const meaning = kind === "token" ? tokenMeaning(part) : undefined;
      return meaning?.kind === "expression"
        ? { isLiteral: false, text: meaning.text }
        : { isLiteral: true, text: meaning?.text ?? part };
    }),
  );
}

/**
 * Replaces each literal text in foreign JSON that looks like a framework token by a token of this library. The engine then
 * treats the text as unknown, and {@link restoreExpressions} restores it.
 */
export function protectTokens(json: string): string {
  if (!/\$\{|\\u/.test(json)) return json;
  return json.replace(tokenOrBackslash, (found) =>
    found === doubleBackslash ? found : tokenOf({ kind: "literal", text: withoutJsonEscapes(found) }),
  );
}

/** What a framework token stands for; `undefined` for a token that this library did not make. */
export function tokenMeaning(token: string): TokenMeaning | undefined {
  const [, kind, code = ""] = /^\$\{TfToken\[(expression|literal)\.(.*)\]\}$/.exec(token) ?? [];
  const text = decodedText(code);
  return text === undefined || (kind !== "expression" && kind !== "literal") ? undefined : { kind, text };
}

/** A token for a literal text whose meaning is not known. */
export function protectedText(text: string): string {
  return tokenOf({ kind: "literal", text });
}

function tokenOf({ kind, text }: TokenMeaning): string {
  return `\${TfToken[${kind}.${codedText(text)}]}`;
}

const doubleBackslash = String.raw`\\`;

/** A framework token, any character of which may be a JSON escape. Consumes `\\` so that its halves start no escape. */
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
