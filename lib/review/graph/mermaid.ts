import type { Renderer } from "../renderer";
import { type SummaryReport, visibleText } from "../summary";
import { type AccessGraph, type GraphNode, accessGraphs } from "./access-graph";
import { kindWords, nameLines } from "./labels";

/** Who reaches what, for Mermaid, which GitHub shows in Markdown. */
export const summaryMermaid = {
  name: "mermaid",
  kind: "summary",
  mediaType: "text/vnd.mermaid",
  render: (report, { accountId } = {}) => mermaidText(accessGraphs(report, accountId)),
} as const satisfies Renderer<"mermaid", SummaryReport>;

/** The signs around the label, by what a node is. */
const shapes: Readonly<Record<GraphNode["kind"], readonly [string, string]>> = {
  user: ["(", ")"],
  group: ["(", ")"],
  role: ["(", ")"],
  policy: ["[", "]"],
  "system policy": ["[", "]"],
  feature: ["[", "]"],
  service: ["[", "]"],
  outside: ["([", "])"],
  risk: ["{{", "}}"],
};

function mermaidText(graphs: readonly AccessGraph[]): string {
  const lines: string[] = [];
  const risky: { readonly nodes: string[]; readonly edges: number[] } = { nodes: [], edges: [] };
  let edgeCount = 0;
  graphs.forEach(({ stack, nodes, edges }, index) => {
    const ids = new Map(nodes.map(({ id }, place) => [id, `n${index + 1}x${place + 1}`]));
    lines.push(`  subgraph s${index + 1}[${quoted([stack])}]`, "    direction LR");
    for (const node of nodes) {
      const id = ids.get(node.id) ?? "";
      const [open, close] = shapes[node.kind];
      lines.push(`    ${id}${open}${quoted([kindWords(node), ...nameLines(node)])}${close}`);
      if (node.isRisky) risky.nodes.push(id);
    }
    for (const { from, to, label, isOpen, isRisky } of edges) {
      const arrow = isOpen ? "-.->" : "-->";
      lines.push(
        `    ${ids.get(from) ?? ""} ${arrow}${label === "" ? "" : `|${quoted([label])}|`} ${ids.get(to) ?? ""}`,
      );
      if (isRisky) risky.edges.push(edgeCount);
      edgeCount += 1;
    }
    lines.push("  end");
  });
  return [
    "flowchart LR",
    ...(lines.length === 0 ? ['  nobody["nobody reaches anything"]'] : lines),
    "  classDef risky stroke:#ab2019,stroke-width:2px",
    ...(risky.nodes.length === 0 ? [] : [`  class ${risky.nodes.join(",")} risky`]),
    ...(risky.edges.length === 0 ? [] : [`  linkStyle ${risky.edges.join(",")} stroke:#ab2019`]),
  ].join("\n");
}

/** A label of lines. Mermaid gives meaning to many signs, so all but letters, digits and a few become their numbers. */
function quoted(lines: readonly string[]): string {
  const escaped = lines.map((line) =>
    visibleText(line).replace(/[^\p{L}\p{N} ,.:/_-]/gu, (sign) => `#${sign.codePointAt(0) ?? 0};${apartFrom(sign)}`),
  );
  return `"${escaped.join("<br>")}"`;
}

/** Mermaid breaks a line at a backslash before an n, also where it is written as a number. A word joiner is in between. */
function apartFrom(sign: string): string {
  return sign === "\\" ? "#8288;" : "";
}
