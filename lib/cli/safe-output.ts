import { visibleText } from "../review/summary/visible-text";
import type { Output } from "./command";

/**
 * An output that neither commands a terminal nor a build log. Characters that show nothing or change the order of
 * letters are written as `\uXXXX`; in JSON and SARIF, where they only occur inside strings, that means the same. No line
 * is a command to the runners of GitHub (`::` at its beginning, `##[` anywhere) or Azure (`##vso[`).
 */
export function safeOutput({ out, err }: Output): Output {
  return {
    out: (text) => {
      out(safeText(text));
    },
    err: (text) => {
      err(safeText(text));
    },
  };
}

/** Text of one or more lines as {@link safeOutput} prints it. */
export function safeText(text: string): string {
  return text.split("\n").map(safeLine).join("\n");
}

function safeLine(line: string): string {
  return visibleText(line)
    .replace(/^(\s*):(?=:)/, "$1\\u003a")
    .replace(/#(?=#(?:vso)?\[)/g, "\\u0023");
}
