import { type AccessClass, accessClassOf, accessClasses, catalogAction, feature, featuresOf } from "../../catalog";
import { foldCase } from "../../policy/letter-case";
import { type RiskMark, riskMarks } from "../report/review-report";
import type {
  AccessMark,
  AllowedAction,
  PrincipalAccess,
  ScopeAccess,
  StackAccess,
  StatementAccess,
  SummaryReport,
  TrustedPrincipal,
} from "../summary";
import { merged } from "./merged";

/** `outside` is somebody who may assume a role and is not a principal of the stack; `risk` is what a path leads to. */
export type NodeKind =
  "user" | "group" | "role" | "policy" | "system policy" | "feature" | "service" | "outside" | "risk";

/** A thing of the graph, or several that have the same edges. */
export interface GraphNode {
  readonly id: string;
  readonly kind: NodeKind;
  /** Sorted. */
  readonly names: readonly string[];
  /** Whether it is not known what it grants, or who it is. */
  readonly isOpen: boolean;
  /** Whether a path from it leads to a risk. */
  readonly isRisky: boolean;
}

export interface GraphEdge {
  readonly from: string;
  readonly to: string;
  readonly label: string;
  /** Whether it holds only under conditions, or perhaps. */
  readonly isOpen: boolean;
  readonly isRisky: boolean;
}

/** Who reaches what in a stack. */
export interface AccessGraph {
  readonly stack: string;
  /** In the order of the summary. */
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
}

/**
 * Who reaches what: principals, their groups, policies, and the features that these grant; who may assume roles; and the
 * paths that lead to more permissions. Leaves out policies that are attached to nobody, principals that reach nothing and
 * are reached by nobody, and then empty stacks.
 *
 * @param accountId the account of the stacks, to tell their principals from others of the same name
 */
export function accessGraphs({ stacks }: SummaryReport, accountId?: string): readonly AccessGraph[] {
  return stacks.flatMap((stack) => accessGraph(stack, accountId) ?? []);
}

/** The graph of a stack; `undefined` if nobody reaches anything. */
export function accessGraph(stack: StackAccess, accountId?: string): AccessGraph | undefined {
  const graph = new GraphOfStack(stack, accountId).graph();
  return graph.edges.length === 0 ? undefined : graph;
}

type Draft = Omit<GraphNode, "isRisky">;

interface DraftEdge extends Omit<GraphEdge, "isRisky" | "label"> {
  /** Without duplicates. */
  readonly labels: readonly string[];
}

class GraphOfStack {
  private readonly nodes = new Map<string, Draft>();
  private readonly edges = new Map<string, DraftEdge>();

  public constructor(
    private readonly stack: StackAccess,
    private readonly accountId: string | undefined,
  ) {}

  public graph(): AccessGraph {
    const { principals, stack } = this.stack;
    for (const { principal } of principals) this.node(principal.kind, principal.name);
    for (const access of principals) this.addPrincipal(access);
    const edges = [...this.edges.values()].map(({ labels, ...edge }) => ({ ...edge, label: joined(labels) }));
    const reached = new Set(edges.flatMap(({ from, to }) => [from, to]));
    const found = merged({ nodes: [...this.nodes.values()].filter(({ id }) => reached.has(id)), edges });
    const risky = leadingTo(
      found.nodes.filter(({ kind }) => kind === "risk").map(({ id }) => id),
      found.edges,
    );
    return {
      stack,
      nodes: found.nodes.map((node) => ({ ...node, isRisky: risky.has(node.id) })),
      edges: found.edges.map((edge) => ({ ...edge, isRisky: risky.has(edge.to) })),
    };
  }

  private addPrincipal({ principal, groups, unknownGroups, trust, scopes }: PrincipalAccess): void {
    const own = this.node(principal.kind, principal.name);
    for (const group of groups) this.edge(own, this.node("group", group, unknownGroups.includes(group)), "");
    for (const scope of scopes) this.addScope(own, scope);
    if (trust === "unknown") this.edge(this.node("outside", "not known who", true), own, "may assume", true);
    else for (const trusted of trust ?? []) this.addTrust(own, trusted, trust ?? []);
  }

  private addScope(own: string, { resourceGroup, policies, statements, marks }: ScopeAccess): void {
    for (const { name, type, known, unconfirmed, dependsOn, direct } of policies) {
      const kind = type === "System" ? "system policy" : "policy";
      const policy = this.node(kind, name, !known || unconfirmed !== undefined || dependsOn !== undefined);
      if (direct) this.edge(own, policy, resourceGroup === undefined ? "" : `in ${resourceGroup}`);
      for (const statement of statements) {
        if (statement.effect === "Allow" && statement.policy === name) this.addStatement(policy, statement, marks);
      }
    }
  }

  private addStatement(policy: string, { actions, allowed }: StatementAccess, marks: readonly AccessMark[]): void {
    for (const [target, some] of byTarget(allowed)) {
      const [kind, name] = target.split("\n") as [NodeKind, string]; // as byTarget writes them
      const isOpen = some.every(({ access }) => access === "conditional");
      this.edge(policy, this.node(kind, name), classWords(some), isOpen);
    }
    for (const { mark, actions: marked, access } of marks) {
      const own = [...new Set([...actions, ...allowed.map(({ name }) => name)])].filter((name) =>
        marked.includes(name),
      );
      if (own.length === 0 || !paths.has(mark)) continue;
      const risk = this.node("risk", `${mark}: ${riskMarks[mark]}`);
      const labels = mark === "administrator" ? [""] : own.sort();
      for (const label of labels) this.edge(policy, risk, label, access === "conditional");
    }
  }

  private addTrust(
    role: string,
    { effect, kind, name, conditions, where }: TrustedPrincipal,
    all: readonly TrustedPrincipal[],
  ): void {
    if (effect === "Deny") return;
    const isOpen = conditions !== undefined || where !== undefined || all.some((other) => other.effect === "Deny");
    const [, account = "", type, inAccount = ""] = /^acs:ram:[^:]*:([^:]*):(user|role|group)\/(.+)$/.exec(name) ?? [];
    const id = type === undefined ? undefined : idOf(type as NodeKind, inAccount);
    if (kind === "RAM" && id !== undefined && this.nodes.has(id)) {
      const isSame = account === this.accountId || account.includes("${");
      if (isSame || this.accountId === undefined) {
        this.edge(id, role, isSame ? "may assume" : `may assume, in account ${account}`, isOpen || !isSame);
        return;
      }
    }
    const word = kind === "Service" ? "service" : kind === "Federated" ? "identity provider" : "";
    this.edge(this.node("outside", `${word} ${trustedName(kind, name)}`.trim()), role, "may assume", isOpen);
  }

  private node(kind: NodeKind, name: string, isOpen = false): string {
    const id = idOf(kind, name);
    const known = this.nodes.get(id);
    this.nodes.set(id, { id, kind, names: known?.names ?? [name], isOpen: isOpen || known?.isOpen === true });
    return id;
  }

  /** Edges of the same ends are one, which is certain if one of them is. */
  private edge(from: string, to: string, label: string, isOpen = false): void {
    const key = JSON.stringify([from, to]);
    const known = this.edges.get(key);
    const labels = [...new Set([...(known?.labels ?? []), ...(label === "" ? [] : [label])])];
    this.edges.set(key, { from, to, labels, isOpen: isOpen && known?.isOpen !== false });
  }
}

/** The risks that a path leads to. */
const paths: ReadonlySet<RiskMark> = new Set(["administrator", "escalation", "pass-role", "not-action"]);

/** RAM compares names without regard to letter case. */
function idOf(kind: NodeKind, name: string): string {
  return `${kind} ${kind === "outside" || kind === "risk" ? name : foldCase(name)}`;
}

function trustedName(kind: TrustedPrincipal["kind"], name: string): string {
  const [, account] = /^acs:ram:[^:]*:([^:]*):root$/.exec(name) ?? [];
  if (kind === "RAM" && account !== undefined) return `account ${account}`;
  return kind === "RAM" && name === "*" ? "everyone" : name;
}

/** Actions by their feature or, without one, by their service. */
function byTarget(allowed: readonly AllowedAction[]): ReadonlyMap<string, readonly AllowedAction[]> {
  const found = new Map<string, AllowedAction[]>();
  for (const action of allowed) {
    const features = featuresOf(action.name).map((key) => `feature\n${feature(key).title}`);
    const [code = ""] = action.name.split(":");
    for (const target of features.length > 0 ? features : [`service\n${code === "*" ? "every service" : code}`]) {
      found.set(target, [...(found.get(target) ?? []), action]);
    }
  }
  return found;
}

/** `view, manage`. Patterns that the catalog lacks have no class. */
function classWords(actions: readonly AllowedAction[]): string {
  const found = new Set<AccessClass>(actions.flatMap(({ name }) => catalogAction(name) ?? []).map(accessClassOf));
  return accessClasses.filter((one) => found.has(one)).join(", ");
}

/** Classes of several statements in one list; of other labels the first ones. */
function joined(labels: readonly string[]): string {
  const classes: readonly string[] = accessClasses;
  const words = labels.flatMap((label) => label.split(", "));
  if (words.every((word) => classes.includes(word))) return classes.filter((one) => words.includes(one)).join(", ");
  const rest = labels.length - mostLabels;
  return rest > 1 ? `${labels.slice(0, mostLabels).join(", ")} and ${rest} more` : labels.join(", ");
}

const mostLabels = 1;

/** The nodes from which edges lead to some. */
function leadingTo(ends: readonly string[], edges: readonly Pick<GraphEdge, "from" | "to">[]): ReadonlySet<string> {
  const found = new Set(ends);
  for (let size = -1; size !== found.size;) {
    size = found.size;
    for (const { from, to } of edges) if (found.has(to)) found.add(from);
  }
  return found;
}
