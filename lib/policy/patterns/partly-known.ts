import { foldCase } from "../letter-case";
import { splitTokens } from "./framework-token";
import { sequencesIn } from "./template-sequences";

/** A piece of a text: `known` as written, or a framework token or a `${...}` of Terraform, whose value is not known. */
export interface KnownPart {
  readonly kind: "known" | "token" | "expression";
  readonly text: string;
}

/** A pattern in which some text is not known yet. */
export interface PartlyKnown {
  /** The pattern, with `*` for what is not known. */
  readonly widest: string;
  /** Whether anything in it is not known. */
  readonly isUnknown: boolean;
}

/**
 * Splits a text into what is known and what is not, in order. Joining the texts gives the text back. RAM has no variables,
 * so a `${...}` is one of Terraform.
 */
export function knownParts(text: string): readonly KnownPart[] {
  if (!mayBeUnknown(text)) return [{ kind: "known", text }];
  const parts: KnownPart[] = [];
  let from = 0;
  for (const { start, end } of sequencesIn(text, "plain")) {
    parts.push(...outsideOfSequences(text.slice(from, start)), sequencePart(text.slice(start, end)));
    from = end;
  }
  return [...parts, ...outsideOfSequences(text.slice(from))];
}

/** The text with something else in place of each part that is not known. */
export function replaceUnknown(text: string, replacement: (part: KnownPart) => string): string {
  return knownParts(text)
    .map((part) => (part.kind === "known" ? part.text : replacement(part)))
    .join("");
}

/** Reads a pattern of which tokens and expressions may stand for any text. */
export function partlyKnown(pattern: string): PartlyKnown {
  if (!mayBeUnknown(pattern)) return { widest: pattern, isUnknown: false };
  return { widest: replaceUnknown(pattern, () => "*"), isUnknown: hasUnknown(pattern) };
}

/** Whether a text has a part that is not known. */
export function hasUnknown(text: string): boolean {
  return knownParts(text).some(({ kind }) => kind !== "known");
}

/** Whether a text begins with a part that is not known, which may then be a whole ARN. */
export function beginsUnknown(text: string): boolean {
  return knownParts(text)[0]?.kind !== "known";
}

/** The text without regard to letter case, except for what is not known: `${var.A}` and `${var.a}` are two variables. */
export function knownFolded(text: string): string {
  if (!mayBeUnknown(text)) return foldCase(text);
  return knownParts(text)
    .map(({ kind, text: part }) => (kind === "known" ? foldCase(part) : part))
    .join("");
}

function mayBeUnknown(text: string): boolean {
  return text.includes("${") || text.includes("e+298");
}

function outsideOfSequences(text: string): readonly KnownPart[] {
  return splitTokens(text).map((part) => ({ kind: part.kind === "token" ? "token" : "known", text: part.text }));
}

function sequencePart(text: string): KnownPart {
  const [first, ...more] = splitTokens(text);
  return { kind: first?.kind === "token" && more.length === 0 ? "token" : "expression", text };
}
