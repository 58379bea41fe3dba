import { type AccessClass, type FeatureKey, accessClasses, actionsFor, feature, featureKeys } from "../../catalog";

/** A use of a feature, with the actions that it grants. */
interface Candidate {
  readonly key: FeatureKey;
  readonly use: AccessClass;
  readonly actions: readonly string[];
}

/** Uses of features that grant all of some actions. */
export interface FeatureCover {
  readonly uses: readonly (readonly [FeatureKey, AccessClass])[];
  /** Actions that no feature grants. */
  readonly rest: readonly string[];
  /** False if the search ended before all combinations were tried. */
  readonly isSmallest: boolean;
}

/** Maximum number of combinations that are tried. */
const mostSteps = 20_000;

/**
 * The uses of features that grant all of the actions with the fewest others and, of those, the fewest uses. `manage`
 * includes `view`.
 */
export function coverByFeatures(actions: readonly string[]): FeatureCover {
  const wanted = new Set(actions);
  const candidates = featureKeys().flatMap((key) =>
    accessClasses
      .filter((use) => feature(key).classes.includes(use))
      .map((use): Candidate => ({ key, use, actions: actionsFor(key, use).map(({ name }) => name) })),
  );
  const useful = candidates.filter((one) => one.actions.some((action) => wanted.has(action)));
  const grantedBy = new Map<string, readonly Candidate[]>();
  for (const one of useful) {
    for (const action of one.actions) {
      if (wanted.has(action)) grantedBy.set(action, [...(grantedBy.get(action) ?? []), one]);
    }
  }
  const search = new Search(wanted, grantedBy);
  search.run();
  return {
    uses: [...search.best].sort(byOrder(candidates)).map(({ key, use }) => [key, use] as const),
    rest: actions.filter((action) => !grantedBy.has(action)),
    isSmallest: search.steps < mostSteps,
  };
}

function byOrder(candidates: readonly Candidate[]) {
  return (a: Candidate, b: Candidate): number => candidates.indexOf(a) - candidates.indexOf(b);
}

/** Chooses for the action with the fewest choices first, and gives up combinations that cannot become better. */
class Search {
  public best: readonly Candidate[] = [];
  public steps = 0;
  private bestCost = Infinity;
  private readonly actions: readonly string[];

  public constructor(
    private readonly wanted: ReadonlySet<string>,
    private readonly grantedBy: ReadonlyMap<string, readonly Candidate[]>,
  ) {
    this.actions = [...grantedBy.keys()].sort(
      (a, b) => (grantedBy.get(a)?.length ?? 0) - (grantedBy.get(b)?.length ?? 0) || (a < b ? -1 : 1),
    );
  }

  public run(): void {
    this.step([], new Set());
  }

  private step(chosen: readonly Candidate[], granted: ReadonlySet<string>): void {
    this.steps += 1;
    if (this.steps > mostSteps) return;
    const cost = this.costOf(chosen, granted);
    if (cost >= this.bestCost) return;
    const open = this.actions.find((action) => !granted.has(action));
    if (open === undefined) {
      this.best = chosen;
      this.bestCost = cost;
      return;
    }
    const choices = [...(this.grantedBy.get(open) ?? [])]
      .map((one) => ({
        one,
        beyond: one.actions.filter((action) => !this.wanted.has(action) && !granted.has(action)).length,
      }))
      .sort((a, b) => a.beyond - b.beyond);
    for (const { one } of choices) this.step([...chosen, one], new Set([...granted, ...one.actions]));
  }

  private costOf(chosen: readonly Candidate[], granted: ReadonlySet<string>): number {
    let beyond = 0;
    for (const action of granted) if (!this.wanted.has(action)) beyond += 1;
    return beyond * 1000 + chosen.length;
  }
}
