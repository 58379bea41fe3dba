import { knownActions } from "../../../lib/catalog";
import {
  type DocumentComparison,
  PolicyDocument,
  PolicyError,
  type PolicyKind,
  type Problem,
  type TrustPolicy,
  compare,
} from "../../../lib/policy";
import type { ReviewReport } from "../../../lib/review";
import { describeChange } from "../../../lib/review/compare/source-change";
import { compareModels } from "../../../lib/review/compare/compare-models";
import { withRows } from "../../../lib/review/review";
import { InputProblem } from "../parts/input-problem";
import { kindOf, modelOf } from "../check/model";
import { readPolicy, readTrustPolicy } from "../parts/read-policy";

/** The comparison of two policies. */
export interface Comparison {
  readonly kind: PolicyKind;
  /** How the permissions after relate to those before, if nobody has other policies; not for trust policies. */
  readonly relation: DocumentComparison | undefined;
  /** The result of a review, which considers that there may be other policies. */
  readonly report: ReviewReport;
}

/** Thrown if only one of the policies is a trust policy. */
export class KindsDiffer extends InputProblem {
  public constructor() {
    super("a trust policy and another policy", ({ kindsDiffer }) => kindsDiffer);
  }
}

/**
 * Compares two policies.
 *
 * @param isComplete whether no other policy may allow what these refuse
 * @throws PolicyError with all that RAM would not understand in either
 * @throws KindsDiffer
 */
export function comparisonOf(
  before: string,
  after: string,
  nameBefore: string,
  nameAfter: string,
  isComplete: boolean,
): Comparison {
  const [kind, other] = [kindOf("", before), kindOf("", after)];
  // Before that, a text that is no policy would be of another kind.
  const [first, second] = inBoth(
    () => read(before, kind, nameBefore),
    () => read(after, other, nameAfter),
  );
  if (kind !== other) throw new KindsDiffer();
  const arePolicies = first instanceof PolicyDocument && second instanceof PolicyDocument;
  return {
    kind,
    relation: arePolicies ? compare(second, first, { knowledge: knownActions }) : undefined,
    report: reportOf(before, after, kind, isComplete),
  };
}

function read(text: string, kind: PolicyKind, name: string): PolicyDocument | TrustPolicy {
  return kind === "trust" ? readTrustPolicy(text, name) : readPolicy(text, "identity", name);
}

/** The result of `review` for two policies, without the parts for everything else that stacks have. */
function reportOf(before: string, after: string, kind: PolicyKind, isComplete: boolean): ReviewReport {
  const [models, others] = [[modelOf(before, kind)], [modelOf(after, kind)]];
  const {
    rows,
    unchanged,
    notCompared,
    assumptions = [],
  } = compareModels(models, others, {
    complete: isComplete,
    // A policy alone has no variables, so none is sensitive.
    describe: describeChange(() => false),
  });
  const empty: ReviewReport = {
    version: 1,
    verdict: "unchanged",
    rows: [],
    unchanged,
    namedByFile: true,
    ...(notCompared.length === 0 ? {} : { notCompared }),
    ...(assumptions.length === 0 ? {} : { assumptions }),
    acknowledged: [],
  };
  return withRows(empty, rows);
}

/** Both results, or the problems of both together. */
function inBoth<Result>(first: () => Result, second: () => Result): readonly [Result, Result] {
  const problems: Problem[] = [];
  const results = [first, second].flatMap((one) => {
    try {
      return [one()];
    } catch (error) {
      if (!(error instanceof PolicyError)) throw error;
      problems.push(...error.problems);
      return [];
    }
  });
  const [one, other] = results;
  if (one === undefined || other === undefined) throw new PolicyError(problems);
  return [one, other];
}
