import type { PolicyDocument } from "../document";
import { type ConditionTest, testsOf } from "../evaluate";
import type { Effect, PolicyStatement } from "../statement";
import { type OneOrMany, toList } from "../text-list";
import type { TrustPolicy, TrustStatement } from "../trust-policy";
import type { PolicyKind } from "./policy-kind";

/** A value and its path, e.g. `Statement[1].Action[3]`. */
export interface Located {
  /** The value as it is written. */
  readonly text: string;
  /** Where it is in the document. */
  readonly path: string;
}

/** A test of a condition, with the paths of its parts. */
export interface LocatedTest extends ConditionTest {
  /** Path of the key, e.g. `Statement[0].Condition.Bool.acs:MFAPresent`. */
  readonly path: string;
  /** The values with their paths. */
  readonly located: readonly Located[];
}

/** A statement of any kind of policy, for rules. */
export interface StatementView {
  /** e.g. `Statement[0]` */
  readonly path: string;
  /** Whether the statement allows or denies. */
  readonly effect: Effect;
  /** The `Sid`; `undefined` if it has none, as in a trust policy. */
  readonly sid: string | undefined;
  /** Which of the two elements the statement has: `NotAction` means every action except `actions`. */
  readonly actionElement: "Action" | "NotAction";
  /** The values of that element. */
  readonly actions: readonly Located[];
  /** Actions that no page lists, and that the author confirms to exist. */
  readonly saidToExist: readonly string[];
  /** `undefined` in a trust policy, which has no resources. */
  readonly resourceElement: "Resource" | "NotResource" | undefined;
  /** The values of that element. */
  readonly resources: readonly Located[];
  /** Principals with their kind, `Service`, `RAM` or `Federated`; only in trust policies. */
  readonly principals: readonly (Located & {
    /** The element of `Principal` that names the principal. */
    readonly kind: string;
  })[];
  /** The tests of its conditions. All must hold. */
  readonly tests: readonly LocatedTest[];
}

/** A policy, for rules. */
export interface PolicyView {
  /** What the policy is used as, e.g. `trust`. */
  readonly kind: PolicyKind;
  /** Size of the text that is sent, in bytes. */
  readonly byteLength: number;
  /** The statements in the order in which they are written. */
  readonly statements: readonly StatementView[];
  /** The document; `undefined` for a trust policy. */
  readonly document: PolicyDocument | undefined;
}

/** A policy of a known kind. */
export type TypedPolicy =
  | { readonly kind: Exclude<PolicyKind, "trust">; readonly policy: PolicyDocument }
  | { readonly kind: "trust"; readonly policy: TrustPolicy };

/** @param saidToExist further actions that the author confirms to exist, in addition to those of the statements */
export function viewOf(typed: TypedPolicy, byteLength: number, saidToExist: readonly string[] = []): PolicyView {
  const { kind } = typed;
  if (typed.kind === "trust") {
    return { kind, byteLength, document: undefined, statements: typed.policy.statements.map(trustView) };
  }
  const statements = typed.policy.statements.map((one, index) => identityView(one, index, saidToExist));
  return { kind, byteLength, document: typed.policy, statements };
}

function identityView(statement: PolicyStatement, index: number, saidToExist: readonly string[]): StatementView {
  const path = `Statement[${index}]`;
  const { effect, sid, actionElement, resourceElement } = statement;
  const written = statement.toJson();
  return {
    path,
    effect,
    sid,
    actionElement,
    actions: located(written[actionElement] ?? [], `${path}.${actionElement}`),
    saidToExist: saidToExist.length === 0 ? statement.saidToExist : [...statement.saidToExist, ...saidToExist],
    resourceElement,
    resources: located(written[resourceElement] ?? [], `${path}.${resourceElement}`),
    principals: [],
    tests: locatedTests(statement.conditions, path),
  };
}

function trustView({ effect, actions, principals, conditions }: TrustStatement, index: number): StatementView {
  const path = `Statement[${index}]`;
  return {
    path,
    effect,
    sid: undefined,
    actionElement: "Action",
    actions: located(actions, `${path}.Action`),
    saidToExist: [],
    resourceElement: undefined,
    resources: [],
    principals: Object.entries(principals).flatMap(([kind, names]: [string, OneOrMany]) =>
      located(names, `${path}.Principal.${kind}`).map((one) => ({ ...one, kind })),
    ),
    tests: locatedTests(conditions, path),
  };
}

function locatedTests(conditions: PolicyStatement["conditions"], path: string): readonly LocatedTest[] {
  const written: Readonly<Record<string, Readonly<Record<string, OneOrMany>>>> = conditions ?? {};
  return testsOf(conditions).map((test) => {
    const at = `${path}.Condition.${test.operator}.${test.key}`;
    return { ...test, path: at, located: located(written[test.operator]?.[test.key] ?? [], at) };
  });
}

function located(values: OneOrMany, path: string): readonly Located[] {
  if (typeof values === "string") return [{ text: values, path }];
  return toList(values).map((text, index) => ({ text, path: `${path}[${index}]` }));
}
