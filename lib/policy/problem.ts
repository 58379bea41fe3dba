import { type TextPart, splitTokens } from "./patterns/framework-token";

/**
 * A problem with a value that a user wrote.
 *
 * Ids are stable, so code may compare them. Texts are for people and may change.
 */
export interface Problem {
  /** Stable id, e.g. `RAM105`. */
  readonly id: string;
  /** Where: a JSON path such as `Statement[1].Action[3]`, or the name of a field. Empty for the whole value. */
  readonly path: string;
  /** What was found there. */
  readonly found: string;
  /** What RAM, or this library, allows there. */
  readonly allowed: string;
  /** What to write instead. */
  readonly fix: string;
}

/** Thrown for an invalid value, with all its problems. */
export class PolicyError extends Error {
  public override readonly name = "PolicyError";

  /** All problems, in the order of the value. Never empty. */
  public readonly problems: readonly Problem[];

  public constructor(problems: readonly Problem[]) {
    super(problems.map(formatProblem).join("\n"));
    this.problems = Object.freeze([...problems]);
  }
}

/** A problem that need not say what is allowed. */
export type ReportedProblem = Omit<Problem, "allowed"> & Partial<Pick<Problem, "allowed">>;

/** The problem on one line: id, place, what was found, what is allowed, and the fix. */
export function formatProblem({ id, path, found, allowed, fix }: ReportedProblem): string {
  const place = path === "" ? "" : ` ${path}`;
  const parts = [`${id}${place}: ${found}`, ...(allowed === undefined ? [] : [`Allowed: ${allowed}`]), `Fix: ${fix}`];
  // A key in a path, or a parser's message, may contain line ends.
  return parts
    .map(asSentence)
    .join(" ")
    .replace(/[\p{Cc}\u2028\u2029]/gu, " ");
}

/** The text with a full stop, unless it ends a sentence already. */
function asSentence(text: string): string {
  return /[.?!]$/.test(text) ? text : `${text}.`;
}

/** Throws a {@link PolicyError} if there are problems. */
export function throwIfAny(problems: readonly Problem[]): void {
  if (problems.length > 0) throw new PolicyError(problems);
}

/** A user's value in a message: quoted, on one line, and shortened. Accepts any value. */
export function quote(value: unknown): string {
  const text = value === undefined ? "undefined" : (jsonOf(value) ?? `a ${typeof value} that JSON cannot hold`);
  const parts = splitTokens(text);
  if (parts.reduce((sum, part) => sum + lengthOf(part), 0) <= 80) return text;
  let left = 77;
  let short = "";
  for (const part of parts) {
    if (left <= 0) break;
    short += part.kind === "token" ? part.text : part.text.slice(0, left);
    left -= lengthOf(part);
  }
  return `${short}...`;
}

/** The length that a token counts for. It is never cut, because it is shown as the expression that it stands for. */
function lengthOf({ kind, text }: TextPart): number {
  return kind === "token" ? Math.min(text.length, 24) : text.length;
}

function jsonOf(value: unknown): string | undefined {
  try {
    return JSON.stringify(value); // undefined for a function or undefined itself
  } catch {
    return undefined; // too deep, circular, or a bigint
  }
}
