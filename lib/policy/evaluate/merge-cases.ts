import type { Evaluation, LayerResult, UnknownPlace } from "./evaluate";
import type { Outcome, StatementTrace } from "./policy-set";
import type { GroupCase } from "./resource-group";

/** The evaluation for one possibility for the resource group of a request's resource. */
export interface EvaluatedCase extends Pick<GroupCase, "added"> {
  readonly evaluation: Evaluation;
  /** Number of policies in its resource-group level that do not come from the resource group that it adds. */
  readonly others: number;
}

/**
 * The evaluation of a request whose resource may be in several resource groups. It is certain only if it is the same for
 * all of them.
 *
 * @param order the order of outcomes in the result
 */
export function mergeCases(
  first: EvaluatedCase,
  more: readonly EvaluatedCase[],
  order: readonly Outcome[],
): Evaluation {
  if (more.length === 0) return first.evaluation;
  const all = [first, ...more];
  const evaluations = all.map(({ evaluation }) => evaluation);
  const possible = order.filter((outcome) => evaluations.some((one) => one.possible.includes(outcome)));
  const [only] = possible;
  const isSame = possible.length === 1 && evaluations.every((one) => one.decidedBy === first.evaluation.decidedBy);
  const assumed = unique(evaluations.flatMap(({ dependsOnAssumptions }) => dependsOnAssumptions));
  const isDifferent = ({ evaluation }: EvaluatedCase): boolean =>
    evaluation.possible.join() !== first.evaluation.possible.join();
  return {
    decision: possible.length === 1 && only !== undefined ? only : "Depends",
    possible,
    decidedBy: isSame ? first.evaluation.decidedBy : undefined,
    layers: mergedLayers(all),
    dependsOn: unique(evaluations.flatMap(({ dependsOn }) => dependsOn)),
    dependsOnUnknown: unique(all.flatMap(unknownPlaces)),
    dependsOnResourceGroups: all.filter(isDifferent).flatMap(({ added }) => added ?? []),
    dependsOnAssumptions: assumed,
    assumptions: unique(evaluations.flatMap(({ assumptions }) => assumptions)).filter((one) => !assumed.includes(one)),
  };
}

const groupLevel = "ResourceGroupLevelIdentityBasedPolicy";

/** Layers of all cases. Those that do not depend on the resource group occur once. */
function mergedLayers(cases: readonly EvaluatedCase[]): readonly LayerResult[] {
  const byKey = new Map<string, LayerResult[]>();
  for (const { added, others, evaluation } of cases) {
    for (const layer of evaluation.layers) {
      const own = layer.layer === groupLevel && added !== undefined ? ofGroup(layer, added, others) : layer;
      const key = JSON.stringify([own.layer, own.level, own.resourceGroup]);
      byKey.set(key, [...(byKey.get(key) ?? []), own]);
    }
  }
  return [...byKey.values()].flatMap((same) => {
    const [first] = same;
    if (first === undefined) return [];
    const possible = unique(same.flatMap((layer) => layer.possible));
    return [{ ...first, possible, statements: mergedTraces(same.map(({ statements }) => statements)) }];
  });
}

function unknownPlaces({ added, others, evaluation }: EvaluatedCase): readonly UnknownPlace[] {
  return evaluation.dependsOnUnknown.map((place) =>
    added === undefined || place.layer !== groupLevel || place.policy < others
      ? place
      : { ...place, policy: place.policy - others, resourceGroup: added },
  );
}

/** The statements that a resource group adds, numbered by its own policies. */
function ofGroup(layer: LayerResult, resourceGroup: string, others: number): LayerResult {
  const statements = layer.statements
    .filter(({ policy }) => policy >= others)
    .map((trace) => ({ ...trace, policy: trace.policy - others }));
  return { ...layer, resourceGroup, statements };
}

/** The statements of all cases. If one matches in some cases but not in others, its match is unknown. */
function mergedTraces(lists: readonly (readonly StatementTrace[])[]): readonly StatementTrace[] {
  const byPlace = new Map<string, StatementTrace[]>();
  for (const trace of lists.flat()) {
    const place = JSON.stringify([trace.policy, trace.statement]);
    byPlace.set(place, [...(byPlace.get(place) ?? []), trace]);
  }
  return [...byPlace.values()]
    .flatMap((traces): readonly StatementTrace[] => {
      const [first] = traces;
      if (first === undefined) return [];
      const tests = unique(traces.flatMap((trace) => trace.tests));
      const truths = new Set(traces.map(({ truth }) => truth));
      if (truths.size === 1 && (traces.length === lists.length || first.truth === false)) return [{ ...first, tests }];
      return [{ ...(traces.find(({ truth }) => truth === "unknown") ?? openTrace(first)), tests }];
    })
    .sort((one, other) => one.policy - other.policy || one.statement - other.statement);
}

function openTrace(trace: StatementTrace): StatementTrace {
  return { ...trace, truth: "unknown", reason: "condition not known" };
}

function unique<T>(values: readonly T[]): readonly T[] {
  return [...new Map(values.map((value) => [JSON.stringify(value), value])).values()];
}
