import type { PolicyDocument } from "../document";
import type { Effect, PolicyStatement } from "../statement";
import { type ActionMatcher, actionMatcher } from "./action-match";
import { type ConditionTest, testsOf } from "./condition-match";
import { type ResourceMatcher, resourceMatcher } from "./resource-match";
import { not } from "./truth";

/** A statement, prepared for many requests. */
export interface CompiledStatement {
  readonly effect: Effect;
  readonly actionElement: "Action" | "NotAction";
  readonly action: ActionMatcher;
  readonly resourceElement: "Resource" | "NotResource";
  readonly resource: ResourceMatcher;
  readonly tests: readonly ConditionTest[];
}

const compiled = new WeakMap<PolicyDocument, readonly CompiledStatement[]>();

/** The prepared statements of a document, cached, because documents are immutable. */
export function compile(document: PolicyDocument): readonly CompiledStatement[] {
  const known = compiled.get(document);
  if (known !== undefined) return known;
  const statements = document.statements.map(compileStatement);
  compiled.set(document, statements);
  return statements;
}

function compileStatement(statement: PolicyStatement): CompiledStatement {
  const action = actionMatcher(statement.actions);
  const resource = resourceMatcher(statement.resources);
  return {
    effect: statement.effect,
    actionElement: statement.actionElement,
    action: statement.actionElement === "Action" ? action : (requested) => not(action(requested)),
    resourceElement: statement.resourceElement,
    resource: statement.resourceElement === "Resource" ? resource : (...args) => not(resource(...args)),
    tests: testsOf(statement.conditions),
  };
}
