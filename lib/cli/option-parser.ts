import { nearest, nearestNames } from "../policy/nearest";
import { UsageError, wrongValue } from "./command";
import type { ValueDeclaration } from "./declaration";

/**
 * Makes a parser that collects the values of an option. Use a new parser for each call of the program.
 *
 * @param words the whole command line, to tell `--name -x` (a forgotten value) from `--name=-x`
 */
export function optionParser(
  name: string,
  { choices, many }: ValueDeclaration,
  words: readonly string[],
): (value: string, previous: unknown) => string | readonly string[] {
  const given: string[] = [];
  return (value) => {
    if (/^-./s.test(value) && !words.includes(`--${name}=${value}`)) {
      throw new UsageError(`it needs a value; found ${value}`, {
        where: `--${name}`,
        fix: `add the value; if this is the value, write --${name}=${value}`,
      });
    }
    if (choices?.includes(value) === false) throw notAChoice(`--${name}`, value, choices);
    given.push(value);
    if (many === true) return [...given];
    if (given.length > 1)
      throw new UsageError(`it is given ${given.length} times`, { where: `--${name}`, fix: "give it once" });
    return value;
  };
}

/** A value that is none of the allowed ones, with those that were probably meant. */
export function notAChoice(where: string, value: string, choices: readonly string[]): UsageError {
  const meant = nearest(value, choices);
  const near = meant === undefined ? nearestNames(value, choices, 2) : [meant];
  return wrongValue(
    where,
    value,
    choices.join(", "),
    near.length === 0 ? "write one of them" : `did you mean ${near.join(" or ")}?`,
  );
}
