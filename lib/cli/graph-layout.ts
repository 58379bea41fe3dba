/* eslint-disable @typescript-eslint/no-require-imports -- an optional package, which only pictures load */
import type { Layout, Point } from "../review/graph/layout";

/** How to install the layout package for pictures. */
export const howToInstall = "run npm install @dagrejs/dagre first";

/** The parts of the package that pictures use (3.1.3). */
interface Dagre {
  readonly Graph: new (options: { readonly multigraph: boolean }) => DagreGraph;
  readonly layout: (graph: DagreGraph) => void;
}

interface DagreGraph {
  setGraph(label: object): void;
  setNode(id: string, label: object): void;
  setEdge(from: string, to: string, label: object, name: string): void;
  graph(): { readonly width?: number; readonly height?: number };
  node(id: string): Partial<Point>;
  edge(from: string, to: string, name: string): Partial<Point> & { readonly points?: readonly Point[] };
}

/** The layout of pictures; `undefined` if the package for it is not installed. */
export function graphLayout(): Layout | undefined {
  const dagre = load();
  if (dagre === undefined) return undefined;
  return (boxes, lines) => {
    const graph = new dagre.Graph({ multigraph: true });
    graph.setGraph({ rankdir: "LR", nodesep: 10, ranksep: 60, edgesep: 6 });
    for (const { id, width, height } of boxes) graph.setNode(id, { width, height });
    lines.forEach(({ from, to, width, height }, index) => {
      graph.setEdge(from, to, { width, height, labelpos: "c" }, String(index));
    });
    dagre.layout(graph);
    const { width = 0, height = 0 } = graph.graph();
    return {
      width,
      height,
      boxes: new Map(boxes.map(({ id }) => [id, pointOf(graph.node(id))])),
      lines: lines.map(({ from, to }, index) => {
        const edge = graph.edge(from, to, String(index));
        return { points: (edge.points ?? []).map(pointOf), label: pointOf(edge) };
      }),
    };
  };
}

function pointOf({ x = 0, y = 0 }: Partial<Point>): Point {
  return { x, y };
}

function load(): Dagre | undefined {
  try {
    return require("@dagrejs/dagre") as Dagre;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "MODULE_NOT_FOUND") throw error;
    return undefined;
  }
}
