import { actionsMatching, service } from "../catalog";
import {
  type MigrationKind,
  type MigrationOutcome,
  type PublishedCounterpart,
  migrationOf,
  migrationSource,
  publishedCounterparts,
} from "../catalog/migration";
import { type PolicyStatement, isPattern, matchesPattern, patternsOverlap } from "../policy";
import { foldCase } from "../policy/letter-case";
import { partlyKnown } from "../policy/patterns/partly-known";
import { restoreExpressions } from "../terraform/expressions";
import { possibleDocuments } from "./certain-document";
import type { GrantModel, GrantedPolicy } from "./grant-model";
import type { UnknownPart } from "./unknown-parts";

/** AgentRun's actions of one kind in a statement, and what becomes of their resources. */
export interface MigrationRow extends Pick<MigrationKind, "kind" | "outcome" | "why"> {
  /** Types of resources of AgentCore; empty without a counterpart. */
  readonly agentcore: readonly string[];
  /** Known actions that the statement covers, and actions that it names, sorted. */
  readonly actions: readonly string[];
  /** Actions of AgentCore that a page authorizes on these types. No document says that they replace the ones above. */
  readonly published: readonly PublishedCounterpart[];
}

/** A statement about actions of AgentRun. */
export interface MigratedStatement {
  readonly stack: string;
  readonly policy: string;
  /** e.g. `group dev`, `role run in the resource group rg-1`; empty for an unattached policy. */
  readonly attachedTo: readonly string[];
  /** Index in the policy. */
  readonly statement: number;
  /** A `Deny` without a counterpart no longer denies anything. */
  readonly effect: "Allow" | "Deny";
  /** Whether it covers actions of AgentRun by a wildcard or an exception, and so also those that nobody knows yet. */
  readonly isOpen: boolean;
  readonly rows: readonly MigrationRow[];
}

/** A policy that may be about AgentRun, and that could not be read. */
export interface UnreadPolicy {
  readonly stack: string;
  readonly policy: string;
  readonly attachedTo: readonly string[];
  readonly why: string;
}

/** What becomes of grants on AgentRun in AgentCore. It has no policy: no document maps actions to actions. */
export interface MigrationReport {
  readonly source: string;
  readonly version: string;
  readonly read: string;
  readonly statements: readonly MigratedStatement[];
  readonly unread: readonly UnreadPolicy[];
  /** Number of actions in statements, by outcome. */
  readonly totals: Readonly<Record<MigrationOutcome, number>>;
}

/** Reports on every policy of the models. */
export function migrationReport(models: readonly GrantModel[]): MigrationReport {
  const placed = models.flatMap(placedPolicies);
  const statements = placed.flatMap(statementsOf);
  const rows = statements.flatMap((one) => one.rows);
  const total = (outcome: MigrationOutcome): number =>
    rows.filter((row) => row.outcome === outcome).reduce((sum, { actions }) => sum + actions.length, 0);
  return {
    ...migrationSource(),
    statements,
    unread: [...placed.flatMap(unreadOf), ...models.flatMap(unknownOf)],
    totals: {
      counterpart: total("counterpart"),
      partly: total("partly"),
      none: total("none"),
      unproved: total("unproved"),
    },
  };
}

interface PlacedPolicy {
  readonly stack: string;
  readonly policy: GrantedPolicy;
  readonly attachedTo: readonly string[];
}

/** The policies of a model, each once with all that it is attached to. */
function placedPolicies({ stack, principals, unattached }: GrantModel): readonly PlacedPolicy[] {
  const found = new Map<string, { readonly policy: GrantedPolicy; readonly attachedTo: string[] }>();
  const add = (policy: GrantedPolicy, to: readonly string[]): void => {
    const key = JSON.stringify([policy.type, policy.name, policy.source, policy.document?.toText()]);
    const known = found.get(key) ?? { policy, attachedTo: [] };
    known.attachedTo.push(...to);
    found.set(key, known);
  };
  for (const { principal, account, resourceGroups } of principals) {
    const name = `${principal.kind} ${restoreExpressions(principal.name)}`;
    for (const policy of account) add(policy, [name]);
    for (const [id, policies] of resourceGroups) {
      for (const policy of policies) add(policy, [`${name} in the resource group ${restoreExpressions(id)}`]);
    }
  }
  for (const policy of unattached) add(policy, []);
  return [...found.values()].map((one) => ({ stack, ...one }));
}

function statementsOf({ stack, policy, attachedTo }: PlacedPolicy): readonly MigratedStatement[] {
  const found = (possibleDocuments(policy) ?? []).flatMap((document) =>
    document.statements.flatMap((statement, index): readonly MigratedStatement[] => {
      const { actions, isOpen } = agentRunActions(statement);
      if (actions.length === 0 && !isOpen) return [];
      const place = { stack, policy: restoreExpressions(policy.name), attachedTo, statement: index };
      return [{ ...place, effect: statement.effect, isOpen, rows: rowsOf(actions) }];
    }),
  );
  // Documents that a condition chooses from are often alike.
  return [...new Map(found.map((one) => [JSON.stringify(one), one])).values()];
}

function rowsOf(actions: readonly string[]): readonly MigrationRow[] {
  const byKind = new Map<MigrationKind, string[]>();
  for (const action of actions) {
    const kind = migrationOf(action);
    const ofKind = byKind.get(kind);
    if (ofKind === undefined) byKind.set(kind, [action]);
    else ofKind.push(action);
  }
  return [...byKind]
    .map(([kind, ofKind]) => ({
      kind: kind.kind,
      outcome: kind.outcome,
      agentcore: kind.agentcore ?? [],
      why: kind.why,
      actions: ofKind.map(restoreExpressions),
      published: publishedCounterparts(kind),
    }))
    .sort((a, b) => (a.kind < b.kind ? -1 : 1));
}

const anyAction = "agentrun:*";

/** The actions of AgentRun that a statement is about, and whether it is about more than can be listed. */
function agentRunActions({ actionElement, actions }: PolicyStatement): {
  readonly actions: readonly string[];
  readonly isOpen: boolean;
} {
  if (actionElement === "NotAction") {
    const isExcepted = (name: string): boolean =>
      actions.some((one) => !partlyKnown(one).isUnknown && matchesPattern(foldCase(one), foldCase(name)));
    return { actions: knownActions(anyAction).filter((name) => !isExcepted(name)), isOpen: !isExcepted(anyAction) };
  }
  const own = actions.filter((one) => patternsOverlap(foldCase(partlyKnown(one).widest), anyAction));
  const named = own.flatMap((one) => {
    const { widest, isUnknown } = partlyKnown(one);
    return isUnknown || isPattern(widest) ? knownActions(widest) : [one];
  });
  const isOpen = own.some((one) => isPattern(partlyKnown(one).widest));
  return { actions: [...new Set(named)].sort(), isOpen };
}

/** Actions of AgentRun that documents name, and operations of its SDKs, that a pattern matches. */
function knownActions(pattern: string): readonly string[] {
  const operations = [...(service("agentrun")?.operations.keys() ?? [])];
  return [
    ...new Set([
      ...actionsMatching(pattern).flatMap(({ service: code, name }) => (code === "agentrun" ? [name] : [])),
      ...operations.filter((name) => matchesPattern(foldCase(pattern), foldCase(name))),
    ]),
  ].sort();
}

function unreadOf({ stack, policy, attachedTo }: PlacedPolicy): readonly UnreadPolicy[] {
  if (possibleDocuments(policy) !== undefined) return [];
  const why = policy.unconfirmed ?? "neither the input nor the catalog has its document";
  return [{ stack, policy: restoreExpressions(policy.name), attachedTo, why }];
}

/** Parts that may hold further policies. Unknown policies are among the policies. */
const mayHoldPolicies: ReadonlySet<UnknownPart["what"]> = new Set(["value", "number of", "resource", "module"]);

function unknownOf({ stack, unknown = [] }: GrantModel): readonly UnreadPolicy[] {
  return unknown
    .filter(({ what }) => mayHoldPolicies.has(what))
    .map(({ what, name, why }) => ({ stack, policy: restoreExpressions(`${what} ${name}`), attachedTo: [], why }));
}
