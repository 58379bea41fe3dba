import type { GraphEdge, GraphNode } from "./access-graph";

interface Parts {
  readonly nodes: readonly Omit<GraphNode, "isRisky">[];
  readonly edges: readonly Omit<GraphEdge, "isRisky">[];
}

/** The graph with one node for all nodes of a kind that have the same edges, so that many equal principals stay readable. */
export function merged(parts: Parts): Parts {
  let found = parts;
  for (;;) {
    const next = mergedOnce(found);
    if (next.nodes.length === found.nodes.length) return next;
    found = next;
  }
}

function mergedOnce({ nodes, edges }: Parts): Parts {
  const around = new Map<string, string[]>(nodes.map(({ id }) => [id, []]));
  for (const { from, to, label, isOpen } of edges) {
    around.get(from)?.push(JSON.stringify(["to", to, label, isOpen]));
    around.get(to)?.push(JSON.stringify(["from", from, label, isOpen]));
  }
  const byEdges = new Map<string, Omit<GraphNode, "isRisky">[]>();
  for (const node of nodes) {
    const own = (around.get(node.id) ?? []).sort();
    const key = JSON.stringify([node.kind, node.isOpen, own]);
    byEdges.set(key, [...(byEdges.get(key) ?? []), node]);
  }
  const idOf = new Map([...byEdges.values()].flatMap((some) => some.map(({ id }) => [id, some[0]?.id ?? id] as const)));
  const kept = new Map(
    edges.map((edge) => {
      const moved = { ...edge, from: idOf.get(edge.from) ?? edge.from, to: idOf.get(edge.to) ?? edge.to };
      return [JSON.stringify([moved.from, moved.to]), moved] as const;
    }),
  );
  return {
    nodes: [...byEdges.values()].flatMap((some) =>
      some.slice(0, 1).map((first) => ({ ...first, names: some.flatMap(({ names }) => names).sort() })),
    ),
    edges: [...kept.values()],
  };
}
