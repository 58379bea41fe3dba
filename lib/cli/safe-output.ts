import { visibleText } from "../review/summary/visible-text";
import type { Output } from "./command";

/**
 * An output that cannot control a terminal or a build log. Invisible characters and those that change the text direction
 * become `\uXXXX`, which parsers of JSON decode. Commands of GitHub runners (`::` at the start of a line,
 * `##[` anywhere) and Azure runners (`##vso[`) are escaped.
 */
export function safeOutput({ out, err }: Pick<Output, "out" | "err">): Pick<Output, "out" | "err"> {
  return {
    out: (text) => {
      out(safeText(text));
    },
    err: (text) => {
      err(safeText(text));
    },
  };
}

/** Escapes text as {@link safeOutput} does. */
export function safeText(text: string): string {
  return text.split("\n").map(safeLine).join("\n");
}

function safeLine(line: string): string {
  return visibleText(line)
    .replace(/^(\s*):(?=:)/, "$1\\u003a")
    .replace(/#(?=#(?:vso)?\[)/g, "\\u0023");
}
