import { certainDocument } from "../grants/certain-document";
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

/** A statement that has to do with a refused request. */
export interface StatementEvidence {
  readonly stack: string;
  /** Path of the construct; the address of the resource where the file does not say; `undefined` for system policies. */
  readonly construct: string | undefined;
  readonly policy: string;
  /** `Statement[n]` of it. */
  readonly statement: number;
  readonly effect: "Allow" | "Deny";
  /** Where the policy holds: `account`, `control policy`, or `resource group <id>`. */
  readonly scope: string;
  /** Group through which a user has it. */
  readonly through: string | undefined;
  readonly applies: "yes" | "perhaps" | "no";
  /** Why it does not apply, or perhaps does not. */
  readonly why: string | undefined;
}

/** What stacks say of a refused request. */
export interface StackEvidence {
  readonly principal: PrincipalName;
  /** Whether the stacks know the principal. */
  readonly isKnown: boolean;
  /** What the policies of the stacks decide. */
  readonly decision: Decision;
  readonly statements: readonly StatementEvidence[];
  /** Names of attached policies whose documents are neither in the stacks nor in the catalog for certain. */
  readonly unread: readonly string[];
}

/** Everyone whom the stacks know, e.g. `group dev`, sorted. */
export function principalsOf(stacks: readonly SynthesizedStack[]): readonly string[] {
  const names = grantsOfStacks(stacks).flatMap(({ principals }) =>
    principals.map(({ principal: { kind, name } }) => `${kind} ${name}`),
  );
  return [...new Set(names)].sort();
}

/**
 * What the policies of stacks, all taken to be for one account, say of a request of a principal.
 *
 * @throws UnreadableStackError RAM501 for a policy or trust document that is none
 */
export function stackEvidence(
  stacks: readonly SynthesizedStack[],
  principal: PrincipalName,
  wanted: Wanted,
): StackEvidence {
  const { policies, unread, isKnown } = policiesOf(stacks, principal);
  const groups = [...new Set(policies.map(({ scope }) => scope))].filter((scope) => scope.startsWith("resource group"));
  const account = policies.filter(({ scope }) => scope === "account");
  const control = controlPolicies(stacks);
  const statements = new Map<string, StatementEvidence>();
  const decisions = new Set<Decision>();
  for (const request of wanted.requests) {
    for (const group of groups.length === 0 ? [undefined] : groups) {
      const inGroup = policies.filter(({ scope }) => scope === group);
      const { decision, layers } = evaluate({
        policies: {
          account: account.map(({ document }) => document),
          ...(group === undefined ? {} : { resourceGroup: inGroup.map(({ document }) => document) }),
        },
        request,
        context: wanted.context,
        explain: true,
      });
      decisions.add(decision);
      for (const { layer, statements: traces } of layers) {
        const of = layer === "AccountLevelIdentityBasedPolicy" ? account : inGroup;
        for (const trace of traces) note(statements, of[trace.policy], trace);
      }
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

/** A control policy stands above the account; nobody is told here whether it is attached, so that it only perhaps applies. */
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

/** @param stacks where policies may be, those of the attachment first */
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
