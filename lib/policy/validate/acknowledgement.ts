import { policyProblemIds } from "../problem-ids";
import type { Finding } from "./finding";

/** States that a finding is known and intended. */
export interface Acknowledgement {
  /** Id of the finding, e.g. `RAM721`. */
  readonly id: string;
  /** Why it is right as it is. Shown wherever findings are. */
  readonly reason: string;
  /**
   * Where: the path of the finding, or what it begins with, e.g. `Statement[3]`.
   * @default - anywhere in the document
   */
  readonly path?: string;
}

/** A finding that was acknowledged. */
export interface AcknowledgedFinding {
  readonly finding: Finding;
  readonly reason: string;
}

/** Findings, those that were acknowledged, and what is wrong with the acknowledgements. */
export interface Acknowledged {
  readonly findings: readonly Finding[];
  readonly acknowledged: readonly AcknowledgedFinding[];
}

/** Ids of what can be wrong with an acknowledgement. */
export const acknowledgementIds = { unmatched: "RAM790", withoutReason: "RAM791" } as const;

/**
 * Takes out the findings that are acknowledged, whatever their severity. What RAM refuses cannot be acknowledged, and
 * neither can a rule that failed. An acknowledgement that matches nothing, or that gives no reason, is itself an error.
 */
export function acknowledge(findings: readonly Finding[], acknowledgements: readonly Acknowledgement[]): Acknowledged {
  const used = new Set<number>();
  const acknowledged: AcknowledgedFinding[] = [];
  const open = findings.filter((finding) => {
    const matching = [...acknowledgements.entries()].filter(([, one]) => matches(one, finding));
    for (const [index] of matching) used.add(index);
    const [first] = matching;
    if (first === undefined) return true;
    acknowledged.push({ finding, reason: first[1].reason });
    return false;
  });
  const problems = [...acknowledgements.entries()].flatMap(([index, one]) => [
    ...(one.reason.trim() === "" ? [withoutReason(one, index)] : []),
    ...(used.has(index) ? [] : [unmatched(one, index, findings)]),
  ]);
  return { findings: [...open, ...problems], acknowledged };
}

function matches({ id, path = "", reason }: Acknowledgement, finding: Finding): boolean {
  if (!canBeAcknowledged(finding) || finding.id !== id || reason.trim() === "") return false;
  if (path === "" || finding.path === path) return true;
  return finding.path.startsWith(path) && /^[.[]/.test(finding.path.slice(path.length));
}

function canBeAcknowledged({ id, refused }: Finding): boolean {
  return refused !== true && id !== policyProblemIds.ruleFailed;
}

const source = "this library: an acknowledgement says what, where and why";

function unmatched({ id, path }: Acknowledgement, index: number, findings: readonly Finding[]): Finding {
  const isRefused = findings.some((finding) => finding.id === id && finding.refused === true);
  return {
    id: acknowledgementIds.unmatched,
    path: `acknowledgements[${index}]`,
    severity: "error",
    title: "Acknowledgement that matches nothing",
    found: `${id}${path === undefined ? "" : ` at ${path}`}, which ${isRefused ? "RAM refuses" : "was not found"}`,
    allowed: "acknowledgements of findings about what RAM accepts",
    explanation: "The finding is gone, or the id is misspelt. A later finding of that id would be acknowledged unseen.",
    fix: isRefused ? "remove it, and correct the policy" : "remove it",
    source,
  };
}

function withoutReason({ id }: Acknowledgement, index: number): Finding {
  return {
    id: acknowledgementIds.withoutReason,
    path: `acknowledgements[${index}].reason`,
    severity: "error",
    title: "Acknowledgement without a reason",
    found: `no reason for ${id}`,
    allowed: "a sentence that tells the next reader why it is right",
    explanation: "Whoever reads the policy next cannot tell a decision from a shortcut.",
    fix: "write the reason",
    source,
  };
}
