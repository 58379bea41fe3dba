import { certainDocument } from "../grants/certain-document";
import { readContext } from "../policy/evaluate/condition-match";
import { requestedGroup } from "../policy/evaluate/resource-group";
import { policyIn } from "../grants/grants-in-case";
import { type ConditionCase, answersFor, caseInWords, conditionCases } from "../grants/open-conditions";
import { restoreExpressions } from "../terraform/expressions";
import { type AccessRequest, type Decision, type StatementTrace, evaluate } from "../policy";
import {
  type GrantedPolicy,
  type PrincipalGrants,
  type PrincipalName,
  type SynthesizedStack,
  grantsOfStacks,
} from "../review";
import { controlPolicies } from "./control-policies";
import type { PlacedPolicy } from "./placed-policy";
import type { Wanted } from "./proposal";
import { isSameName } from "../policy/letter-case";

/** A statement that covers the refused action. */
export interface StatementEvidence {
  readonly stack: string;
  /** Path of the construct, or the address of the resource without one; `undefined` for system policies. */
  readonly construct: string | undefined;
  readonly policy: string;
  /** Index of the statement in the policy. */
  readonly statement: number;
  readonly effect: "Allow" | "Deny";
  /** `account`, `control policy`, or `resource group <id>`. */
  readonly scope: string;
  /** The group through which a user has the policy. */
  readonly through: string | undefined;
  readonly applies: "yes" | "perhaps" | "no";
  /** Why it does not apply, or only possibly applies. */
  readonly why: string | undefined;
}

/** What stacks decide about a refused request. */
export interface StackEvidence {
  readonly principal: PrincipalName;
  /** Whether the principal occurs in the stacks. */
  readonly isKnown: boolean;
  readonly decision: Decision;
  readonly statements: readonly StatementEvidence[];
  /** Names of attached policies of which neither the stacks nor the catalog have a confirmed document. */
  readonly unread: readonly string[];
}

/** All principals of the stacks, sorted, e.g. `group dev`. */
export function principalsOf(stacks: readonly SynthesizedStack[]): readonly string[] {
  const names = grantsOfStacks(stacks).flatMap(({ principals }) =>
    principals.map(({ principal: { kind, name } }) => `${kind} ${name}`),
  );
  return [...new Set(names)].sort();
}

/**
 * Evaluates a request against the policies of a principal in stacks, which are assumed to share one account.
 *
 * @throws UnreadableStackError RAM501 for an invalid policy or trust document
 */
export function stackEvidence(
  stacks: readonly SynthesizedStack[],
  principal: PrincipalName,
  wanted: Wanted,
): StackEvidence {
  const { placed, isKnown } = policiesOf(stacks, principal);
  const cases = conditionCases(placed.flatMap(({ policy }) => policy.chosen ?? []));
  const control = controlPolicies(stacks);
  const statements = new Map<string, StatementEvidence>();
  const decisions = new Set<Decision>();
  for (const answers of cases ?? [new Map()]) {
    for (const decision of decide(policiesIn(placed, answers), wanted, statements)) decisions.add(decision);
  }
  for (const request of wanted.requests) {
    for (const policy of control) noteDenies(statements, policy, request, wanted);
  }
  const [only, ...others] = [...decisions];
  const isRead = (policy: GrantedPolicy): boolean =>
    certainDocument(policy) !== undefined || (cases !== undefined && policy.chosen !== undefined);
  return {
    principal,
    isKnown,
    decision: others.length === 0 ? (only ?? "ImplicitDeny") : "Depends",
    statements: [...statements.values()],
    unread: [...new Set(placed.filter(({ policy }) => !isRead(policy)).map(({ name }) => name))],
  };
}

/** Evaluates the requests against policies, and notes the statements that are about them. */
function decide(
  policies: readonly PlacedPolicy[],
  wanted: Wanted,
  statements: Map<string, StatementEvidence>,
): ReadonlySet<Decision> {
  const inGroups = new Map<string, PlacedPolicy[]>();
  for (const policy of policies) {
    const { scope } = policy;
    if (scope.startsWith(groupScope)) inGroups.set(scope, [...(inGroups.get(scope) ?? []), policy]);
  }
  const named = requestedGroup(undefined, readContext(wanted.context));
  const account = policies.filter(({ scope }) => scope === "account");
  const decisions = new Set<Decision>();
  for (const request of wanted.requests) {
    const { decision, layers } = evaluate({
      policies: {
        account: account.map(({ document }) => document),
        resourceGroups: new Map(
          [...inGroups].map(([scope, some]) => [scope.slice(groupScope.length), some.map(({ document }) => document)]),
        ),
      },
      request,
      context: wanted.context,
      explain: true,
    });
    decisions.add(decision);
    for (const { layer, resourceGroup, statements: traces } of layers) {
      const isAccount = layer === "AccountLevelIdentityBasedPolicy";
      const of = isAccount ? account : (inGroups.get(`${groupScope}${resourceGroup ?? named ?? ""}`) ?? []);
      for (const trace of traces) note(statements, of[trace.policy], trace);
    }
  }
  return decisions;
}

/** The policies in a case of the conditions that decide which documents they have. */
function policiesIn(placed: readonly PlacedGrant[], answers: ConditionCase): readonly PlacedPolicy[] {
  return placed.flatMap(({ policy, ...place }) => {
    const document = certainDocument(policyIn(policy, answers));
    if (document === undefined) return [];
    const { chosen } = policy;
    return { ...place, document, ...(chosen === undefined ? {} : { where: caseInWords(answersFor(chosen, answers)) }) };
  });
}

const groupScope = "resource group ";

/** Notes statements of a control policy that deny the request. It is not known whether the policy is attached. */
function noteDenies(
  statements: Map<string, StatementEvidence>,
  policy: PlacedPolicy,
  request: AccessRequest,
  { context }: Wanted,
): void {
  const { layers } = evaluate({ policies: [policy.document], request, context });
  for (const trace of layers.flatMap((layer) => layer.statements)) {
    if (trace.effect === "Deny") note(statements, policy, trace);
  }
}

const order = ["no", "perhaps", "yes"] as const;

function note(
  statements: Map<string, StatementEvidence>,
  policy: PlacedPolicy | undefined,
  trace: StatementTrace,
): void {
  if (policy === undefined || trace.reason === "action not covered") return;
  const { statement, effect, truth, reason, tests } = trace;
  const { document, where, ...place } = policy;
  // Another document may be chosen.
  const ifCovered = where === undefined ? "yes" : "perhaps";
  const applies = truth === true ? ifCovered : truth === "unknown" ? "perhaps" : "no";
  const key = JSON.stringify([place, where, statement]);
  const known = statements.get(key);
  if (known !== undefined && order.indexOf(known.applies) >= order.indexOf(applies)) return;
  const turnsOn = tests.map(({ operator, key: name, values }) => `${name} ${operator} ${values.join(" or ")}`);
  const resources = document.statements[statement]?.resources.join(", ") ?? "";
  const detail =
    turnsOn.length > 0 ? turnsOn.join(" and ") : reason.startsWith("resource") ? `it is on ${resources}` : "";
  const unlessCovered = truth === true ? [] : [detail === "" ? reason : `${reason}: ${detail}`];
  const why = [...(where === undefined ? [] : [`the policy has it where ${where}`]), ...unlessCovered].join("; ");
  statements.set(key, {
    ...place,
    policy: policy.name,
    statement,
    effect,
    applies,
    why: why === "" ? undefined : restoreExpressions(why),
  });
}

interface Found {
  readonly placed: readonly PlacedGrant[];
  readonly isKnown: boolean;
}

function policiesOf(stacks: readonly SynthesizedStack[], { kind, name }: PrincipalName): Found {
  const all = grantsOfStacks(stacks).flatMap(({ file, principals }) =>
    principals.map((grants) => ({ in: stacks.filter((stack) => stack.file === file), grants })),
  );
  const named = (wanted: string, of: string) =>
    all.filter(({ grants: { principal } }) => principal.kind === wanted && same(principal.name, of));
  const own = named(kind, name);
  const groups = kind === "user" ? [...new Set(own.flatMap(({ grants }) => grants.groups))] : [];
  const placed = [
    ...own.flatMap((one) => placedIn([...one.in, ...stacks], one.grants, undefined)),
    ...groups.flatMap((group) =>
      named("group", group).flatMap((one) => placedIn([...one.in, ...stacks], one.grants, group)),
    ),
  ];
  return { placed, isKnown: own.length > 0 };
}

function same(left: string, right: string): boolean {
  return isSameName(left, right);
}

/** A policy that a principal has, with its origin. */
type PlacedGrant = Omit<PlacedPolicy, "document" | "where"> & { readonly policy: GrantedPolicy };

/** @param stacks the stacks to search for policies, starting with that of the attachment */
function placedIn(
  stacks: readonly SynthesizedStack[],
  grants: PrincipalGrants,
  through: string | undefined,
): readonly PlacedGrant[] {
  const place = (policy: GrantedPolicy, scope: string): PlacedGrant => {
    const { name, source } = policy;
    const found = stacks.flatMap((stack) =>
      stack.resources.filter(({ address }) => address === source).map((resource) => ({ stack, resource })),
    )[0];
    return {
      stack: (found?.stack ?? stacks[0])?.name ?? "",
      construct: found === undefined ? source : found.resource.path,
      name: restoreExpressions(name),
      policy,
      scope,
      through,
    };
  };
  return [
    ...grants.account.map((policy) => place(policy, "account")),
    ...[...grants.resourceGroups].flatMap(([id, policies]) =>
      policies.map((policy) => place(policy, `resource group ${id}`)),
    ),
  ];
}
