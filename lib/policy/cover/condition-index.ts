import type { Budget } from "./budget";
import type { ComparableTest, ComparableTests } from "./condition-cover";
import { PatternIndex } from "./pattern-index";
import type { ComparableValue } from "./value-cover";

/** Finds conditions of other statements that may hold whenever given ones hold. */
export class ConditionIndex {
  /** Statements without conditions. */
  private readonly always: number[] = [];
  /** Conditions whose first test asks for one of several texts, by key. */
  private readonly texts = new Map<string, PatternIndex>();
  /** All others, by key of the first test. */
  private readonly others = new Map<string, number[]>();

  public constructor(conditions: readonly ComparableTests[]) {
    const texts = new Map<string, { readonly pattern: string; readonly owner: number }[]>();
    for (const [owner, tests] of conditions.entries()) {
      const [first] = tests;
      const test = first?.[1][0];
      if (first === undefined || test === undefined) this.always.push(owner);
      else if (asksForText(test)) {
        const ofKey = texts.get(first[0]) ?? [];
        for (const value of test.values) ofKey.push({ pattern: patternOf(value), owner });
        texts.set(first[0], ofKey);
      } else {
        const ofKey = this.others.get(first[0]);
        if (ofKey === undefined) this.others.set(first[0], [owner]);
        else ofKey.push(owner);
      }
    }
    for (const [key, patterns] of texts) this.texts.set(key, new PatternIndex(partsOf, patterns));
  }

  public count(tests: ComparableTests): number {
    let count = this.always.length;
    for (const [key, ofKey] of tests) {
      count += this.others.get(key)?.length ?? 0;
      for (const pattern of firstTexts(ofKey)) count += this.texts.get(key)?.count(pattern) ?? 0;
    }
    return count;
  }

  /** Numbers of conditions that may hold whenever these tests hold, until the budget is exceeded. */
  public *candidates(tests: ComparableTests, budget: Budget): Generator<number> {
    yield* taken(this.always, budget);
    for (const [key, ofKey] of tests) {
      yield* taken(this.others.get(key) ?? [], budget);
      for (const pattern of firstTexts(ofKey)) yield* this.texts.get(key)?.candidates(pattern, budget) ?? [];
    }
  }
}

function* taken(numbers: readonly number[], budget: Budget): Generator<number> {
  for (const number of numbers) {
    if (!budget.take()) return;
    yield number;
  }
}

function asksForText({ negated, values }: ComparableTest): boolean {
  return negated === false && values.every(({ kind }) => kind === "text" || kind === "pattern");
}

/** The first value of each test that may imply a test for texts. */
function firstTexts(tests: readonly ComparableTest[]): readonly string[] {
  return tests.flatMap(({ negated, values: [first] }) =>
    negated === false && first !== undefined && (first.kind === "text" || first.kind === "pattern")
      ? [patternOf(first)]
      : [],
  );
}

/** A pattern that matches only this text, with its wildcards replaced by characters that occur in no pattern. */
function patternOf({ kind, text }: ComparableValue): string {
  return kind === "pattern" ? text : text.replace(/[*?]/g, (mark) => (mark === "*" ? "\ue0f0" : "\ue0f1"));
}

function partsOf(text: string) {
  return [{ name: "", text }];
}
