import { PolicyDocument, type PolicyDocumentJson, checkDocument, notADocument, readJson } from "../document";
import { type Problem, PolicyError, throwIfAny } from "../problem";
import { policyProblemIds } from "../problem-ids";
import { TrustPolicy, checkTrustDocument } from "../trust-policy";
import { utf8Length } from "../utf8";
import { checkKind } from "./check-options";
import type { Finding } from "./finding";
import { type PolicyKind, policyKinds } from "./policy-kind";
import type { TypedPolicy } from "./policy-view";
import { syntaxFacts } from "./syntax-facts";

/** The result of reading a policy. */
export interface ParsedPolicy {
  /** The policy; `undefined` if RAM would not understand the text. Present if it is only too long. */
  readonly typed: TypedPolicy | undefined;
  /** Size in bytes: of the text as it is, or of the compact JSON of a value. */
  readonly byteLength: number;
  /** Everything that RAM refuses, with severity `error`, marked as refused. */
  readonly findings: readonly Finding[];
}

/**
 * Reads a policy from text or parsed JSON. Reports invalid content as findings and never throws on it.
 *
 * @throws PolicyError RAM792 for an unknown kind
 */
export function parse(json: unknown, kind: PolicyKind = "identity"): ParsedPolicy {
  throwIfAny(checkKind(kind));
  try {
    return read(json, kind);
  } catch (error) {
    if (typeof json === "string") throw error; // parsed JSON cannot throw, so this is a bug in this library
    const findings = [notADocument("a value that cannot be read, because it throws or changes")].map(toFinding);
    return { typed: undefined, byteLength: 0, findings };
  }
}

function read(json: unknown, kind: PolicyKind): ParsedPolicy {
  const { value, problems: lost } = readOrProblem(json);
  if (value === undefined) return { typed: undefined, byteLength: byteLengthOf(json), findings: lost.map(toFinding) };
  const problems = [...lost, ...(kind === "trust" ? checkTrustDocument(value) : checkDocument(value))];
  if (problems.length > 0)
    return { typed: undefined, byteLength: byteLengthOf(json), findings: problems.map(toFinding) };
  const typed: TypedPolicy =
    kind === "trust"
      ? { kind, policy: TrustPolicy.fromJson(value) }
      : { kind, policy: PolicyDocument.ofChecked(value as PolicyDocumentJson) }; // checked above
  const byteLength = typeof json === "string" ? utf8Length(json) : utf8Length(typed.policy.toText());
  return { typed, byteLength, findings: checkLength(typed, byteLength).map(toFinding) };
}

function readOrProblem(json: unknown): { readonly value: unknown; readonly problems: readonly Problem[] } {
  try {
    const { value, problems } = readJson(json);
    // undefined becomes null, which the check of documents reports.
    return { value: value ?? null, problems };
  } catch (error) {
    if (!(error instanceof PolicyError)) throw error;
    return { value: undefined, problems: error.problems };
  }
}

function byteLengthOf(json: unknown): number {
  return typeof json === "string" ? utf8Length(json) : 0;
}

/** RAM119 for a document that is too long for its kind. */
export function checkLength({ kind, policy }: TypedPolicy, byteLength: number): readonly Problem[] {
  const { maxBytes, title } = policyKinds[kind];
  if (maxBytes === undefined || byteLength <= maxBytes) return [];
  const compact = utf8Length(policy.toText());
  const isSpaced = compact < byteLength && compact <= maxBytes;
  return [
    {
      id: policyProblemIds.documentTooLong,
      path: "",
      found: `${title} of ${byteLength} bytes`,
      allowed: `${maxBytes} bytes, white space included`,
      fix: isSpaced
        ? `write it without white space: ${compact} bytes`
        : "minimize it, split it into several policies, or remove actions that a wildcard covers",
    },
  ];
}

function toFinding(problem: Problem): Finding {
  return { ...problem, ...syntaxFacts(problem.id), severity: "error", refused: true };
}
