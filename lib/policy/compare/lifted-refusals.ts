import {
  type Budget,
  type ComparableStatement,
  actionComparison,
  comparableStatement,
  patternElement,
  resourceComparison,
  statementCovers,
} from "../cover";
import type { ComparedStatement } from "./compared-side";
import { hasPlaceholder, openPlaceholders } from "./placeholders";

/** A part of a statement: some of its actions on some of its resources. */
export interface StatementPiece {
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  readonly comparable: ComparableStatement;
}

/** The parts of a statement with one action and one resource each. Exceptions stay together. */
export function piecesOf({ statement }: ComparedStatement): readonly StatementPiece[] {
  const comparable = comparableStatement(statement);
  const [allBut, onAllBut] = [statement.actionElement === "NotAction", statement.resourceElement === "NotResource"];
  const split = (patterns: readonly string[], isWhole: boolean) =>
    isWhole ? [patterns] : patterns.map((one) => [one]);
  return split(statement.actions, allBut).flatMap((actions) =>
    split(statement.resources, onAllBut).map((resources) => ({
      actions,
      resources,
      comparable: {
        ...comparable,
        action: patternElement(allBut, actions.map(actionComparison.comparable)),
        resource: patternElement(onAllBut, resources),
      },
    })),
  );
}

/**
 * What one side denies and the other may no longer deny. An unknown text may be exactly what was denied; then no example
 * shows that an Allow now allows more.
 */
export class LiftedRefusals {
  private readonly lifted: readonly { readonly refused: ComparableStatement; readonly isUnknown: boolean }[];

  public constructor(old: readonly ComparedStatement[], now: readonly ComparedStatement[], budget: Budget) {
    const refusing = now
      .filter(({ allows }) => !allows)
      .map(({ layer, statement }) => ({ layer, comparable: comparableStatement(statement) }));
    const still = new Set(now.map(({ whole }) => whole));
    this.lifted = old
      .filter(({ allows, whole }) => !allows && !still.has(whole))
      .flatMap((one) =>
        piecesOf(one)
          .filter(
            ({ comparable }) =>
              !refusing.some(
                (other) =>
                  (other.layer === one.layer || other.layer === "account") &&
                  statementCovers(other.comparable, comparable, budget),
              ),
          )
          .map(({ comparable }) => ({ refused: opened(comparable), isUnknown: isUnknown(one) })),
      );
  }

  public get areNone(): boolean {
    return this.lifted.length === 0;
  }

  /** Whether a part may have been denied before, for some value of the unknown texts. */
  public mayHaveRefused({ comparable }: StatementPiece): boolean {
    const piece = opened(comparable);
    return this.lifted.some(({ refused }) => mayMeet(refused, piece));
  }

  /** Whether that depends on unknown texts, in the statement that allows it or in what was denied. */
  public mayHaveRefusedUnknown(allowing: ComparedStatement, { comparable }: StatementPiece): boolean {
    const piece = opened(comparable);
    return this.lifted.some((one) => (one.isUnknown || isUnknown(allowing)) && mayMeet(one.refused, piece));
  }
}

function isUnknown({ whole }: ComparedStatement): boolean {
  return hasPlaceholder(whole);
}

function opened(statement: ComparableStatement): ComparableStatement {
  const open = ({ negated, patterns }: ComparableStatement["action"]): ComparableStatement["action"] =>
    // Unknown exceptions are left out, so that the statement covers all that it may cover.
    patternElement(negated, negated ? patterns.filter((one) => !hasPlaceholder(one)) : patterns.map(openPlaceholders));
  return { ...statement, action: open(statement.action), resource: open(statement.resource) };
}

/** Whether two statements may apply to the same request, judged by actions and resources. */
function mayMeet(one: ComparableStatement, other: ComparableStatement): boolean {
  return (
    (one.action.negated ||
      other.action.negated ||
      one.action.patterns.some((a) => other.action.patterns.some((b) => actionComparison.mayOverlap(a, b)))) &&
    (one.resource.negated ||
      other.resource.negated ||
      one.resource.patterns.some((a) => other.resource.patterns.some((b) => resourceComparison.mayOverlap(a, b))))
  );
}
