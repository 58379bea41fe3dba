import type { ActionKnowledge } from "../action-knowledge";
import { isPattern } from "../patterns/wildcard";
import { grouped } from "./grouped";
import { type PatternStep, literalSteps, stepsOf, textClasses } from "./text-classes";
import { unplacedPatterns } from "./unplaced-patterns";
import { foldCase } from "../letter-case";

/** Knowledge of actions, as far as it is needed to find those that a pattern covers. */
export type SearchableKnowledge = Pick<ActionKnowledge, "matching">;

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
 * @param groupOf the same for patterns, in lower case, of which it does not matter which one covers an action
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
      // A class with actions by name has no others.
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
