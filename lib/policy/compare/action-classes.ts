import type { ActionKnowledge } from "../action-knowledge";
import { isPattern } from "../patterns/wildcard";
import { grouped } from "./grouped";
import { type PatternStep, literalSteps, stepsOf, textClasses } from "./text-classes";
import { unplacedPatterns } from "./unplaced-patterns";
import { foldCase } from "../letter-case";

/** The part of {@link ActionKnowledge} that finds the actions of a pattern. */
export type SearchableKnowledge = Pick<ActionKnowledge, "matching">;

/** Actions that are matched by the same patterns. */
export interface ActionClass {
  /** The patterns, in lower case. */
  readonly covering: ReadonlySet<string>;
  /** Names of the known actions of the class, sorted. */
  readonly known: readonly string[];
  /** An action of the class, if possible a known one. */
  readonly example: string;
  /** Whether the class contains actions that no page and no pattern names. */
  readonly hasUnknown: boolean;
}

export interface ActionClasses {
  readonly classes: readonly ActionClass[];
  readonly complete: boolean;
}

/** The form of an action in a request: a RAM code, a colon and a name. */
const anyAction: readonly PatternStep[] = [
  { kind: "one", except: ":" },
  { kind: "many", except: ":" },
  ...literalSteps(":"),
  { kind: "one", except: ":" },
  { kind: "many", except: ":" },
];

/**
 * Groups all actions by the patterns that match them.
 *
 * @param spellings the patterns as written; letter case does not matter
 * @param groupOf maps a pattern in lower case to a group. Which pattern of a group matches an action does not matter
 */
export function actionClasses(
  spellings: readonly string[],
  knowledge: SearchableKnowledge,
  groupOf: (pattern: string) => string = (pattern) => pattern,
): ActionClasses {
  const spelled = new Map(spellings.map((pattern) => [foldCase(pattern), pattern]));
  const patterns = [...spelled.keys()].sort();
  const { groups, members } = grouped(patterns, groupOf);
  const { classes, complete } = textClasses(
    anyAction,
    patterns.map((pattern) => stepsOf(pattern)),
    groups,
  );
  const known = new Map<string, string[]>();
  const coveredBy = new Map<string, number[]>();
  for (const [index, pattern] of patterns.entries()) {
    for (const { name } of knowledge.matching(pattern)) {
      const covering = coveredBy.get(name);
      const group = groups[index] ?? index;
      if (covering === undefined) coveredBy.set(name, [group]);
      else if (!covering.includes(group)) covering.push(group);
    }
  }
  for (const [name, covering] of coveredBy) {
    const key = covering.sort((a, b) => a - b).join();
    const names = known.get(key);
    if (names === undefined) known.set(key, [name]);
    else names.push(name);
  }
  const placed = classes.map(({ covering, example }): ActionClass => {
    const names = (known.get(covering.join()) ?? []).sort();
    const texts = covering.flatMap((group) => members[group] ?? []);
    const named = covering.map((group) => members[group] ?? []).find(namesActionsOnly)?.[0];
    return {
      covering: new Set(texts),
      known: names,
      example: names[0] ?? spelled.get(named ?? "") ?? example,
      // A class with an action by name has no other actions.
      hasUnknown: named === undefined,
    };
  });
  const unplaced = unplacedPatterns(patterns, placed).map((one): ActionClass => {
    return { ...one, known: [], hasUnknown: true };
  });
  return { complete, classes: [...placed, ...unplaced] };
}

function namesActionsOnly(patterns: readonly string[]): boolean {
  return patterns.every((pattern) => !isPattern(pattern));
}
