import { type LeastPrivilegeReport, knownActions, leastPrivilege } from "../../../lib/catalog";
import { type Finding, type PolicyDocument, PolicyError, type Problem, split } from "../../../lib/policy";
import { throwIfAny } from "../../../lib/policy/problem";
import { validateByPack } from "../../../lib/policy/validate/built-in-findings";
import type { Fields } from "../store";
import { type Request, withoutUnused } from "./code";
import { groupProblems, requestOf } from "./request";

/** The policy for features. */
export interface Built {
  /** The request, without parts that narrow nothing. */
  readonly request: Request;
  /** The group that gets the policy; empty for nobody. */
  readonly group: string;
  readonly document: PolicyDocument;
  /** The document, or several if it is too long for one. */
  readonly parts: readonly PolicyDocument[];
  readonly report: LeastPrivilegeReport;
}

/** @throws PolicyError with everything that is wrong with the fields, and what RAM would refuse in the policy */
export function builtOf(fields: Fields): Built {
  const group = (fields.get("group") ?? "").trim();
  const [request, { document, report }] = withProblems(groupProblems(group), () => {
    const asked = requestOf(fields);
    // leastPrivilege checks every part of the request.
    return [asked, leastPrivilege(asked, { unusedRestrictions: "report" })] as const;
  });
  const parts = partsOf(document);
  return {
    request: withoutUnused(request, report.unused),
    ...{ group, document, parts },
    report: { ...report, warnings: [...report.warnings, ...onceEach(parts.flatMap(doubtsAbout))] },
  };
}

/** The result, unless there are problems before it or in it. */
export function withProblems<Result>(before: readonly Problem[], compute: () => Result): Result {
  try {
    const result = compute();
    throwIfAny(before);
    return result;
  } catch (error) {
    if (!(error instanceof PolicyError)) throw error;
    throw new PolicyError([...before, ...error.problems.filter((problem) => !before.includes(problem))]);
  }
}

export function partsOf(document: PolicyDocument): readonly PolicyDocument[] {
  return split(document).map((part) => part.document);
}

/**
 * Warnings about the conditions of a policy, e.g. about a key that no page has.
 *
 * @throws PolicyError with what RAM would refuse
 */
function doubtsAbout(document: PolicyDocument): readonly Finding[] {
  const facts = { knowledge: knownActions, now: new Date().toISOString() };
  const { findings } = validateByPack(document.toText(), "identity", "recommended", facts);
  throwIfAny(findings.filter(({ severity }) => severity === "error"));
  return findings.filter(({ path }) => path.includes(".Condition"));
}

/** Keeps each finding once, because a condition is in many statements. */
function onceEach(findings: readonly Finding[]): readonly Finding[] {
  return [...new Map(findings.map((finding) => [`${finding.id} ${finding.found}`, finding])).values()];
}
