import { type PolicyStatement, evaluate } from "../../policy";
import { Budget, comparableStatement, statementCovers } from "../../policy/cover";
import type { Certainty, Witness } from "../report/review-report";
import { type ActionClass, actionClasses } from "./action-classes";
import { type ComparedSide, type ComparedStatement, comparedStatements, isAbout, testKey } from "./compared-side";
import { type ContextSpace, contextSpace } from "./context-space";
import { type ResourceClass, resourceClasses } from "./resource-classes";

/** A statement of one side that allows what the other side does not. */
export type MorePermissive = Certainty & {
  readonly statement: PolicyStatement;
  readonly policy: string;
  readonly layer: "account" | "resourceGroup";
  /** Whether the other side allows none of it in any context, or less of it. */
  readonly isNew: boolean;
  /** Whether the other side allows none of the actions on anything. */
  readonly isNewAction: boolean;
  /** Patterns of the statement that allow more, as written; under `NotAction` what is excepted. */
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  readonly knownActions: readonly string[];
  readonly futureActions: boolean;
};

/**
 * Everything that `after` allows in some context and `before` does not, by the statements of `after` that allow it. What
 * is missing here is decided no more permissively after than before.
 */
export function morePermissive(before: ComparedSide, after: ComparedSide): readonly MorePermissive[] {
  return new Comparison(before, after).run();
}

/** How one side compares with the other for actions and resources that all patterns treat alike. */
interface PairResult {
  readonly more?: { readonly isNew: boolean; readonly witness: Witness; readonly assumed: boolean };
  /** Whether more may be allowed in contexts that were not looked at. */
  readonly undecided: boolean;
}

const same: PairResult = { undecided: false };

class Comparison {
  private readonly old: readonly ComparedStatement[];
  private readonly new: readonly ComparedStatement[];
  private readonly isNew: ReadonlySet<ComparedStatement>;
  private readonly actions: readonly ActionClass[];
  private readonly resources: readonly ResourceClass[];
  private readonly complete: boolean;
  /** Statements that apply to the actions of each class, and those that apply to the resources of each. */
  private readonly byAction: readonly (readonly ComparedStatement[])[];
  private readonly byResource: readonly ReadonlySet<ComparedStatement>[];
  private readonly results = new Map<number, PairResult>();
  private readonly budget = new Budget();
  private readonly spaces = new Map<string, ContextSpace>();

  public constructor(
    private readonly before: ComparedSide,
    private readonly after: ComparedSide,
  ) {
    this.old = comparedStatements(before);
    this.new = comparedStatements(after);
    this.isNew = new Set(this.new);
    const all = [...this.old, ...this.new];
    const actions = actionClasses([...new Set(all.flatMap(({ statement }) => statement.actions))].sort());
    const resources = resourceClasses([...new Set(all.flatMap(({ statement }) => statement.resources))].sort());
    this.actions = actions.classes;
    this.resources = resources.classes;
    this.complete = actions.complete && resources.complete;
    this.byAction = this.actions.map((one) => all.filter((statement) => appliesToAction(statement, one)));
    this.byResource = this.resources.map(
      (one) => new Set(all.filter((statement) => appliesToResource(statement, one))),
    );
  }

  public run(): readonly MorePermissive[] {
    const wholes = (statements: readonly ComparedStatement[], allow: boolean): readonly string[] =>
      statements.filter(({ allows }) => allows === allow).map(({ whole }) => whole);
    const refusesAlike = sameTexts(wholes(this.old, false), wholes(this.new, false));
    const kept = new Set(refusesAlike ? wholes(this.old, true) : []);
    // What a statement allows now it allowed before, if it was there and the same is refused.
    return this.new
      .filter(({ allows, whole }) => allows && !kept.has(whole))
      .flatMap((statement) => this.compare(statement));
  }

  private compare(compared: ComparedStatement): readonly MorePermissive[] {
    const actions = indicesOf(this.byAction, (statements) => statements.includes(compared));
    const resources = indicesOf(this.byResource, (statements) => statements.has(compared));
    const found: Record<"new" | "more" | "undecided", Found> = {
      new: new Found(),
      more: new Found(),
      undecided: new Found(),
    };
    for (const action of actions) {
      for (const resource of resources) {
        const { more, undecided } = this.pair(action, resource);
        if (more !== undefined) found[more.isNew ? "new" : "more"].add(action, resource, more);
        else if (undecided) found.undecided.add(action, resource, undefined);
      }
    }
    if (!this.complete && !this.isCovered(compared)) {
      // Texts that no class stands for may be covered: all of the statement is in doubt.
      for (const action of actions) for (const resource of resources) found.undecided.add(action, resource, undefined);
    }
    return [
      ...this.changeOf(compared, found.new, true),
      ...this.changeOf(compared, found.more, false),
      ...this.changeOf(compared, found.undecided, false),
    ];
  }

  private pair(action: number, resource: number): PairResult {
    const key = action * this.resources.length + resource;
    const known = this.results.get(key);
    if (known !== undefined) return known;
    const result = this.decidePair(action, resource);
    this.results.set(key, result);
    return result;
  }

  private decidePair(actionIndex: number, resourceIndex: number): PairResult {
    const [action, resource] = [this.actions[actionIndex], this.resources[resourceIndex]];
    if (action === undefined || resource === undefined) return same;
    const both = (this.byAction[actionIndex] ?? []).filter((one) => this.byResource[resourceIndex]?.has(one));
    const [old, now] = [both.filter((one) => !this.isNew.has(one)), both.filter((one) => this.isNew.has(one))];
    const kindsOf = (statements: readonly ComparedStatement[]): string =>
      [...new Set(statements.map(({ kind }) => kind))].sort().join();
    if (kindsOf(old) === kindsOf(now)) return same;
    const { contexts, complete } = this.spaceOf([...old, ...now]);
    let wasEver = false;
    let more: Omit<NonNullable<PairResult["more"]>, "isNew"> | undefined;
    for (const { context, truths, assumed } of contexts) {
      const was = isAllowed(old, truths);
      wasEver ||= was;
      if (was || more?.assumed === false || !isAllowed(now, truths)) continue;
      const witness = { action: action.example, resource: resource.example, context };
      if (more === undefined || !assumed) more = { witness, assumed: assumed || !this.isConfirmed(witness) };
    }
    return { undecided: !complete, ...(more === undefined ? {} : { more: { ...more, isNew: !wasEver } }) };
  }

  private spaceOf(statements: readonly ComparedStatement[]): ContextSpace {
    const key = [...new Set(statements.map(({ kind }) => kind))].sort().join();
    const known = this.spaces.get(key) ?? contextSpace(statements.flatMap(({ tests }) => tests));
    this.spaces.set(key, known);
    return known;
  }

  /** Whether the evaluator says of the witness what the comparison says. */
  private isConfirmed({ action, resource, context }: Witness): boolean {
    const decide = ({ account, resourceGroup }: ComparedSide): string =>
      evaluate({
        policies: {
          account: account.map(({ document }) => document),
          ...(resourceGroup.length === 0 ? {} : { resourceGroup: resourceGroup.map(({ document }) => document) }),
        },
        request: { action, resource },
        context,
        world: "closed",
      }).decision;
    return decide(this.after) === "Allow" && decide(this.before) !== "Allow";
  }

  /** Whether the other side certainly allows all that the statement does. */
  private isCovered({ statement, layer }: ComparedStatement): boolean {
    const comparable = comparableStatement(statement);
    const refuses = this.old.some(({ allows }) => !allows);
    return (
      !refuses &&
      this.old.some(
        (one) => one.layer === layer && statementCovers(comparableStatement(one.statement), comparable, this.budget),
      )
    );
  }

  private changeOf(
    { statement, policy, layer, actions }: ComparedStatement,
    found: Found,
    isNew: boolean,
  ): readonly MorePermissive[] {
    if (found.actions.size === 0) return [];
    const classes = [...found.actions].flatMap((index) => this.actions[index] ?? []);
    const resources = [...found.resources].flatMap((index) => this.resources[index] ?? []);
    const isMeant = (pattern: string): boolean => classes.some(({ covering }) => covering.has(pattern));
    const common = {
      statement,
      policy,
      layer,
      isNew,
      isNewAction: !this.old.some((one) => one.allows && classes.some((action) => appliesToAction(one, action))),
      actions:
        statement.actionElement === "NotAction"
          ? statement.actions
          : statement.actions.filter((_, index) => isMeant(actions[index] ?? "")),
      resources:
        statement.resourceElement === "NotResource"
          ? statement.resources
          : statement.resources.filter((pattern) => resources.some(({ covering }) => covering.has(pattern))),
      knownActions: [...new Set(classes.flatMap(({ known }) => known))].sort(),
      futureActions: classes.some(({ hasUnknown }) => hasUnknown),
    };
    const { best } = found;
    if (best === undefined) return [{ ...common, certainty: "possible", why: tooMuch }];
    if (best.assumed) return [{ ...common, certainty: "possible", witness: best.witness, why: unreadable }];
    return [{ ...common, certainty: "certain", witness: best.witness }];
  }
}

const tooMuch = "there are more combinations of patterns or conditions than can be looked at";
const unreadable = "a condition has a value that its operator cannot read";

/** Classes of actions and resources for which more is allowed, and the best proof. */
class Found {
  public readonly actions = new Set<number>();
  public readonly resources = new Set<number>();
  public best: PairResult["more"];

  public add(action: number, resource: number, more: PairResult["more"]): void {
    this.actions.add(action);
    this.resources.add(resource);
    if (this.best === undefined || (this.best.assumed && more?.assumed === false)) this.best = more;
  }
}

function sameTexts(first: readonly string[], second: readonly string[]): boolean {
  const [one, other] = [new Set(first), new Set(second)];
  return one.size === other.size && [...one].every((text) => other.has(text));
}

function indicesOf<T>(items: readonly T[], is: (item: T) => boolean): readonly number[] {
  return items.flatMap((item, index) => (is(item) ? [index] : []));
}

function appliesToAction({ statement, actions }: ComparedStatement, { covering }: ActionClass): boolean {
  return isAbout(statement.actionElement === "NotAction", actions, covering);
}

function appliesToResource({ statement }: ComparedStatement, { covering }: ResourceClass): boolean {
  return isAbout(statement.resourceElement === "NotResource", statement.resources, covering);
}

/** What RAM decides: account-level policies first, and those of the resource group only where they say nothing. */
function isAllowed(statements: readonly ComparedStatement[], truths: ReadonlyMap<string, boolean>): boolean {
  for (const layer of ["account", "resourceGroup"] as const) {
    const holding = statements.filter(
      (one) => one.layer === layer && one.tests.every((test) => truths.get(testKey(test)) === true),
    );
    if (holding.some(({ allows }) => !allows)) return false;
    if (holding.length > 0) return true;
  }
  return false;
}
