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
  if (!mayBeUnknown(pattern)) return { widest: pattern, isUnknown: false };
  const widest = pieces(pattern)
    .map(({ isKnown, text }) => (isKnown ? text : "*"))
    .join("");
  return { widest, isUnknown: widest !== pattern };
}

/** The text in lower case, except for what is not known: `${var.A}` and `${var.a}` are two things to Terraform. */
export function knownInLowerCase(text: string): string {
  if (!mayBeUnknown(text)) return text.toLowerCase();
  return pieces(text)
    .map(({ isKnown, text: piece }) => (isKnown ? piece.toLowerCase() : piece))
    .join("");
}

function mayBeUnknown(text: string): boolean {
  return text.includes("${") || text.includes("e+298");
}

interface Piece {
  readonly isKnown: boolean;
  readonly text: string;
}

function pieces(text: string): readonly Piece[] {
  return splitTokens(text).flatMap(({ kind, text: part }) =>
    kind === "token" ? [{ isKnown: false, text: part }] : expressions(part),
  );
}

/** Splits at `${...}`, which may hold braces in turn. Without its closing brace it is text as any other. */
function expressions(text: string): readonly Piece[] {
  const closing = closingBraces(text);
  const found: Piece[] = [];
  let from = 0;
  for (const [open, close] of closing) {
    if (open <= from || text[open - 1] !== "$") continue;
    found.push({ isKnown: true, text: text.slice(from, open - 1) }, { isKnown: false, text: text.slice(open - 1, close + 1) }); // prettier-ignore
    from = close + 1;
  }
  return [...found, { isKnown: true, text: text.slice(from) }];
}

/** Where each brace that opens is closed, in the order in which they open. */
function closingBraces(text: string): ReadonlyMap<number, number> {
  const closing: [open: number, close: number][] = [];
  const open: number[] = [];
  for (const { index, 0: brace } of text.matchAll(/[{}]/g)) {
    if (brace === "{") open.push(index);
    const opened = brace === "}" ? open.pop() : undefined;
    if (opened !== undefined) closing.push([opened, index]);
  }
  return new Map(closing.sort(([a], [b]) => a - b));
}
