/** One step of a pattern of texts. */
export type PatternStep =
  | { readonly kind: "character"; readonly character: string }
  /** Any character, or any number of them; none of `except`. */
  | { readonly kind: "one" | "many"; readonly except: string };

/** Texts that the same patterns cover. */
export interface TextClass {
  /** Indices of the patterns that cover the texts, ascending. */
  readonly covering: readonly number[];
  /** A shortest of the texts. */
  readonly example: string;
}

/** All classes that there are, or as many as were found. */
export interface TextClasses {
  readonly classes: readonly TextClass[];
  /** False where the search ended early. */
  readonly complete: boolean;
}

/** A character that occurs in no pattern of policies, and one that begins what is not known: private use, rarely met. */
const spareCharacters = ["x", "0", "\ue0ff"];

const maxStates = 60_000;

/**
 * Sorts all texts that `universe` covers by which of the patterns cover them: a search through what is left of each
 * pattern after each next character. Characters that no pattern names are alike, so one stands for all of them.
 */
export function textClasses(
  universe: readonly PatternStep[],
  patterns: readonly (readonly PatternStep[])[],
): TextClasses {
  const machine = new Machine([universe, ...patterns]);
  const classes = new Map<string, TextClass>();
  const seen = new Set<string>();
  let level: { readonly state: readonly number[]; readonly text: string }[] = [{ state: machine.start(), text: "" }];
  while (level.length > 0) {
    const next: typeof level = [];
    for (const { state, text } of level) {
      const accepted = machine.accepted(state);
      if (accepted[0] === 0) {
        const covering = accepted.slice(1).map((index) => index - 1);
        const key = covering.join();
        if (!classes.has(key)) classes.set(key, { covering, example: text });
      }
      for (const character of machine.nextCharacters(state)) {
        const following = machine.step(state, character);
        const key = following.join();
        if (seen.has(key) || !machine.isOpen(following)) continue;
        if (seen.size >= maxStates) return { classes: [...classes.values()], complete: false };
        seen.add(key);
        next.push({ state: following, text: text + character });
      }
    }
    level = next;
  }
  return { classes: [...classes.values()], complete: true };
}

/** All patterns side by side. A state is what may come next: positions in the patterns, ascending. */
class Machine {
  private readonly steps: (PatternStep | undefined)[] = [];
  private readonly owners: number[] = [];
  private readonly starts: number[] = [];
  private readonly spare: string;
  private readonly firstEnd: number;

  public constructor(patterns: readonly (readonly PatternStep[])[]) {
    const named = new Set<string>();
    for (const [owner, pattern] of patterns.entries()) {
      this.starts.push(this.steps.length);
      for (const step of pattern) {
        if (step.kind === "character") named.add(step.character);
        this.steps.push(step);
        this.owners.push(owner);
      }
      this.steps.push(undefined); // the end
      this.owners.push(owner);
    }
    this.firstEnd = (patterns[0]?.length ?? 0) + 1;
    this.spare = spareCharacters.find((one) => !named.has(one)) ?? "\ue0fe";
  }

  public start(): readonly number[] {
    return this.closed(this.starts);
  }

  /** Whether the universe may still be covered. */
  public isOpen(state: readonly number[]): boolean {
    return (state[0] ?? Infinity) < this.firstEnd;
  }

  /** Indices of the patterns that are at their end. */
  public accepted(state: readonly number[]): readonly number[] {
    return state.filter((position) => this.steps[position] === undefined).map((position) => this.owners[position] ?? 0);
  }

  /** Characters that lead on: those that a pattern waits for, and one for all others. */
  public nextCharacters(state: readonly number[]): readonly string[] {
    const characters = new Set<string>();
    let takesAny = false;
    for (const position of state) {
      const step = this.steps[position];
      if (step?.kind === "character") characters.add(step.character);
      else if (step !== undefined) {
        takesAny = true;
        for (const excepted of step.except) characters.add(excepted);
      }
    }
    return takesAny ? [this.spare, ...[...characters].sort()] : [...characters].sort();
  }

  public step(state: readonly number[], character: string): readonly number[] {
    const following: number[] = [];
    for (const position of state) {
      const step = this.steps[position];
      if (step === undefined) continue;
      if (step.kind === "character") {
        if (step.character === character) following.push(position + 1);
      } else if (!step.except.includes(character)) following.push(step.kind === "many" ? position : position + 1);
    }
    return this.closed(following);
  }

  /** With the positions behind what may be nothing. */
  private closed(positions: readonly number[]): readonly number[] {
    const all = new Set<number>();
    for (let position of positions) {
      all.add(position);
      while (this.steps[position]?.kind === "many") all.add(++position);
    }
    return [...all].sort((a, b) => a - b);
  }
}

/** Steps of a pattern of RAM: `*` for many characters, `?` for one. */
export function stepsOf(pattern: string, except = ""): readonly PatternStep[] {
  return Array.from(pattern, (character): PatternStep => {
    if (character === "*") return { kind: "many", except };
    if (character === "?") return { kind: "one", except };
    return { kind: "character", character };
  });
}

/** Steps of a text that stands for itself. */
export function literalSteps(text: string): readonly PatternStep[] {
  return Array.from(text, (character) => ({ kind: "character", character }));
}
