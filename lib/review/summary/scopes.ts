import type { PolicyStatement } from "../../policy";
import type { GrantedPolicy, PrincipalGrants } from "../../grants/grant-model";
import { restoreExpressions } from "../../terraform/expressions";
import { type Bounds, allowedActions } from "./allowed-actions";
import { marksOf, mergeMarks } from "./access-marks";
import { featureAccess } from "./feature-access";
import { serviceAccess } from "./service-access";
import type { ActionAccess, AllowedAction, AttachedPolicy, ScopeAccess, StatementAccess } from "./summary-report";

/** A policy of a principal, and how the principal gets it. */
interface HeldPolicy {
  readonly policy: GrantedPolicy;
  readonly direct: boolean;
  readonly groups: readonly string[];
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
  const accountDenies = statementsOf(account, "Deny");
  const ids = new Set([own, ...groups].flatMap(({ resourceGroups }) => [...resourceGroups.keys()]));
  const inGroups = [...ids].map((id) => {
    const policies = held((grants) => grants.resourceGroups.get(id) ?? []);
    const bounds = { account: accountDenies, resourceGroup: statementsOf(policies, "Deny") };
    return scope(id, policies, bounds, ask);
  });
  const inAccount = scope(undefined, account, { account: accountDenies, resourceGroup: undefined }, ask);
  return [
    ...(account.length === 0 ? [] : [inAccount]),
    ...inGroups.sort((a, b) => ((a.resourceGroup ?? "") < (b.resourceGroup ?? "") ? -1 : 1)),
  ];
}

/** Merges policies that a principal gets in more than one way. */
function merge(held: readonly HeldPolicy[]): readonly HeldPolicy[] {
  const merged = new Map<string, HeldPolicy>();
  for (const one of held) {
    const { name, type, document } = one.policy;
    const key = JSON.stringify([name, type, document?.toText()]);
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

function scope(
  resourceGroup: string | undefined,
  held: readonly HeldPolicy[],
  bounds: Bounds,
  ask: AskOnce,
): ScopeAccess {
  const judged = held.flatMap(({ policy }) => judge(policy, bounds, ask));
  const actions = new Map<string, ActionAccess>();
  const contested = new Set<string>();
  for (const { name, access, contested: isContested } of judged.flatMap(({ allowed }) => allowed)) {
    if (actions.get(name) !== "allowed") actions.set(name, access);
    if (isContested === true) contested.add(name);
  }
  const onlyContested = [...contested].filter((name) => actions.get(name) !== "allowed").sort();
  const all = [...actions].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, access]) => ({ name, access }));
  return {
    resourceGroup,
    policies: held.map(({ policy, direct, groups }): AttachedPolicy => {
      const { name, type, document, unconfirmed } = policy;
      const doubt = unconfirmed === undefined ? {} : { unconfirmed };
      return { name, type, known: document !== undefined, ...doubt, direct, groups };
    }),
    features: featureAccess(actions),
    services: serviceAccess(all).map((service) => ({ ...service, actions: shown(service.actions) })),
    statements: judged.map(({ policy, statement, allowed }): StatementAccess => {
      return { ...statementShown(statement, policy), allowed: shown(allowed) };
    }),
    marks: mergeMarks(
      judged.flatMap(({ statement, allowed }) => (statement.effect === "Allow" ? marksOf(statement, allowed) : [])),
    ).map((mark) => ({ ...mark, actions: mark.actions.map(restoreExpressions) })),
    ...(onlyContested.length === 0 ? {} : { contested: onlyContested }),
  };
}

interface JudgedStatement {
  readonly policy: string;
  readonly statement: PolicyStatement;
  readonly allowed: readonly AllowedAction[];
}

function judge(
  { name, document, unconfirmed }: GrantedPolicy,
  bounds: Bounds,
  ask: AskOnce,
): readonly JudgedStatement[] {
  const sure = (allowed: readonly AllowedAction[]): readonly AllowedAction[] =>
    unconfirmed === undefined ? allowed : allowed.map((action) => ({ ...action, access: "conditional" }));
  return (document?.statements ?? []).map((statement) => ({
    policy: name,
    statement,
    allowed: statement.effect === "Allow" ? sure(ask(statement, bounds)) : [],
  }));
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
