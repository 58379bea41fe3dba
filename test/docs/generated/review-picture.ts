import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { call } from "../../cli/support/call";
import { blocks, page } from "../pages";
import { synthesizeProgram } from "../synthesized-program";

/** Columns of the terminal; the report itself has at most 100, but only its first line is longer than 90. */
const columns = 92;
const fontSize = 14;
const lineHeight = 21;
/** What a character of most monospaced fonts measures; `textLength` makes others fit. */
const columnWidth = fontSize * 0.6;
const margin = 20;
const titleBar = 34;

/** What a review prints when the team of the first program gets `manage` for tools, in the window of a terminal. */
export function reviewPicture(): string {
  const lines = [
    ...styled("$ npx agentrun-ram review before/cdktf.out cdktf.out --gate broadening"),
    ...reviewLines().flatMap(styled),
  ];
  const width = Math.ceil(columns * columnWidth + 2 * margin);
  const height = titleBar + lines.length * lineHeight + 2 * margin - 8;
  const texts = lines.flatMap((line, index) =>
    line.text === "" ? [] : [textOf(line, titleBar + margin + fontSize - 4 + index * lineHeight)],
  );
  // The window has colours of its own, so that it is readable on light and on dark pages.
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-label="A review that stops a change">
<style>
text { font: ${fontSize}px ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace; fill: #d7dee8; white-space: pre; }
.call { fill: #8fd19e; }
.verdict { fill: #ffffff; font-weight: bold; }
.gain { fill: #f2c572; }
.risk { fill: #ff9a91; }
</style>
<rect x="0.5" y="0.5" width="${width - 1}" height="${height - 1}" rx="8" fill="#161b22" stroke="#57606a"/>
<circle cx="20" cy="18" r="6" fill="#ff5f57"/><circle cx="40" cy="18" r="6" fill="#febc2e"/><circle cx="60" cy="18" r="6" fill="#28c840"/>
${texts.join("\n")}
</svg>
`;
}

function reviewLines(): readonly string[] {
  const folder = mkdtempSync(path.join(tmpdir(), "review-picture-"));
  try {
    const [program] = blocks(page("docs/guides/start.md"), "ts");
    const code = program?.code ?? "";
    const before = synthesizeProgram(code, path.join(folder, "before"));
    const after = synthesizeProgram(code.replace('tools: "view"', 'tools: "manage"'), path.join(folder, "after"));
    const { code: exitCode, out } = call("review", before, after, "--gate", "broadening");
    if (typeof exitCode !== "number") throw new Error("a review of two folders waits for nothing");
    return [...out.trimEnd().split("\n"), "$ echo $?", `${exitCode}`];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

interface Line {
  readonly style: string;
  readonly text: string;
}

/** A line, wrapped at spaces where it is longer than the terminal. */
function styled(line: string): readonly Line[] {
  return wrapped(line).map((text) => ({ style: styleOf(line.trimStart()), text }));
}

function wrapped(line: string): readonly string[] {
  if (line.length <= columns) return [line];
  const at = line.lastIndexOf(" ", columns);
  return [line.slice(0, at), ...wrapped(line.slice(at + 1))];
}

function textOf({ style, text }: Line, y: number): string {
  const shown = text.trimStart();
  const x = margin + (text.length - shown.length) * columnWidth;
  const escaped = shown.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
  const at = `x="${x.toFixed(1)}" y="${y}" textLength="${(shown.length * columnWidth).toFixed(1)}"`;
  return `<text class="${style}" ${at} lengthAdjust="spacingAndGlyphs">${escaped}</text>`;
}

function styleOf(line: string): string {
  if (line.startsWith("$")) return "call";
  if (line.startsWith("Broadened") || line === "2") return "verdict";
  if (line.startsWith("+")) return "gain";
  return line.startsWith("risk:") ? "risk" : "plain";
}
