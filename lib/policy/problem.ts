import { type TextPart, splitTokens } from "./patterns/framework-token";

/**
 * One thing that is wrong with a value that a user wrote.
 *
 * Ids are stable and may be matched on; the texts are for people and may change.
 */
export interface Problem {
  /** Stable id, e.g. `RAM105`. */
  readonly id: string;
  /** Where: a JSON path such as `Statement[1].Action[3]`, or the name of a field. Empty for the value as a whole. */
  readonly path: string;
  /** What was found there. */
  readonly found: string;
  /** What RAM, or this library, allows there. */
  readonly allowed: string;
  /** What to write instead. */
  readonly fix: string;
}

/** Thrown when a value cannot be built; carries all problems of the value at once. */
export class PolicyError extends Error {
  public override readonly name = "PolicyError";

  /** All problems, in the order of the value they were found in. Never empty. */
  public readonly problems: readonly Problem[];

  public constructor(problems: readonly Problem[]) {
    super(problems.map(formatProblem).join("\n"));
    this.problems = Object.freeze([...problems]);
  }
}

/** One line for people: id, place, finding, what is allowed, and the fix. */
export function formatProblem(problem: Problem): string {
  const place = problem.path === "" ? "" : ` ${problem.path}`;
  const line = `${problem.id}${place}: ${problem.found}. Allowed: ${problem.allowed}. Fix: ${problem.fix}.`;
  return line.replace(/[\p{Cc}\u2028\u2029]/gu, " "); // a key in a path, or a parser's message, may hold line ends
}

/** Throws one {@link PolicyError} with all problems, if there are any. */
export function throwIfAny(problems: readonly Problem[]): void {
  if (problems.length > 0) throw new PolicyError(problems);
}

/** A user's value in a message: quoted, on one line, and cut where it is long. Takes whatever JavaScript lets through. */
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

/** A token is not cut, since it is shown as what it stands for; a long one counts like those of the framework. */
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
