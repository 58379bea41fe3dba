import { foldCase } from "../letter-case";
import { splitTokens } from "./framework-token";
import { sequencesIn } from "./template-sequences";

/** A part of a text: literal (`known`), or a framework token or `${...}` of Terraform with an unknown value. */
export interface KnownPart {
  readonly kind: "known" | "token" | "expression";
  readonly text: string;
}

/** A pattern with unknown parts. */
export interface PartlyKnown {
  /** The pattern with `*` for unknown parts. */
  readonly widest: string;
  /** Whether it has unknown parts. */
  readonly isUnknown: boolean;
}

/**
 * Splits a text into known and unknown parts, in order. Joining the parts gives the text. RAM has no variables, so
 * `${...}` belongs to Terraform.
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

/** Replaces each unknown part of a text. */
export function replaceUnknown(text: string, replacement: (part: KnownPart) => string): string {
  return knownParts(text)
    .map((part) => (part.kind === "known" ? part.text : replacement(part)))
    .join("");
}

/** Reads a pattern in which tokens and expressions may stand for any text. */
export function partlyKnown(pattern: string): PartlyKnown {
  if (!mayBeUnknown(pattern)) return { widest: pattern, isUnknown: false };
  return { widest: replaceUnknown(pattern, () => "*"), isUnknown: hasUnknown(pattern) };
}

/** Whether a text has an unknown part. */
export function hasUnknown(text: string): boolean {
  return knownParts(text).some(({ kind }) => kind !== "known");
}

/** Whether a text begins with an unknown part, which may be a whole ARN. */
export function beginsUnknown(text: string): boolean {
  return knownParts(text)[0]?.kind !== "known";
}

/** Folds the letter case of known parts only, because `${var.A}` and `${var.a}` are different variables. */
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
