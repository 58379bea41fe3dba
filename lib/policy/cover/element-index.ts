import { partlyKnown } from "../patterns/partly-known";
import { isPattern } from "../patterns/wildcard";
import { compareText } from "../text-list";
import type { Budget } from "./budget";
import type { PatternComparison, PatternElement } from "./pattern-cover";
import { PatternIndex } from "./pattern-index";

/** Finds elements of other statements that may cover a given element. */
export class ElementIndex {
  private readonly patterns: PatternIndex;
  /** Negated elements, e.g. `NotAction`. */
  private readonly negated: readonly number[];
  /** The first exception of each negated element, forwards and backwards, sorted. */
  private readonly byBegin: readonly Exception[];
  private readonly byEnd: readonly Exception[];

  public constructor(elements: readonly PatternElement[], { partsOf }: PatternComparison) {
    const owned = elements.flatMap(({ negated, patterns }, owner) =>
      negated ? [] : patterns.map((pattern) => ({ pattern, owner })),
    );
    this.patterns = new PatternIndex(partsOf, owned);
    this.negated = elements.flatMap(({ negated }, number) => (negated ? [number] : []));
    const exceptions = this.negated.map((owner): Exception => {
      return { text: elements[owner]?.patterns[0] ?? "", owner };
    });
    this.byBegin = sortedExceptions(exceptions);
    this.byEnd = sortedExceptions(exceptions.map(({ text, owner }) => ({ text: backwards(text), owner })));
  }

  public count(element: PatternElement): number {
    const more = element.negated
      ? this.ranges(element).reduce((sum, { from, to }) => sum + to - from, 0)
      : this.negated.length;
    return this.patterns.count(firstOf(element)) + more;
  }

  /** Numbers of elements that may cover this one, until the budget is exceeded. */
  public *candidates(element: PatternElement, budget: Budget): Generator<number> {
    yield* this.patterns.candidates(firstOf(element), budget);
    if (!element.negated) {
      for (const number of this.negated) {
        if (!budget.take()) return;
        yield number;
      }
      return;
    }
    for (const { sorted, from, to } of this.ranges(element)) {
      for (let at = from; at < to; at++) {
        if (!budget.take()) return;
        yield sorted[at]?.owner ?? 0;
      }
    }
  }

  /** Negated elements whose first exception is covered by one of these exceptions. */
  private ranges({ patterns }: PatternElement): readonly Range[] {
    return patterns.map((pattern) => {
      // An unknown pattern covers only itself.
      if (!isPattern(pattern) || partlyKnown(pattern).isUnknown) return rangeOf(this.byBegin, pattern, pattern);
      const [begin, end] = [/^[^*?]*/.exec(pattern)?.[0] ?? "", backwards(/[^*?]*$/.exec(pattern)?.[0] ?? "")];
      const [beginning, ending] = [rangeOf(this.byBegin, begin), rangeOf(this.byEnd, end)];
      return ending.to - ending.from < beginning.to - beginning.from ? ending : beginning;
    });
  }
}

interface Exception {
  readonly text: string;
  readonly owner: number;
}

interface Range {
  readonly sorted: readonly Exception[];
  readonly from: number;
  readonly to: number;
}

/** A negated element is only covered by `*` or similar patterns. */
function firstOf({ negated, patterns }: PatternElement): string {
  return negated ? "*" : (patterns[0] ?? "*");
}

function backwards(text: string): string {
  return Array.from({ length: text.length }, (_, index) => text[text.length - 1 - index]).join("");
}

function sortedExceptions(exceptions: readonly Exception[]): readonly Exception[] {
  return [...exceptions].sort((a, b) => compareText(a.text, b.text));
}

/** Exceptions that begin with a text, or that are equal to one. */
function rangeOf(sorted: readonly Exception[], begin: string, whole?: string): Range {
  const isPast = (text: string): boolean => (whole === undefined ? !text.startsWith(begin) : text !== whole);
  return {
    sorted,
    from: firstWhere(sorted, ({ text }) => text >= begin),
    to: firstWhere(sorted, ({ text }) => text >= begin && isPast(text)),
  };
}

/** The first index from which on a condition holds. */
function firstWhere(sorted: readonly Exception[], holds: (one: Exception) => boolean): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const one = sorted[middle];
    if (one !== undefined && holds(one)) high = middle;
    else low = middle + 1;
  }
  return low;
}
