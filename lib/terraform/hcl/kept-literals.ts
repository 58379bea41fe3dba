import { UnreadableStackError } from "../synthesized-stack";
import type { HclFile } from "./parse-hcl";

/**
 * A file as the parser may read it. Its output is a template, in which it joins literal parts: of `${"$"}{x}` it makes
 * `${x}`, which is no longer a text but a reference. A call of a function is not joined.
 *
 * @throws UnreadableStackError RAM501 for an escape that would become the sign of a sequence
 */
export function withKeptLiterals(file: HclFile): HclFile {
  const { name, text } = file;
  const escape = /\\(?:u00|U000000)(?:24|25|7[bB])/.exec(text);
  if (escape !== null) {
    const line = text.slice(0, escape.index).split("\n").length;
    const why = `the parser does not tell ${escape[0]} from the sign that it stands for`;
    throw new UnreadableStackError(`${name}:${line}`, why, "write $${ or %%{ for the text ${ or %{");
  }
  return {
    name,
    text: text.replace(joinedLiteral, (_, open: string, literal: string) => `${open}format("%s", ${literal})`),
  };
}

/** A literal in an interpolation that ends in a sign with which a sequence begins. */
const joinedLiteral = /((?<!\$)\$\{~?\s*)("(?:[^"\\\n]|\\.)*[$%]")(?=\s*~?\})/g;
