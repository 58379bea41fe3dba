import type { Renderer } from "../renderer";
import { type SummaryReport, visibleText } from "../summary";
import { type AccessGraph, type GraphNode, accessGraphs } from "./access-graph";
import { kindWords, nameLines } from "./labels";

/** Who reaches what, for Graphviz. */
export const summaryDot = {
  name: "dot",
  kind: "summary",
  mediaType: "text/vnd.graphviz",
  render: (report, { accountId } = {}) => dotText(accessGraphs(report, accountId)),
} as const satisfies Renderer<"dot", SummaryReport>;

const shapes: Readonly<Record<GraphNode["kind"], string>> = {
  user: "box",
  group: "box",
  role: "box",
  policy: "note",
  "system policy": "note",
  feature: "box",
  service: "box",
  outside: "ellipse",
  risk: "octagon",
};

function dotText(graphs: readonly AccessGraph[]): string {
  return [
    "digraph access {",
    '  rankdir=LR; node [fontname="sans-serif", fontsize=11, style=rounded]; edge [fontname="sans-serif", fontsize=10];',
    ...graphs.flatMap(clusterOf),
    "}",
  ].join("\n");
}

function clusterOf({ stack, nodes, edges }: AccessGraph, index: number): readonly string[] {
  const ids = new Map(nodes.map(({ id }, place) => [id, `n${index + 1}_${place + 1}`]));
  return [
    `  subgraph cluster_${index + 1} {`,
    `    label=${quoted([stack])};`,
    ...nodes.map((node) => {
      const style = [...(node.kind === "feature" ? ["filled"] : ["rounded"]), ...(node.isOpen ? ["dashed"] : [])];
      const color = node.isRisky ? ', color="#ab2019"' : "";
      const fill = node.kind === "feature" ? ', fillcolor="#eef1f5"' : "";
      const label = quoted([kindWords(node), ...nameLines(node)]);
      return `    ${ids.get(node.id) ?? ""} [label=${label}, shape=${shapes[node.kind]}, style="${style.join(",")}"${color}${fill}];`;
    }),
    ...edges.map(({ from, to, label, isOpen, isRisky }) => {
      const parts = [
        ...(label === "" ? [] : [`label=${quoted([label])}`]),
        ...(isOpen ? ["style=dashed"] : []),
        ...(isRisky ? ['color="#ab2019", fontcolor="#ab2019"'] : []),
      ];
      const attributes = parts.length === 0 ? "" : ` [${parts.join(", ")}]`;
      return `    ${ids.get(from) ?? ""} -> ${ids.get(to) ?? ""}${attributes};`;
    }),
    "  }",
  ];
}

/** A label of lines. Graphviz reads `\` and entities in it. */
function quoted(lines: readonly string[]): string {
  const escaped = lines.map((line) =>
    visibleText(line).replace(/\\/g, "\\\\").replace(/"/g, '\\"').replace(/&/g, "&amp;"),
  );
  return `"${escaped.join("\\n")}"`;
}
