import type { PolicyStatement } from "../../policy";
import type { GrantedPolicy, PrincipalGrants } from "../../grants/grant-model";
import { policyIn } from "../../grants/grants-in-case";
import { type ConditionAnswer, type ConditionCase, answersFor, conditionCases } from "../../grants/open-conditions";
import { conditionTexts } from "../../terraform/document-branches";
import { restoreExpressions } from "../../terraform/expressions";
import { type Bounds, allowedActions } from "./allowed-actions";
import { marksOf, mergeMarks } from "./access-marks";
import { featureAccess } from "./feature-access";
import { serviceAccess } from "./service-access";
import { type ScopeCase, actionsIn, actionsInAll, marksInAll, statementsInAll } from "./scope-cases";
import type { AllowedAction, AttachedPolicy, CaseAccess, ScopeAccess, StatementAccess } from "./summary-report";

/** A policy of a principal, and how the principal gets it. */
interface HeldPolicy {
  readonly policy: GrantedPolicy;
  readonly direct: boolean;
  readonly groups: readonly string[];
  /** The answers by which its document is chosen. */
  readonly where?: readonly ConditionAnswer[];
}

/** The policies that a principal has in the account or in a resource group. */
interface HeldScope {
  readonly resourceGroup: string | undefined;
  readonly held: readonly HeldPolicy[];
}

/** {@link allowedActions}, cached. */
export type AskOnce = (allow: PolicyStatement, bounds: Bounds) => readonly AllowedAction[];

/** A cache for principals that share policies. */
export function askOnce(): AskOnce {
  const answers = new Map<string, readonly AllowedAction[]>();
  return (allow, bounds) => {
    const texts = [[allow], bounds.account, bounds.resourceGroup ?? []].map((list) =>
      list.map((statement) => statement.toJson()),
    );
    const question = JSON.stringify([...texts, bounds.resourceGroup === undefined]);
    const answer = answers.get(question) ?? allowedActions(allow, bounds);
    answers.set(question, answer);
    return answer;
  };
}

/** What a principal may do, including by policies of its groups. */
export function scopesOf(
  own: PrincipalGrants,
  groups: readonly PrincipalGrants[],
  ask: AskOnce,
): readonly ScopeAccess[] {
  const held = (policiesOf: (grants: PrincipalGrants) => readonly GrantedPolicy[]): readonly HeldPolicy[] =>
    merge([
      ...policiesOf(own).map((policy) => ({ policy, direct: true, groups: [] })),
      ...groups.flatMap((group) =>
        policiesOf(group).map((policy) => ({ policy, direct: false, groups: [group.principal.name] })),
      ),
    ]);
  const account = held((grants) => grants.account);
  const ids = new Set([own, ...groups].flatMap(({ resourceGroups }) => [...resourceGroups.keys()]));
  const scopes: readonly HeldScope[] = [
    ...(account.length === 0 ? [] : [{ resourceGroup: undefined, held: account }]),
    ...[...ids].sort().map((id) => ({
      resourceGroup: id,
      held: held((grants) => grants.resourceGroups.get(id) ?? []),
    })),
  ];
  const chosen = scopes.flatMap((scope) => scope.held).flatMap(({ policy }) => policy.chosen ?? []);
  const cases = conditionCases(chosen);
  return scopes.map((scope) =>
    scopeAccess(
      scope,
      (cases ?? [new Map()]).map((answers) => judgeIn(answers, scope, account, ask)),
      cases !== undefined,
    ),
  );
}

/** Merges policies that a principal gets in more than one way. */
function merge(held: readonly HeldPolicy[]): readonly HeldPolicy[] {
  const merged = new Map<string, HeldPolicy>();
  for (const one of held) {
    const { name, type, document, madeOf } = one.policy;
    const key = JSON.stringify([name, type, document?.toText() ?? madeOf]);
    const same = merged.get(key);
    merged.set(key, {
      policy: one.policy,
      direct: one.direct || same?.direct === true,
      groups: [...new Set([...(same?.groups ?? []), ...one.groups])].sort(),
    });
  }
  return [...merged].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, policy]) => policy);
}

function statementsOf(held: readonly HeldPolicy[], effect: "Allow" | "Deny"): readonly PolicyStatement[] {
  return held
    .flatMap(({ policy }) => policy.document?.statements ?? [])
    .filter((statement) => statement.effect === effect);
}

/** What the statements of a scope allow in a case of the conditions that decide which documents policies have. */
function judgeIn(
  answers: ConditionCase,
  { resourceGroup, held }: HeldScope,
  account: readonly HeldPolicy[],
  ask: AskOnce,
): ScopeCase {
  const inCase = (policies: readonly HeldPolicy[]): readonly HeldPolicy[] =>
    policies.map((one) => {
      const { chosen } = one.policy;
      if (chosen === undefined) return one;
      return { ...one, policy: policyIn(one.policy, answers), where: answersFor(chosen, answers) };
    });
  const own = inCase(held);
  const bounds = {
    account: statementsOf(inCase(account), "Deny"),
    resourceGroup: resourceGroup === undefined ? undefined : statementsOf(own, "Deny"),
  };
  return { answers: [...answers.values()], judged: own.flatMap((one) => judge(one, bounds, ask)) };
}

function judge({ policy, where }: HeldPolicy, bounds: Bounds, ask: AskOnce): ScopeCase["judged"] {
  const { name, document, unconfirmed } = policy;
  const sure = (allowed: readonly AllowedAction[]): readonly AllowedAction[] =>
    unconfirmed === undefined ? allowed : allowed.map((action) => ({ ...action, access: "conditional" }));
  return (document?.statements ?? []).map((statement) => ({
    policy: name,
    statement,
    allowed: statement.effect === "Allow" ? sure(ask(statement, bounds)) : [],
    ...(where === undefined ? {} : { where }),
  }));
}

function scopeAccess({ resourceGroup, held }: HeldScope, cases: readonly ScopeCase[], isDecided: boolean): ScopeAccess {
  const perCase = cases.map((one) => ({ answers: one.answers, ...accessIn([one]) }));
  const isSame = new Set(perCase.map(({ answers: _, ...access }) => JSON.stringify(access))).size === 1;
  return {
    resourceGroup,
    policies: held.map(({ policy, direct, groups }) => attached(policy, direct, groups, isDecided)),
    ...accessIn(cases),
    statements: statementsInAll(cases).map(({ policy, statement, allowed, where }) => ({
      ...statementShown(statement, policy),
      allowed: shown(allowed),
      ...(where === undefined ? {} : { where }),
    })),
    ...(isSame ? {} : { cases: perCase }),
  };
}

function attached(
  policy: GrantedPolicy,
  direct: boolean,
  groups: readonly string[],
  isDecided: boolean,
): AttachedPolicy {
  const { name, type, document, unconfirmed, chosen } = policy;
  const isChosen = isDecided && chosen !== undefined;
  return {
    name,
    type,
    known: document !== undefined || isChosen,
    ...(unconfirmed === undefined ? {} : { unconfirmed }),
    ...(isChosen ? { dependsOn: conditionTexts(chosen.branches) } : {}),
    direct,
    groups,
  };
}

/** What is allowed in all of the cases, and what in some. */
function accessIn(cases: readonly ScopeCase[]): Omit<CaseAccess, "answers"> {
  const { actions, contested } = actionsInAll(cases.map(actionsIn));
  const all = [...actions].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, access]) => ({ name, access }));
  return {
    features: featureAccess(actions),
    services: serviceAccess(all).map((service) => ({ ...service, actions: shown(service.actions) })),
    marks: marksInAll(cases.map(marksIn)).map((mark) => ({ ...mark, actions: mark.actions.map(restoreExpressions) })),
    ...(contested.length === 0 ? {} : { contested }),
  };
}

function marksIn({ judged }: ScopeCase): ReturnType<typeof mergeMarks> {
  return mergeMarks(
    judged.flatMap(({ statement, allowed }) => (statement.effect === "Allow" ? marksOf(statement, allowed) : [])),
  );
}

function shown(actions: readonly AllowedAction[]): readonly AllowedAction[] {
  return actions.map((action) => ({ ...action, name: restoreExpressions(action.name) }));
}

/** A statement for display. */
export function statementShown(statement: PolicyStatement, policy: string): Omit<StatementAccess, "allowed"> {
  const readable = statement.mapText(restoreExpressions);
  return {
    effect: readable.effect,
    actionElement: readable.actionElement,
    actions: [...new Set(readable.actions)].sort(),
    resourceElement: readable.resourceElement,
    resources: [...new Set(readable.resources)].sort(),
    conditions: readable.conditions,
    policy,
  };
}
