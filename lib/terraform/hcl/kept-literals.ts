import { UnreadableStackError } from "../synthesized-stack";
import type { HclFile } from "./parse-hcl";

/**
 * A file, changed so that the parser keeps its literals. In its output, the parser joins the literal parts of a template:
 * `${"$"}{x}` becomes `${x}`, which is a reference and no longer text. It does not join the call of a function, so such a
 * literal becomes the argument of `format`.
 *
 * @throws UnreadableStackError RAM501 for an escape that would become `$`, `%` or `{`
 */
export function withKeptLiterals(file: HclFile): HclFile {
  const { name, text } = file;
  const escape = /\\(?:u00|U000000)(?:24|25|7[bB])/.exec(text);
  if (escape !== null) {
    const line = text.slice(0, escape.index).split("\n").length;
    const why = `the parser confuses ${escape[0]} with the character that it stands for`;
    throw new UnreadableStackError(`${name}:${line}`, why, "write $${ or %%{ for the text ${ or %{");
  }
  return {
    name,
    text: text.replace(joinedLiteral, (_, open: string, literal: string) => `${open}format("%s", ${literal})`),
  };
}

/** An interpolation of a literal that ends in `$` or `%`, with which a sequence may begin. */
const joinedLiteral = /((?<!\$)\$\{~?\s*)("(?:[^"\\\n]|\\.)*[$%]")(?=\s*~?\})/g;
