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

/** What came of reading a policy. */
export interface ParsedPolicy {
  /** The policy; `undefined` where RAM would not understand the text. A policy that is only too long is there. */
  readonly typed: TypedPolicy | undefined;
  /** Size of what was read, in bytes: the text as it is, or the compact JSON of a value. */
  readonly byteLength: number;
  /** Everything that RAM would refuse: all of severity `error`, all marked as refused. */
  readonly findings: readonly Finding[];
}

/**
 * Reads a policy from text or parsed JSON. Never throws on bad content: whatever is wrong is a finding with the place
 * where it stands.
 *
 * @throws PolicyError RAM792 for a kind that does not exist
 */
export function parse(json: unknown, kind: PolicyKind = "identity"): ParsedPolicy {
  throwIfAny(checkKind(kind));
  try {
    return read(json, kind);
  } catch (error) {
    if (typeof json === "string") throw error; // what JSON.parse makes cannot throw, so this is a fault of ours
    const findings = [notADocument("a value that cannot be read: something in it throws, or changes")].map(toFinding);
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
      : { kind, policy: PolicyDocument.ofChecked(value as PolicyDocumentJson) }; // it was checked above
  const byteLength = typeof json === "string" ? utf8Length(json) : utf8Length(typed.policy.toText());
  return { typed, byteLength, findings: checkLength(typed, byteLength).map(toFinding) };
}

function readOrProblem(json: unknown): { readonly value: unknown; readonly problems: readonly Problem[] } {
  try {
    const { value, problems } = readJson(json);
    // Nothing at all is not JSON either; the check of documents says so.
    return { value: value ?? null, problems };
  } catch (error) {
    if (!(error instanceof PolicyError)) throw error;
    return { value: undefined, problems: error.problems };
  }
}

function byteLengthOf(json: unknown): number {
  return typeof json === "string" ? utf8Length(json) : 0;
}

/** RAM119 for a document longer than its kind may be. */
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
        : "minimize it, split it into several policies, or drop actions that a wildcard covers",
    },
  ];
}

function toFinding(problem: Problem): Finding {
  return { ...problem, ...syntaxFacts(problem.id), severity: "error", refused: true };
}
