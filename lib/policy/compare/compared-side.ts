import type { PolicyDocument } from "../document";
import { type ConditionTest, testsOf } from "../evaluate";
import { foldCase } from "../letter-case";
import type { PolicyStatement } from "../statement";

/** A policy in a comparison. Its document contains no framework tokens. */
export interface NamedDocument {
  readonly name: string;
  readonly document: PolicyDocument;
  /** The document with framework tokens, if it has any. */
  readonly original?: PolicyDocument;
}

/** The policies of a principal on one side of a comparison. */
export interface ComparedSide {
  readonly account: readonly NamedDocument[];
  /** Policies for one resource group. Requests are then about resources in it. */
  readonly resourceGroup: readonly NamedDocument[];
}

/** A statement, prepared for many comparisons. */
export interface ComparedStatement {
  readonly statement: PolicyStatement;
  readonly policy: string;
  readonly allows: boolean;
  readonly layer: "account" | "resourceGroup";
  /** In lower case. */
  readonly actions: readonly string[];
  readonly tests: readonly ConditionTest[];
  /** Equal for statements with the same effect, layer and conditions. */
  readonly kind: string;
  /** Equal for statements that are the same in everything. */
  readonly whole: string;
}

/** The statements of a side without duplicates, because several stacks may give a principal the same ones. */
export function comparedStatements({ account, resourceGroup }: ComparedSide): readonly ComparedStatement[] {
  const all = [
    ...account.flatMap((policy) => statementsOf(policy, "account")),
    ...resourceGroup.flatMap((policy) => statementsOf(policy, "resourceGroup")),
  ];
  const byWhole = new Map<string, ComparedStatement>();
  for (const one of all) if (!byWhole.has(one.whole)) byWhole.set(one.whole, one);
  return [...byWhole.values()];
}

function statementsOf({ name, document }: NamedDocument, layer: ComparedStatement["layer"]) {
  return document.statements.map((statement): ComparedStatement => {
    const tests = testsOf(statement.conditions);
    const kind = JSON.stringify([statement.effect, layer, tests.map(testKey).sort()]);
    const { actionElement, resourceElement, resources } = statement;
    const actions = statement.actions.map(foldCase);
    return {
      statement,
      policy: name,
      allows: statement.effect === "Allow",
      layer,
      actions,
      tests,
      kind,
      whole: JSON.stringify([kind, actionElement, [...actions].sort(), resourceElement, [...resources].sort()]),
    };
  });
}

/** Equal for tests with the same meaning. */
export function testKey({ operator, key, values }: ConditionTest): string {
  return JSON.stringify([operator, foldCase(key), [...new Set(values)].sort()]);
}

/** Whether a statement applies to actions, or resources, that are matched by certain patterns. */
export function isAbout(negated: boolean, patterns: readonly string[], covering: ReadonlySet<string>): boolean {
  return negated !== patterns.some((pattern) => covering.has(pattern));
}
