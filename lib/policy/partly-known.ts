import { splitTokens } from "./framework-token";

/** A pattern in which some text is not known yet. */
export interface PartlyKnown {
  /** The pattern, with `*` for what is not known. */
  readonly widest: string;
  /** Whether anything in it is not known. */
  readonly isUnknown: boolean;
}

/** Takes tokens of the framework and `${...}` of Terraform as text that is not known. RAM has no variables. */
export function partlyKnown(pattern: string): PartlyKnown {
  if (!pattern.includes("${") && !pattern.includes("e+298")) return { widest: pattern, isUnknown: false };
  const widest = splitTokens(pattern)
    .map(({ kind, text }) => (kind === "token" ? "*" : text.replace(/\$\{[^}]*\}/g, "*")))
    .join("");
  return { widest, isUnknown: widest !== pattern };
}
