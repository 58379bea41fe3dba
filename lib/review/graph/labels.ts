import { visibleText } from "../summary";
import type { GraphNode } from "./access-graph";

/** How many names of a node are shown. The rest is counted. */
const mostNames = 6;
const lineLength = 34;
const mostLines = 3;

/** What a node is, e.g. `3 users`. */
export function kindWords({ kind, names, isOpen }: GraphNode): string {
  const several = kind.endsWith("y") ? `${kind.slice(0, -1)}ies` : `${kind}s`;
  const what = kind === "outside" ? "from outside" : kind === "risk" ? "risk" : names.length > 1 ? `${names.length} ${several}` : kind; // prettier-ignore
  return isOpen && kind !== "outside" ? `${what}, not known in full` : what;
}

/** The names of a node, in lines that fit, with what is invisible written out. */
export function nameLines({ names }: GraphNode): readonly string[] {
  const rest = names.length - mostNames;
  const shown = rest > 1 ? names.slice(0, mostNames) : names;
  return [...shown.flatMap((name) => wrapped(visibleText(name))), ...(rest > 1 ? [`and ${rest} more`] : [])];
}

/** Breaks at spaces, and else after signs, never inside a word that fits on a line. */
function wrapped(name: string): readonly string[] {
  const lines: string[] = [];
  let line = "";
  for (const part of name.split(/(?<=[ :/_.-])/)) {
    if (line !== "" && line.length + part.trimEnd().length > lineLength) {
      lines.push(line.trimEnd());
      line = "";
    }
    line += part;
    while (Array.from(line).length > lineLength) {
      const letters = Array.from(line); // never half of a character
      lines.push(letters.slice(0, lineLength).join(""));
      line = letters.slice(lineLength).join("");
    }
  }
  if (line !== "") lines.push(line.trimEnd());
  return lines.length > mostLines ? [...lines.slice(0, mostLines - 1), `${lines[mostLines - 1] ?? ""}…`] : lines;
}
