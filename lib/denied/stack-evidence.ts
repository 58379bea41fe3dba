import { certainDocument } from "../grants/certain-document";
import { readContext } from "../policy/evaluate/condition-match";
import { requestedGroup } from "../policy/evaluate/resource-group";
import { restoreExpressions } from "../terraform/expressions";
import { type AccessRequest, type Decision, type PolicyDocument, type StatementTrace, evaluate } from "../policy";
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
  const { policies, unread, isKnown } = policiesOf(stacks, principal);
  const inGroups = new Map<string, PlacedPolicy[]>();
  for (const policy of policies) {
    const { scope } = policy;
    if (scope.startsWith(groupScope)) inGroups.set(scope, [...(inGroups.get(scope) ?? []), policy]);
  }
  const named = requestedGroup(undefined, readContext(wanted.context));
  const account = policies.filter(({ scope }) => scope === "account");
  const control = controlPolicies(stacks);
  const statements = new Map<string, StatementEvidence>();
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
    for (const policy of control) noteDenies(statements, policy, request, wanted);
  }
  const [only, ...others] = [...decisions];
  return {
    principal,
    isKnown,
    decision: others.length === 0 ? (only ?? "ImplicitDeny") : "Depends",
    statements: [...statements.values()],
    unread,
  };
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
  const applies = truth === true ? "yes" : truth === "unknown" ? "perhaps" : "no";
  const key = JSON.stringify([policy.stack, policy.construct, policy.name, policy.scope, policy.through, statement]);
  const known = statements.get(key);
  if (known !== undefined && order.indexOf(known.applies) >= order.indexOf(applies)) return;
  const turnsOn = tests.map(({ operator, key: name, values }) => `${name} ${operator} ${values.join(" or ")}`);
  const resources = policy.document.statements[statement]?.resources.join(", ") ?? "";
  const detail =
    turnsOn.length > 0 ? turnsOn.join(" and ") : reason.startsWith("resource") ? `it is on ${resources}` : "";
  const { document: _, ...place } = policy;
  statements.set(key, {
    ...place,
    policy: policy.name,
    statement,
    effect,
    applies,
    why: applies === "yes" ? undefined : restoreExpressions(detail === "" ? reason : `${reason}: ${detail}`),
  });
}

interface Found {
  readonly policies: readonly PlacedPolicy[];
  readonly unread: readonly string[];
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
  return {
    policies: placed.flatMap(({ document, ...rest }) => (document === undefined ? [] : [{ document, ...rest }])),
    unread: [...new Set(placed.filter(({ document }) => document === undefined).map((policy) => policy.name))],
    isKnown: own.length > 0,
  };
}

function same(left: string, right: string): boolean {
  return isSameName(left, right);
}

type MaybePlaced = Omit<PlacedPolicy, "document"> & { readonly document: PolicyDocument | undefined };

/** @param stacks the stacks to search for policies, starting with that of the attachment */
function placedIn(
  stacks: readonly SynthesizedStack[],
  grants: PrincipalGrants,
  through: string | undefined,
): readonly MaybePlaced[] {
  const place = (policy: GrantedPolicy, scope: string): MaybePlaced => {
    const { name, source } = policy;
    const found = stacks.flatMap((stack) =>
      stack.resources.filter(({ address }) => address === source).map((resource) => ({ stack, resource })),
    )[0];
    return {
      stack: (found?.stack ?? stacks[0])?.name ?? "",
      construct: found === undefined ? source : found.resource.path,
      name: restoreExpressions(name),
      document: certainDocument(policy),
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
