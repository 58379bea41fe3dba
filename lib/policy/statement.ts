import type { ConditionOperator, SetOperator } from "./condition-operators";
import {
  type Conditions,
  addCondition,
  canonicalConditions,
  checkConditionIsNew,
  checkConditions,
  freezeConditions,
  mapConditionValues,
} from "./conditions";
import { Arn } from "./arn";
import { hasToken, isCompoundToken, literalText, startsWithToken } from "./patterns/framework-token";
import { isJsonObject } from "./json-value";
import { foldCase } from "./letter-case";
import { type Problem, quote, throwIfAny } from "./problem";
import { policyProblemIds } from "./problem-ids";
import { type OneOrMany, checkText, checkTextList, freezeValues, sortedUnique, toList } from "./text-list";

/** Whether a statement allows or denies. */
export type Effect = "Allow" | "Deny";

/** A statement of an identity policy as JSON, in the order in which it is printed. */
export interface StatementJson {
  readonly Sid?: string;
  readonly Effect: Effect;
  readonly Action?: OneOrMany;
  readonly NotAction?: OneOrMany;
  readonly Resource?: OneOrMany;
  readonly NotResource?: OneOrMany;
  readonly Condition?: Conditions;
}

/** What statements of both kinds have. */
interface CommonStatementProps {
  /** ARNs, or `*`. There is no default, because a forgotten resource must not become everything. */
  readonly resources: OneOrMany;
  /**
   * Tests by operator and condition key. All must hold; of several values of a key, one. Values are text.
   * @default - no conditions
   */
  readonly conditions?: Conditions;
}

/** A statement about the given actions, e.g. `agentrun:GetAgentRuntime` or `agentrun:Get*`. */
export interface ActionStatementProps extends CommonStatementProps {
  /** Names of actions, `<service>:<name>`. `*` stands for any text, `?` for one character. */
  readonly actions: OneOrMany;
  readonly notActions?: never;
}

/** A statement about every action except the given ones. Broad: it includes actions that do not exist yet. */
export interface NotActionStatementProps extends CommonStatementProps {
  /** The actions that the statement is not about, written as `actions` are. */
  readonly notActions: OneOrMany;
  readonly actions?: never;
}

/** Props of a statement. */
export type StatementProps = ActionStatementProps | NotActionStatementProps;

/** Options for printing a document. */
export interface PrintOptions {
  /**
   * Key to sort and compare values with framework tokens, because the spelling of tokens depends on the order of
   * construction.
   * @default - the text itself
   */
  readonly sortKey?: (text: string) => string;
}

/** `Action` or `NotAction`, `Resource` or `NotResource`: the name of the element, and its values as written. */
interface Element<Name extends string> {
  readonly name: Name;
  readonly values: OneOrMany;
}

interface StatementState {
  readonly sid?: string;
  readonly effect: Effect;
  readonly action: Element<"Action" | "NotAction">;
  readonly resource: Element<"Resource" | "NotResource">;
  readonly conditions?: Conditions;
  /** Actions of the statement that the author confirms to exist. Not printed. */
  readonly saidToExist?: readonly string[];
  /** Printed in the order and shape in which it was read, because it reproduces another document. */
  readonly verbatim: boolean;
}

/**
 * A statement of an identity policy. Immutable: methods that change something return a new statement.
 *
 * A statement that was built here is printed in canonical form: sorted arrays without duplicates. One that was read
 * from JSON is printed as it was read.
 *
 * @example
 * PolicyStatement.allow({
 *   actions: ["oss:GetObject", "oss:ListObjects"],
 *   resources: ["acs:oss:*:*:shop", "acs:oss:*:*:shop/*"],
 *   conditions: { IpAddress: { "acs:SourceIp": ["203.0.113.0/24"] } },
 * });
 */
export class PolicyStatement {
  private readonly state: StatementState;

  private constructor(state: StatementState) {
    this.state = Object.freeze({
      ...state,
      action: Object.freeze({ ...state.action, values: freezeValues(state.action.values) }),
      resource: Object.freeze({ ...state.resource, values: freezeValues(state.resource.values) }),
      ...(state.conditions === undefined ? {} : { conditions: freezeConditions(state.conditions) }),
      ...(state.saidToExist === undefined ? {} : { saidToExist: Object.freeze([...state.saidToExist]) }),
    });
    Object.freeze(this);
  }

  /**
   * An `Allow` statement.
   *
   * @throws PolicyError RAM106-RAM112, RAM116-RAM118 with all problems of the statement
   */
  public static allow(props: StatementProps): PolicyStatement {
    return PolicyStatement.build("Allow", props);
  }

  /**
   * A `Deny` statement, which takes precedence over every `Allow`.
   *
   * @throws PolicyError RAM106-RAM112, RAM116-RAM118 with all problems of the statement
   */
  public static deny(props: StatementProps): PolicyStatement {
    return PolicyStatement.build("Deny", props);
  }

  /**
   * Reads a statement and keeps it exactly as it is.
   *
   * @throws PolicyError RAM103-RAM112, RAM115, RAM118 with all problems of the statement
   */
  public static fromJson(json: unknown): PolicyStatement {
    throwIfAny(checkStatement(json, ""));
    return PolicyStatement.ofChecked(json as StatementJson); // checked above
  }

  /**
   * A statement that passed {@link checkStatement}.
   *
   * @internal
   */
  public static ofChecked(statement: StatementJson): PolicyStatement {
    return new PolicyStatement({
      ...(statement.Sid === undefined ? {} : { sid: statement.Sid }),
      effect: statement.Effect,
      action: pickElement(statement, "Action", "NotAction"),
      resource: pickElement(statement, "Resource", "NotResource"),
      ...(statement.Condition === undefined ? {} : { conditions: statement.Condition }),
      verbatim: true,
    });
  }

  private static build(effect: Effect, props: StatementProps): PolicyStatement {
    const elements: Readonly<Record<string, unknown>> = {
      Effect: effect,
      Action: props.actions,
      NotAction: props.notActions,
      Resource: props.resources,
      Condition: props.conditions,
    };
    const statement = Object.fromEntries(Object.entries(elements).filter(([, value]) => value !== undefined));
    throwIfAny([...checkStatement(statement, ""), ...checkSpelling(statement)]);
    const checked = statement as unknown as StatementJson; // checked above
    return new PolicyStatement({
      effect,
      action: pickElement(checked, "Action", "NotAction"),
      resource: pickElement(checked, "Resource", "NotResource"),
      ...(props.conditions === undefined ? {} : { conditions: props.conditions }),
      verbatim: false,
    });
  }

  /** Whether the statement allows or denies. */
  public get effect(): Effect {
    return this.state.effect;
  }

  /** Whether {@link actions} are the actions of the statement, or exceptions. */
  public get actionElement(): "Action" | "NotAction" {
    return this.state.action.name;
  }

  /** The action patterns, as written. */
  public get actions(): readonly string[] {
    return toList(this.state.action.values);
  }

  /** Whether {@link resources} are the resources of the statement, or exceptions. */
  public get resourceElement(): "Resource" | "NotResource" {
    return this.state.resource.name;
  }

  /** The resource patterns, as written. */
  public get resources(): readonly string[] {
    return toList(this.state.resource.values);
  }

  /** The conditions; `undefined` if there are none. */
  public get conditions(): Conditions | undefined {
    return this.state.conditions;
  }

  /** The identifier of the statement. RAM does not document it for identity policies; it is kept if it was read. */
  public get sid(): string | undefined {
    return this.state.sid;
  }

  /**
   * Actions of the statement that its author confirms to exist, with `unchecked` of the catalog. Rules do not report them
   * as unknown. JSON does not contain this.
   */
  public get saidToExist(): readonly string[] {
    return this.state.saidToExist ?? [];
  }

  /**
   * The statement, with these actions added to {@link saidToExist}, as far as it has them.
   *
   * @internal
   */
  public sayingToExist(actions: readonly string[]): PolicyStatement {
    if (actions.length === 0) return this;
    const said = new Set([...this.saidToExist, ...actions].map(foldCase));
    const saidToExist = this.actions.filter((action) => said.has(foldCase(action)));
    return saidToExist.length === 0 ? this : new PolicyStatement({ ...this.state, saidToExist });
  }

  /**
   * The statement with an additional condition. All conditions must hold.
   *
   * @throws PolicyError RAM112 if the operator already tests the key, with both spellings; RAM108-RAM110, RAM118
   */
  public withCondition(operator: ConditionOperator | SetOperator, key: string, values: OneOrMany): PolicyStatement {
    const { conditions } = this.state;
    throwIfAny([
      ...checkConditionIsNew(conditions, operator, key),
      ...checkConditions({ [operator]: { [key]: values } }, "Condition"),
    ]);
    return new PolicyStatement({ ...this.state, conditions: addCondition(conditions, operator, key, values) });
  }

  /**
   * The statement with other actions, or other exceptions with `NotAction`.
   *
   * @throws PolicyError RAM108, RAM109, RAM116, RAM118
   */
  public withActions(values: OneOrMany): PolicyStatement {
    const { saidToExist = [], ...state } = this.state;
    const changed = new PolicyStatement({ ...state, action: this.checked({ ...state.action, values }) });
    return changed.sayingToExist(saidToExist);
  }

  /**
   * The statement with other resources, or other exceptions with `NotResource`.
   *
   * @throws PolicyError RAM108, RAM109, RAM117, RAM118
   */
  public withResources(values: OneOrMany): PolicyStatement {
    return new PolicyStatement({ ...this.state, resource: this.checked({ ...this.state.resource, values }) });
  }

  /**
   * The statement with other conditions.
   *
   * @throws PolicyError RAM108-RAM110, RAM112, RAM118
   */
  public withConditions(conditions: Conditions): PolicyStatement {
    throwIfAny(checkConditions(conditions, "Condition"));
    return new PolicyStatement({ ...this.state, conditions });
  }

  /** The same statement without an identifier of its own. */
  public withoutSid(): PolicyStatement {
    const { sid: _, ...rest } = this.state;
    return new PolicyStatement(rest);
  }

  private checked<Name extends string>(element: Element<Name>): Element<Name> {
    throwIfAny([
      ...checkTextList(element.values, element.name, "not empty"),
      ...(this.state.verbatim ? [] : checkSpelling({ [element.name]: element.values })),
    ]);
    return element;
  }

  /** Maps every action, resource and condition value. */
  public mapText(map: (text: string) => string): PolicyStatement {
    const mapValues = (values: OneOrMany): OneOrMany => (typeof values === "string" ? map(values) : values.map(map));
    return new PolicyStatement({
      ...this.state,
      action: { ...this.state.action, values: mapValues(this.state.action.values) },
      resource: { ...this.state.resource, values: mapValues(this.state.resource.values) },
      ...(this.state.conditions === undefined ? {} : { conditions: mapConditionValues(this.state.conditions, map) }),
      ...(this.state.saidToExist === undefined ? {} : { saidToExist: this.state.saidToExist.map(map) }),
    });
  }

  /** The statement as JSON, with elements in RAM's order. */
  public toJson(options: PrintOptions = {}): StatementJson {
    const { sid, effect, action, resource, conditions, verbatim } = this.state;
    const sortKey = options.sortKey ?? ((text: string) => text);
    const print = (values: OneOrMany): OneOrMany => (verbatim ? values : sortedUnique(toList(values), sortKey));
    return {
      ...(sid === undefined ? {} : { Sid: sid }),
      Effect: effect,
      [action.name]: print(action.values),
      [resource.name]: print(resource.values),
      ...(conditions === undefined
        ? {}
        : { Condition: verbatim ? conditions : canonicalConditions(conditions, sortKey) }),
    };
  }
}

function pickElement<Name extends "Action" | "NotAction" | "Resource" | "NotResource">(
  statement: Pick<StatementJson, "Action" | "NotAction" | "Resource" | "NotResource">,
  plain: Name,
  negated: Name,
): Element<Name> {
  const values = statement[plain];
  if (values !== undefined) return { name: plain, values };
  return { name: negated, values: statement[negated] ?? [] }; // checkStatement requires exactly one of the two
}

const identityElements = new Set(["Sid", "Effect", "Action", "NotAction", "Resource", "NotResource", "Condition"]);

/** All problems for which RAM refuses a statement of an identity policy. */
export function checkStatement(json: unknown, path: string): readonly Problem[] {
  const at = (element: string): string => (path === "" ? element : `${path}.${element}`);
  if (!isJsonObject(json)) {
    return [
      {
        id: policyProblemIds.statementList,
        path,
        found: quote(json),
        allowed: "a statement object",
        fix: 'write { "Effect": ..., "Action": ..., "Resource": ... }',
      },
    ];
  }
  return [
    ...checkElementNames(json, at),
    ...checkEffect(json["Effect"], at("Effect")),
    ...(json["Sid"] === undefined ? [] : checkText(json["Sid"], at("Sid"), "may be empty")),
    ...checkOneOf(json, "Action", "NotAction", policyProblemIds.actionElement, at),
    ...checkOneOf(json, "Resource", "NotResource", policyProblemIds.resourceElement, at),
    ...(json["Condition"] === undefined ? [] : checkConditions(json["Condition"], at("Condition"))),
  ];
}

function checkElementNames(json: Readonly<Record<string, unknown>>, at: (name: string) => string): readonly Problem[] {
  const problems: Problem[] = [];
  for (const name of Object.keys(json)) if (!identityElements.has(name)) problems.push(wrongElement(name, at(name)));
  return problems;
}

function wrongElement(name: string, path: string): Problem {
  if (name === "Principal") {
    return {
      id: policyProblemIds.elementOfOtherKind,
      path,
      found: "Principal in an identity policy",
      allowed: "Principal in a trust policy only; an identity policy applies to the principals that it is attached to",
      fix: "remove it, and attach the policy to the users, groups or roles",
    };
  }
  return {
    id: policyProblemIds.unknownElement,
    path,
    found: `the element ${quote(name)}`,
    allowed: [...identityElements].join(", "),
    fix: "correct the spelling (case matters) or remove it",
  };
}

/** Checks an `Effect` element. */
export function checkEffect(effect: unknown, path: string): readonly Problem[] {
  if (effect === "Allow" || effect === "Deny") return [];
  return [
    {
      id: policyProblemIds.effect,
      path,
      found: effect === undefined ? "no Effect" : quote(effect),
      allowed: '"Allow" or "Deny", in this letter case',
      fix: "write whether the statement allows or denies",
    },
  ];
}

function checkOneOf(
  json: Readonly<Record<string, unknown>>,
  plain: string,
  negated: string,
  id: string,
  at: (name: string) => string,
): readonly Problem[] {
  const [hasPlain, hasNegated] = [json[plain] !== undefined, json[negated] !== undefined];
  if (hasPlain === hasNegated) {
    const found = hasPlain ? `both ${plain} and ${negated}` : `neither ${plain} nor ${negated}`;
    return [{ id, path: at(plain), found, allowed: "exactly one of the two", fix: `write one ${plain} element` }];
  }
  const name = hasPlain ? plain : negated;
  return checkTextList(json[name], at(name), "not empty");
}

const actionPattern = /^(\*|[a-z0-9-]+:[A-Za-z0-9*?]+)$/;

/** Checks the form of actions and resources. Stricter than RAM, which accepts malformed texts and ignores them. */
function checkSpelling(statement: Readonly<Record<string, unknown>>): readonly Problem[] {
  return [
    ...textsOf(statement, ["Action", "NotAction"]).flatMap(({ text, path }) => checkActionSpelling(text, path)),
    ...textsOf(statement, ["Resource", "NotResource"]).flatMap(({ text, path }) =>
      text === "*" || startsWithToken(text) ? [] : Arn.check(text, path),
    ),
  ];
}

/** The texts of elements. Values that are not texts are reported as problems of form. */
function textsOf(statement: Readonly<Record<string, unknown>>, names: readonly string[]) {
  return names.flatMap((name) => {
    const value = statement[name];
    const values: readonly unknown[] = Array.isArray(value) ? value : [value];
    return values.flatMap((text, index) =>
      typeof text === "string" && text !== "" && !isCompoundToken(text) ? [{ text, path: `${name}[${index}]` }] : [],
    );
  });
}

function checkActionSpelling(action: string, path: string): readonly Problem[] {
  // The value of a token is not known: it may be a name, a RAM code, or both.
  const right = hasToken(action) ? /^[A-Za-z0-9:*?-]*$/.test(literalText(action)) : actionPattern.test(action);
  if (right) return [];
  return [
    {
      id: policyProblemIds.actionShape,
      path,
      found: quote(action),
      allowed: "ram-code:ActionName such as agentrun:GetAgentRuntime, a pattern of it, or *",
      fix: "write the RAM code of the service in lower case, a colon, and the action",
    },
  ];
}
