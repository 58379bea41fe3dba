import { knownActions } from "../../catalog";
import { isPattern } from "../../policy";
import { type PatternStep, literalSteps, stepsOf, textClasses } from "./text-classes";
import { unplacedPatterns } from "./unplaced-patterns";

/** Actions that the same patterns cover. */
export interface ActionClass {
  /** The patterns, in lower case. */
  readonly covering: ReadonlySet<string>;
  /** Names of the known actions of the class, sorted. */
  readonly known: readonly string[];
  /** An action of the class: a known one where there is one. */
  readonly example: string;
  /** Whether the class has actions that nobody named and no page lists. */
  readonly hasUnknown: boolean;
}

export interface ActionClasses {
  readonly classes: readonly ActionClass[];
  readonly complete: boolean;
}

/** A RAM code, a colon and a name: what an action of a request looks like. */
const anyAction: readonly PatternStep[] = [
  { kind: "one", except: ":" },
  { kind: "many", except: ":" },
  ...literalSteps(":"),
  { kind: "one", except: ":" },
  { kind: "many", except: ":" },
];

/**
 * Sorts all actions by which of the patterns cover them.
 *
 * @param spellings the patterns as written; they are compared without regard to letter case
 */
export function actionClasses(spellings: readonly string[]): ActionClasses {
  const spelled = new Map(spellings.map((pattern) => [pattern.toLowerCase(), pattern]));
  const patterns = [...spelled.keys()].sort();
  const { classes, complete } = textClasses(
    anyAction,
    patterns.map((pattern) => stepsOf(pattern)),
  );
  const known = new Map<string, string[]>();
  const coveredBy = new Map<string, number[]>();
  for (const [index, pattern] of patterns.entries()) {
    for (const { name } of knownActions.matching(pattern)) {
      const covering = coveredBy.get(name);
      if (covering === undefined) coveredBy.set(name, [index]);
      else covering.push(index);
    }
  }
  for (const [name, covering] of coveredBy) {
    const names = known.get(covering.join());
    if (names === undefined) known.set(covering.join(), [name]);
    else names.push(name);
  }
  const placed = classes.map(({ covering, example }): ActionClass => {
    const names = (known.get(covering.join()) ?? []).sort();
    const texts = covering.flatMap((index) => patterns[index] ?? []);
    const named = texts.find((text) => !isPattern(text));
    return {
      covering: new Set(texts),
      known: names,
      example: names[0] ?? spelled.get(named ?? "") ?? example,
      // A class with an action by name has no other.
      hasUnknown: named === undefined,
    };
  });
  const unplaced = unplacedPatterns(patterns, placed).map((one): ActionClass => {
    return { ...one, known: [], hasUnknown: true };
  });
  return { complete, classes: [...placed, ...unplaced] };
}
