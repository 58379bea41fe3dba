import { knownActions } from "../../catalog";
import { type PatternStep, literalSteps, stepsOf, textClasses } from "./text-classes";

/** Actions that the same patterns cover. */
export interface ActionClass {
  /** The patterns, in lower case. */
  readonly covering: ReadonlySet<string>;
  /** Names of the known actions of the class, sorted. */
  readonly known: readonly string[];
  /** An action of the class: a known one where there is one. */
  readonly example: string;
  /** Whether the class has actions that no page lists. */
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

/** Sorts all actions by which of the patterns, in lower case, cover them. */
export function actionClasses(patterns: readonly string[]): ActionClasses {
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
  return {
    complete,
    classes: classes.map(({ covering, example }): ActionClass => {
      const names = (known.get(covering.join()) ?? []).sort();
      const texts = covering.flatMap((index) => patterns[index] ?? []);
      return {
        covering: new Set(texts),
        known: names,
        example: names[0] ?? example,
        // A class of one text has no other actions than that one.
        hasUnknown: names.length === 0 || !texts.includes(names[0]?.toLowerCase() ?? ""),
      };
    }),
  };
}
