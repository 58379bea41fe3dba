import { UsageError } from "./command";

/** One of the words that an option takes. */
export function choice<const Word extends string>(option: string, words: readonly Word[], given: string): Word {
  const found = words.find((word) => word === given);
  if (found === undefined) throw new UsageError(`--${option} must be one of ${words.join(", ")}`);
  return found;
}
