import { type Content, Markup, html } from "../html/markup";
import { themeCss } from "../html/theme";
import type { Renderer } from "../renderer";
import type { SummaryReport } from "../summary";
import { type AccessGraph, type GraphEdge, type GraphNode, accessGraphs } from "./access-graph";
import { kindWords, nameLines } from "./labels";
import { graphCss } from "./graph-style";
import type { Layout, Placed, Point } from "./layout";

const margin = 16;
const titleHeight = 34;
const lineHeight = 16;

/** A picture of a stack, to stand in a page or on its own. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly content: Markup;
}

/** Draws who reaches what in a stack. */
export function pictureOf(graph: AccessGraph, layout: Layout): Picture {
  const boxes = graph.nodes.map((node) => ({ id: node.id, ...sizeOf(node) }));
  const lines = graph.edges.map(({ from, to, label }) => ({
    from,
    to,
    width: label === "" ? 0 : textWidth(label, 6.2) + 10,
    height: label === "" ? 0 : lineHeight,
  }));
  const placed = layout(boxes, lines);
  return {
    width: Math.ceil(placed.width) + 2 * margin,
    height: Math.ceil(placed.height) + 2 * margin,
    content: html`<g transform="translate(${margin} ${margin})"
      >${graph.edges.map((edge, index) => edgeOf(edge, placed.lines[index]))}${graph.nodes.map((node) => nodeOf(node, placed))}${graph.edges.map((edge, index) => labelOf(edge, placed.lines[index]))}</g
    >`,
  };
}

/** The pictures of all stacks, one below the other, as a file of its own. */
function svgText(graphs: readonly AccessGraph[], layout: Layout): string {
  const pictures = graphs.map((graph) => ({ stack: graph.stack, ...pictureOf(graph, layout) }));
  const width = Math.max(320, ...pictures.map((one) => one.width));
  let top = pictures.length === 0 ? titleHeight : 0;
  const placed: Markup[] = [];
  for (const { stack, height, content } of pictures) {
    placed.push(
      html`<g transform="translate(0 ${top})"
        ><text class="g-stack" x="${margin}" y="24">${stack}</text
        ><g transform="translate(0 ${titleHeight})">${content}</g></g
      > `,
    );
    top += titleHeight + height;
  }
  return withoutNoncharacters(
    html`<svg
      xmlns="http://www.w3.org/2000/svg"
      class="graph"
      width="${width}"
      height="${top}"
      viewBox="0 0 ${width} ${top}"
      role="img"
      aria-label="Who reaches what"
    >
      <title>Who reaches what</title>
      ${Markup.trusted(`<style>${themeCss()}${graphCss}</style>`)}
      <rect width="100%" height="100%" stroke="none" class="g-page" />
      ${pictures.length === 0 ? html`<text x="${margin}" y="22">Nobody reaches anything.</text>` : placed}
    </svg>`.toString(),
  );
}

/** XML has no such characters. */
function withoutNoncharacters(text: string): string {
  return text.replace(/[\uFFFE\uFFFF]/g, (found) => `\\u${found.charCodeAt(0).toString(16)}`);
}

/** The picture of a stack inside of a page, with its own scroll area. */
export function inlineSvg(graph: AccessGraph, layout: Layout): Content {
  const { width, height, content } = pictureOf(graph, layout);
  return html`<svg
    class="graph"
    width="${width}"
    height="${height}"
    viewBox="0 0 ${width} ${height}"
    role="img"
    aria-label="Who reaches what in ${graph.stack}"
  >
    ${content}
  </svg>`;
}

function sizeOf(node: GraphNode): { readonly width: number; readonly height: number } {
  const names = nameLines(node);
  const width = Math.max(textWidth(kindWords(node), 6.4), ...names.map((line) => textWidth(line, 7.3)));
  return { width: Math.ceil(width) + 24, height: (names.length + 1) * lineHeight + 12 };
}

/** Chinese, Japanese and Korean letters are about twice as wide. */
function textWidth(text: string, letter: number): number {
  return (
    Array.from(text).reduce(
      (sum, one) => sum + (/[\u1100-\u115f\u2e80-\uffdc\u{1f000}-\u{3ffff}]/u.test(one) ? 2 : 1),
      0,
    ) * letter
  );
}

function nodeOf(node: GraphNode, { boxes }: Placed): Markup {
  const { width, height } = sizeOf(node);
  const { x, y } = boxes.get(node.id) ?? { x: 0, y: 0 };
  const [left, top] = [rounded(x - width / 2), rounded(y - height / 2)];
  const kind = node.kind === "system policy" ? "policy" : node.kind;
  const classes = [
    `g-${kind}`,
    ...(node.isOpen ? ["g-open"] : []),
    ...(node.isRisky && kind !== "risk" ? ["g-red"] : []),
  ];
  const whole = node.names.length > nameLines(node).length ? html`<title>${node.names.join(", ")}</title>` : undefined;
  return html`<g class="${classes.join(" ")}"
    >${whole}<rect x="${left}" y="${top}" width="${width}" height="${height}" rx="6" /><text
      class="g-kind"
      x="${left + 12}"
      y="${top + 18}"
      >${kindWords(node)}</text
    >${nameLines(node).map(
      (line, index) => html`<text x="${left + 12}" y="${top + 18 + (index + 1) * lineHeight}">${line}</text>`,
    )}</g
  >`;
}

type PlacedLine = Placed["lines"][number] | undefined;

function edgeOf({ isOpen, isRisky }: GraphEdge, line: PlacedLine): Content {
  const points = line?.points ?? [];
  const [end, before] = [points.at(-1), points.at(-2)];
  if (end === undefined || before === undefined) return undefined;
  const classes = [...(isOpen ? ["g-open"] : []), ...(isRisky ? ["g-red"] : [])].join(" ");
  return html`<path class="${classes}" d="${curve(points)}" /><polygon
      class="${isRisky ? "g-red" : ""}"
      points="${arrow(before, end)}"
    />`;
}

function labelOf({ label, isRisky }: GraphEdge, line: PlacedLine): Content {
  if (label === "" || line === undefined) return undefined;
  const { x, y } = line.label;
  return html`<text
    class="g-label${isRisky ? " g-red" : ""}"
    x="${rounded(x)}"
    y="${rounded(y + 4)}"
    text-anchor="middle"
    >${label}</text
  >`;
}

/** A smooth line through all points, so that a label, which is at one of them, is on its line. */
function curve(points: readonly Point[]): string {
  const slopes = points.map((_, index) => slopeAt(points, index));
  const steps = points.map((point, index) => {
    const before = points[index - 1];
    if (before === undefined) return `M${pair(point)}`;
    const third = (point.x - before.x) / 3;
    if (third <= 0) return `L${pair(point)}`;
    const leaving = { x: before.x + third, y: before.y + third * (slopes[index - 1] ?? 0) };
    const arriving = { x: point.x - third, y: point.y - third * (slopes[index] ?? 0) };
    return `C${pair(leaving)} ${pair(arriving)} ${pair(point)}`;
  });
  return steps.join("");
}

/** The harmonic mean of the slopes around a point, with which no line goes beyond the points that it connects. */
function slopeAt(points: readonly Point[], index: number): number {
  const [arriving, leaving] = [slope(points[index - 1], points[index]), slope(points[index], points[index + 1])];
  if (arriving === undefined || leaving === undefined) return arriving ?? leaving ?? 0;
  return arriving * leaving <= 0 ? 0 : (2 * arriving * leaving) / (arriving + leaving);
}

function slope(from: Point | undefined, to: Point | undefined): number | undefined {
  return from === undefined || to === undefined || from.x >= to.x ? undefined : (to.y - from.y) / (to.x - from.x);
}

function arrow(from: Point, to: Point): string {
  const length = Math.hypot(to.x - from.x, to.y - from.y) || 1;
  const [dx, dy] = [(to.x - from.x) / length, (to.y - from.y) / length];
  const back = { x: to.x - 8 * dx, y: to.y - 8 * dy };
  const sides = [4, -4].map((side) => pair({ x: back.x - side * dy, y: back.y + side * dx }));
  return [pair(to), ...sides].join(" ");
}

function pair({ x, y }: Point): string {
  return `${rounded(x)} ${rounded(y)}`;
}

/** The same text on every machine. */
function rounded(value: number): number {
  return Math.round(value * 10) / 10;
}

export const summarySvg = {
  name: "svg",
  kind: "summary",
  mediaType: "image/svg+xml",
  render: (report, { accountId, layout } = {}) => {
    if (layout === undefined) throw new RangeError("a picture needs a layout");
    return svgText(accessGraphs(report, accountId), layout);
  },
} as const satisfies Renderer<"svg", SummaryReport>;
