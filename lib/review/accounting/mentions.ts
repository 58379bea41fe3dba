import type { Configuration } from "../../terraform/configuration/configuration";
import type { Leaf } from "../../terraform/configuration/leaf";
import { placeOf } from "../../terraform/configuration/place";

/**
 * Names of blocks that expressions may refer to, directly or through other blocks.
 *
 * A reference to a block contains its name as a word. Every word counts, whatever stands around it, so that no way of
 * writing a reference (white space, indices, functions, letters of any script) hides one.
 */
export function mentionedNames(
  texts: readonly string[],
  configurations: readonly Configuration[],
): ReadonlySet<string> {
  const found = new Set<string>();
  const wordsOf = expressionWords(configurations);
  const open = texts.flatMap(wordsIn);
  for (let word = open.pop(); word !== undefined; word = open.pop()) {
    if (found.has(word)) continue;
    found.add(word);
    open.push(...(wordsOf.get(word) ?? []));
  }
  return found;
}

/** The words in expressions of blocks, by the name of the block. */
function expressionWords(configurations: readonly Configuration[]): ReadonlyMap<string, readonly string[]> {
  const words = new Map<string, string[]>();
  for (const { path, value } of configurations.flatMap(({ leaves }) => leaves)) {
    const texts = expressionTexts({ path, value });
    if (texts.length === 0) continue;
    const { name } = placeOf(path);
    const ofName = words.get(name);
    if (ofName === undefined) words.set(name, texts.flatMap(wordsIn));
    else ofName.push(...texts.flatMap(wordsIn));
  }
  return words;
}

/** The value of a leaf, and the keys on its path, if they have expressions. */
export function expressionTexts({ path, value }: Leaf): readonly string[] {
  const names = path.flatMap((step) => (step.kind === "index" ? [] : [step.name]));
  return [String(JSON.parse(value)), ...names].filter((text) => /[$%]\{/.test(text));
}

function wordsIn(text: string): readonly string[] {
  return text.match(/[\p{ID_Continue}\p{M}\p{Pc}-]+/gu) ?? [];
}
