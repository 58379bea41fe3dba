import { Budget, type ComparableStatement, comparableStatement, statementCovers } from "../cover";
import { evaluate, noResourceGroup } from "../evaluate";
import { isPattern } from "../patterns/wildcard";
import type { PolicyStatement } from "../statement";
import { type ActionClass, type SearchableKnowledge, actionClasses } from "./action-classes";
import { type ComparedSide, type ComparedStatement, comparedStatements, isAbout, testKey } from "./compared-side";
import { type ContextSpace, contextSpace } from "./context-space";
import { LiftedRefusals, type StatementPiece, piecesOf } from "./lifted-refusals";
import { knownWitness } from "./placeholders";
import { type ResourceClass, resourceClasses } from "./resource-classes";
import type { Certainty, Witness } from "./witness";

/** A statement of one side that allows something that the other side does not allow. */
export type MorePermissive = Certainty & {
  readonly statement: PolicyStatement;
  readonly policy: string;
  readonly layer: "account" | "resourceGroup";
  /** Whether the other side allows none of it in any context. */
  readonly isNew: boolean;
  /** Whether the other side allows none of the actions on any resource. */
  readonly isNewAction: boolean;
  /** Patterns of the statement that allow more, as written; with `NotAction`, the exceptions. */
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  readonly knownActions: readonly string[];
  readonly futureActions: boolean;
};

/**
 * Everything that `after` allows in some context and `before` does not, by statement of `after`. Requests that are not
 * covered by the result are not decided more permissively after than before.
 *
 * @param knowledge known actions, for rows and witnesses. @default - none
 */
export function morePermissive(
  before: ComparedSide,
  after: ComparedSide,
  knowledge: SearchableKnowledge = nothingKnown,
): readonly MorePermissive[] {
  return new Comparison(before, after, knowledge).run();
}

/** The comparison for actions and resources that no pattern distinguishes. */
interface PairResult {
  readonly more?: { readonly isNew: boolean; readonly witness: Witness; readonly doubt: Doubt };
  /** Whether more may be allowed in contexts that were not checked. */
  readonly undecided: boolean;
}

/**
 * Why a witness does not prove that more is allowed: something in the policies is not known, or a condition has a value
 * that cannot be read. `none` if it is a proof. Ordered from the best to the worst.
 */
const doubts = ["none", "unknown part", "unreadable condition"] as const;

type Doubt = (typeof doubts)[number];

const nothingKnown: SearchableKnowledge = { matching: () => [] };

const same: PairResult = { undecided: false };

class Comparison {
  private readonly old: readonly ComparedStatement[];
  private readonly new: readonly ComparedStatement[];
  private readonly isNew: ReadonlySet<ComparedStatement>;
  private readonly actions: readonly ActionClass[];
  private readonly resources: readonly ResourceClass[];
  private readonly complete: boolean;
  /** Statements that apply to each class of actions, and to each class of resources. */
  private readonly byAction: readonly (readonly ComparedStatement[])[];
  private readonly byResource: readonly ReadonlySet<ComparedStatement>[];
  private readonly results = new Map<number, PairResult>();
  private readonly budget = new Budget();
  private readonly spaces = new Map<string, ContextSpace>();
  private readonly comparables = new Map<PolicyStatement, ComparableStatement>();
  private readonly kept: ReadonlySet<string>;
  private readonly lifted: LiftedRefusals;

  public constructor(
    private readonly before: ComparedSide,
    private readonly after: ComparedSide,
    private readonly knowledge: SearchableKnowledge,
  ) {
    this.old = comparedStatements(before);
    this.new = comparedStatements(after);
    this.isNew = new Set(this.new);
    const all = [...this.old, ...this.new];
    this.kept = this.keptStatements();
    this.lifted = new LiftedRefusals(this.old, this.new, this.budget);
    const actionTexts = [...new Set(all.flatMap(({ statement }) => statement.actions))].sort();
    const resourceTexts = [...new Set(all.flatMap(({ statement }) => statement.resources))].sort();
    const roughly = <T extends { readonly complete: boolean }>(exact: T, rough: () => T): T =>
      exact.complete ? exact : rough();
    // With too many patterns to distinguish, patterns that have the same effect in the same statements are grouped.
    const actions = roughly(actionClasses(actionTexts, knowledge), () =>
      actionClasses(actionTexts, knowledge, this.groupsBy(all, "actions")),
    );
    const resources = roughly(resourceClasses(resourceTexts), () =>
      resourceClasses(resourceTexts, this.groupsBy(all, "resources")),
    );
    this.actions = actions.classes;
    this.resources = resources.classes;
    this.complete = actions.complete && resources.complete;
    this.byAction = this.actions.map((one) => all.filter((statement) => appliesToAction(statement, one)));
    this.byResource = this.resources.map(
      (one) => new Set(all.filter((statement) => appliesToResource(statement, one))),
    );
  }

  public run(): readonly MorePermissive[] {
    return this.new
      .filter((one) => one.allows && !this.kept.has(one.whole))
      .flatMap((statement) => this.compare(statement));
  }

  /** Statements that did not change, if everything that was denied is still denied. They allow nothing new. */
  private keptStatements(): ReadonlySet<string> {
    const wholes = (statements: readonly ComparedStatement[], allow: boolean): readonly string[] =>
      statements.filter(({ allows }) => allows === allow).map(({ whole }) => whole);
    const refusesAlike = sameTexts(wholes(this.old, false), wholes(this.new, false));
    return new Set(refusesAlike ? wholes(this.old, true) : []);
  }

  /** Groups patterns in statements that decide alike. Statements with rows of their own stay separate. */
  private groupsBy(all: readonly ComparedStatement[], element: "actions" | "resources"): (pattern: string) => string {
    const signatures = new Map<string, Set<string>>();
    for (const [index, one] of all.entries()) {
      const { statement, kind, actions, whole } = one;
      const isNew = this.isNew.has(one);
      const patterns = element === "actions" ? actions : statement.resources;
      const elementName = element === "actions" ? statement.actionElement : statement.resourceElement;
      const isApart = elementName.startsWith("Not") || (isNew && one.allows && !this.kept.has(whole));
      const other =
        element === "actions"
          ? [statement.resourceElement, [...statement.resources].sort()]
          : [statement.actionElement, [...actions].sort()];
      const signature = JSON.stringify(isApart ? index : [isNew, kind, other]);
      for (const pattern of patterns) {
        const known = signatures.get(pattern) ?? new Set();
        signatures.set(pattern, known.add(signature));
      }
    }
    return (pattern) => [...(signatures.get(pattern) ?? [])].sort().join("\n");
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
    const rows = [
      ...this.changeOf(compared, found.new, true),
      ...this.changeOf(compared, found.more, false),
      ...this.changeOf(compared, found.undecided, false),
    ];
    if (!this.complete) {
      // Some texts are in no class, so everything is in doubt that was not certainly allowed before.
      return [...rows, ...this.doubtOf(compared, rows, tooMuch, (piece) => !this.isCovered(compared, piece))];
    }
    if (this.lifted.areNone) return rows;
    const isInDoubt = (piece: StatementPiece): boolean => this.lifted.mayHaveRefusedUnknown(compared, piece);
    return [...rows, ...this.doubtOf(compared, rows, lifted, isInDoubt)];
  }

  /** Why a statement may allow more although no gain was found and no row covers it. */
  private doubtOf(
    compared: ComparedStatement,
    rows: readonly MorePermissive[],
    why: string,
    isInDoubt: (piece: StatementPiece) => boolean,
  ): readonly MorePermissive[] {
    const { statement, policy, layer } = compared;
    const open = { actions: new Set<string>(), resources: new Set<string>() };
    for (const piece of piecesOf(compared)) {
      const { actions, resources } = piece;
      const hasRow = rows.some(
        (row) =>
          actions.every((one) => row.actions.includes(one)) && resources.every((one) => row.resources.includes(one)),
      );
      if (hasRow || !isInDoubt(piece)) continue;
      for (const one of actions) open.actions.add(one);
      for (const one of resources) open.resources.add(one);
    }
    if (open.actions.size === 0) return [];
    const known = [
      ...new Set([...open.actions].flatMap((pattern) => this.knowledge.matching(pattern)).map(({ name }) => name)),
    ];
    const excepted = statement.actionElement === "NotAction";
    return [
      {
        statement,
        policy,
        layer,
        isNew: false,
        isNewAction: false,
        actions: [...open.actions],
        resources: [...open.resources],
        knownActions: (excepted
          ? this.knowledge
              .matching("*")
              .map(({ name }) => name)
              .filter((name) => !known.includes(name))
          : known
        ).sort(),
        futureActions: excepted || [...open.actions].some((pattern) => isPattern(pattern)),
        certainty: "possible",
        why,
      },
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
      if (was || more?.doubt === "none" || !isAllowed(now, truths)) continue;
      const witness = { action: action.example, resource: resource.example, context };
      const doubt = assumed ? "unreadable condition" : this.doubtIn(witness);
      if (more === undefined || isLess(doubt, more.doubt)) more = { witness, doubt };
    }
    return { undecided: !complete, ...(more === undefined ? {} : { more: { ...more, isNew: !wasEver } }) };
  }

  private spaceOf(statements: readonly ComparedStatement[]): ContextSpace {
    const key = [...new Set(statements.map(({ kind }) => kind))].sort().join();
    const known = this.spaces.get(key) ?? contextSpace(statements.flatMap(({ tests }) => tests));
    this.spaces.set(key, known);
    return known;
  }

  /** Whether the evaluator confirms a witness for all values of unknown texts. */
  private doubtIn(witness: Witness): Doubt {
    if (outcomesOf(this.after, witness).join() !== "Allow" || outcomesOf(this.before, witness).includes("Allow")) {
      return "unreadable condition";
    }
    if (![this.before, this.after].some(hasUnknown)) return "none";
    const known = knownWitness(witness);
    const [was, is] = [this.before, this.after].map((side) => outcomesOf(asWritten(side), known));
    return was?.includes("Allow") === true || is?.includes("ExplicitDeny") === true ? "unknown part" : "none";
  }

  /** Whether the other side certainly allows a part of a statement. */
  private isCovered({ layer }: ComparedStatement, piece: StatementPiece): boolean {
    // Everything that was denied must still be denied.
    if (this.lifted.mayHaveRefused(piece)) return false;
    return this.old.some(
      (one) =>
        one.allows &&
        (one.layer === layer || one.layer === "account") &&
        statementCovers(this.comparable(one.statement), piece.comparable, this.budget),
    );
  }

  private comparable(statement: PolicyStatement): ComparableStatement {
    const known = this.comparables.get(statement) ?? comparableStatement(statement);
    this.comparables.set(statement, known);
    return known;
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
    if (best.doubt !== "none") {
      return [
        {
          ...common,
          certainty: "possible",
          witness: best.witness,
          why: best.doubt === "unknown part" ? unknownTexts : unreadable,
        },
      ];
    }
    return [{ ...common, certainty: "certain", witness: best.witness }];
  }
}

const tooMuch = "there are too many combinations of patterns or conditions to check";
const lifted = "a Deny that may have applied was removed or narrowed, and not all of it is known";

/** Why a result is possible where unknown texts decide: those of the policies before that allow, or after that deny. */
export const unknownTexts = "unknown texts in the policies may allow it before, or deny it after";

const unreadable = "a condition has a value that its operator cannot read";

function isLess(one: Doubt, other: Doubt): boolean {
  return doubts.indexOf(one) < doubts.indexOf(other);
}

/** Classes of actions and resources for which more is allowed, with the best proof. */
class Found {
  public readonly actions = new Set<number>();
  public readonly resources = new Set<number>();
  public best: PairResult["more"];

  public add(action: number, resource: number, more: PairResult["more"]): void {
    this.actions.add(action);
    this.resources.add(resource);
    if (this.best === undefined || (more !== undefined && isLess(more.doubt, this.best.doubt))) this.best = more;
  }
}

function outcomesOf({ account, resourceGroup }: ComparedSide, { action, resource, context }: Witness) {
  return evaluate({
    policies: {
      account: account.map(({ document }) => document),
      ...(resourceGroup.length === 0 ? {} : { resourceGroup: resourceGroup.map(({ document }) => document) }),
    },
    request: { action, resource },
    context: { ...noResourceGroup, ...context },
    world: "closed",
  }).possible;
}

function hasUnknown({ account, resourceGroup }: ComparedSide): boolean {
  return [...account, ...resourceGroup].some(({ original }) => original !== undefined);
}

function asWritten({ account, resourceGroup }: ComparedSide): ComparedSide {
  const written = (policies: ComparedSide["account"]): ComparedSide["account"] =>
    policies.map(({ name, document, original }) => ({ name, document: original ?? document }));
  return { account: written(account), resourceGroup: written(resourceGroup) };
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

/**
 * RAM's decision: account-level policies first, and those of the resource group only if the former neither allow nor
 * deny.
 */
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
