import { templateOf } from "../template";
import { decimalText } from "./big-float";
import { type TextPart, type UnknownPart, type Value, isMapping, isSequence } from "./values";

/** An expression of a value. Equal values have equal expressions. */
export function expressionOf(value: Value): string {
  switch (value.kind) {
    case "text":
      return quoted([value.text]);
    case "partly known text":
      return partsExpression(value.parts);
    case "number":
      return decimalText(value.number);
    case "boolean":
      return String(value.boolean);
    case "null":
      return "null";
    case "possible":
      return expressionOf(value.value);
    case "unknown":
    case "one of":
      return value.expression;
    default:
      return collectionExpression(value);
  }
}

function collectionExpression(value: Value): string {
  if (isSequence(value)) {
    const list = `[${value.items.map(expressionOf).join(", ")}]`;
    return value.kind === "tuple" ? list : `to${value.kind}(${list})`;
  }
  if (!isMapping(value)) return "";
  const entries = [...value.entries].map(([key, item]) => {
    const name = /^[A-Za-z_][\w-]*$/.test(key) && key !== "for" ? key : quoted([key]);
    return `${name} = ${expressionOf(item)}`;
  });
  const object = entries.length === 0 ? "{}" : `{ ${entries.join(", ")} }`;
  return value.kind === "object" ? object : `tomap(${object})`;
}

function partsExpression(parts: readonly TextPart[]): string {
  const hasJsonValue = parts.some((part) => typeof part !== "string" && part.json !== undefined);
  return hasJsonValue ? quoted(parts.map((part) => encodedPart(part))) : quoted(parts);
}

/** A part that `jsonencode` wrote, as the expression that writes exactly this. */
function encodedPart(part: TextPart): TextPart {
  if (typeof part === "string" || part.json === undefined) return part;
  const encoded = `jsonencode(${part.unknown.expression})`;
  const expression = part.json.as === "value" ? encoded : `trimsuffix(trimprefix(${encoded}, "\\""), "\\"")`;
  return { unknown: { ...part.unknown, kind: "unknown", references: part.unknown.references, expression } };
}

function quoted(parts: readonly TextPart[]): string {
  const template = templateOf(
    parts.map((part) =>
      typeof part === "string"
        ? { isLiteral: true, text: escapedQuotes(part) }
        : { isLiteral: false, text: interpolation(part) },
    ),
  );
  return `"${template}"`;
}

/** A literal text as it is written between quotes. */
export function quotedLiteral(text: string): string {
  return escapedQuotes(text).replace(/[$%]\{/g, (start) => `${start.charAt(0)}${start}`);
}

function escapedQuotes(text: string): string {
  return text.replace(/["\\\n\r\t]/g, (found) => `\\${{ "\n": "n", "\r": "r", "\t": "t" }[found] ?? found}`);
}

/**
 * The template of a text, as Terraform JSON has it: unknown parts are `${...}`. A JSON value of unknown type is written as
 * a text, as the constructs of this library write it.
 */
export function templateText(parts: readonly TextPart[]): string {
  return templateOf(
    parts.map((part) => {
      if (typeof part === "string") return { isLiteral: true, text: part };
      const written = interpolation(part);
      return { isLiteral: false, text: part.json?.as === "value" ? `"${written}"` : written };
    }),
  );
}

function interpolation({ written, unknown }: UnknownPart): string {
  return written ?? `\${${unknown.expression}}`;
}
