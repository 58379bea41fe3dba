import { UnreadableStackError } from "../synthesized-stack";
import type { HclFile } from "./parse-hcl";

/** The first error in a message of the parser: `parse config: [<file>:<line>,<column>-...: <summary>; <detail>]`. */
const firstError = /^parse config: \[?(.*?):(\d+),(\d+)-(?:\d+,)?\d+: ([^]*?)(?:\]$|\s(?=\S+:\d+,\d+-)|$)/;

/** A syntax error as `file:line:column`, with the line and a caret below it. */
export function syntaxError(file: HclFile, problem: string): UnreadableStackError {
  const [, , line = "", column = "", text = ""] = firstError.exec(problem) ?? [];
  if (line === "") return new UnreadableStackError(file.name, problem.replace(/^[\w ]+: /, ""));
  const source = file.text.split("\n")[Number(line) - 1]?.replace(/\r$/, "") ?? "";
  const at = columnInUnits(source, Number(column));
  const [summary = "", ...detail] = text.split("; ");
  const why = [summary, ...detail].join(": ").replace(/\.$/, "");
  const start = Math.max(0, at - longestBefore);
  const shown = source.slice(start, start + longestLine).replaceAll("\t", " ");
  const caret = `${" ".repeat(at - start)}^`;
  return new UnreadableStackError(`${file.name}:${line}:${at + 1}`, why, `correct this line\n  ${shown}\n  ${caret}`);
}

/** Of a longer line, the part around the error is shown. */
const longestLine = 160;
const longestBefore = 100;

/** The parser counts columns in characters as people see them. */
function columnInUnits(source: string, column: number): number {
  const characters = Array.from(new Intl.Segmenter("en").segment(source), ({ segment }) => segment);
  return characters.slice(0, column - 1).join("").length;
}
