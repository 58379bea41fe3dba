import type { PolicyDocument } from "../document";
import { type ConditionTest, testsOf } from "../evaluate";
import { foldCase } from "../letter-case";
import type { PolicyStatement } from "../statement";

/** A policy as it is compared. Its document holds no framework tokens. */
export interface NamedDocument {
  readonly name: string;
  readonly document: PolicyDocument;
  /** The same with framework tokens, where something in it is not known. */
  readonly original?: PolicyDocument;
}

/** What applies to a principal on one side of a comparison. */
export interface ComparedSide {
  readonly account: readonly NamedDocument[];
  /** Policies limited to one resource group, where requests are about resources in it. */
  readonly resourceGroup: readonly NamedDocument[];
}

/** A statement, prepared to be looked at with many requests. */
export interface ComparedStatement {
  readonly statement: PolicyStatement;
  readonly policy: string;
  readonly allows: boolean;
  readonly layer: "account" | "resourceGroup";
  /** In lower case. */
  readonly actions: readonly string[];
  readonly tests: readonly ConditionTest[];
  /** The same for statements that decide alike wherever both apply. */
  readonly kind: string;
  /** The same for statements that are alike in everything. */
  readonly whole: string;
}

/** The statements of a side, each once: many stacks may give one principal the same. */
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

/** The same for tests that mean the same. */
export function testKey({ operator, key, values }: ConditionTest): string {
  return JSON.stringify([operator, foldCase(key), [...new Set(values)].sort()]);
}

/** Whether a statement is about actions, or resources, that certain patterns cover. */
export function isAbout(negated: boolean, patterns: readonly string[], covering: ReadonlySet<string>): boolean {
  return negated !== patterns.some((pattern) => covering.has(pattern));
}
