/** One step of a pattern. */
export type PatternStep =
  | { readonly kind: "character"; readonly character: string }
  /** `one` or any number (`many`) of characters, without those in `except`. */
  | { readonly kind: "one" | "many"; readonly except: string };

/** Texts that are matched by the same patterns. */
export interface TextClass {
  /** Indices of the matching patterns, or of their groups, ascending. */
  readonly covering: readonly number[];
  /** One of the shortest texts. */
  readonly example: string;
}

/** All classes, or as many as were found. */
export interface TextClasses {
  readonly classes: readonly TextClass[];
  /** False if the search stopped early. */
  readonly complete: boolean;
}

/** Characters that occur in no pattern, and one that begins unknown text. Private-use characters are rare in policies. */
const spareCharacters = ["x", "0", "\ue0ff"];

/** Maximum number of steps of a search: expanded places of states, and places that are skipped to reach the next one. */
const maxSteps = 400_000;

/**
 * Groups all texts that `universe` matches by the patterns that match them, like an automaton that runs all patterns at
 * once, character by character. Characters that occur in no pattern behave alike, so one represents all of them.
 *
 * @param groups number of the group of each pattern. Which pattern of a group matches does not matter: classes then
 * contain group numbers, and there are far fewer of them
 */
export function textClasses(
  universe: readonly PatternStep[],
  patterns: readonly (readonly PatternStep[])[],
  groups: readonly number[] = patterns.map((_, index) => index),
): TextClasses {
  const machine = new Machine([universe, ...patterns], [0, ...groups.map((group) => group + 1)]);
  const classes = new Map<string, TextClass>();
  const seen = new Set<string>();
  let level: { readonly state: readonly number[]; readonly text: string }[] = [{ state: machine.start(), text: "" }];
  while (level.length > 0) {
    const next: typeof level = [];
    for (const { state, text } of level) {
      const accepted = machine.accepted(state);
      if (accepted[0] === 0) {
        const covering = accepted.slice(1).map((group) => group - 1);
        const key = covering.join();
        if (!classes.has(key)) classes.set(key, { covering, example: text });
      }
      for (const character of machine.nextCharacters(state)) {
        const following = machine.step(state, character);
        if (machine.steps > maxSteps) return { classes: [...classes.values()], complete: false };
        const key = following.join();
        if (seen.has(key) || !machine.isOpen(following)) continue;
        seen.add(key);
        next.push({ state: following, text: text + character });
      }
    }
    level = next;
  }
  return { classes: [...classes.values()], complete: true };
}

/** A place in a pattern: the next step, and the place after it. Patterns of a group share places with the same rest. */
interface Place {
  readonly step: PatternStep | undefined;
  readonly next: number;
  readonly owner: number;
}

/** All patterns side by side. A state is a set of places, by number, ascending. */
class Machine {
  /** Number of steps so far. */
  public steps = 0;
  private readonly places: Place[] = [];
  private readonly byRest = new Map<string, number>();
  private readonly starts: readonly number[];
  private readonly spare: string;
  private readonly firstEnd: number;

  public constructor(patterns: readonly (readonly PatternStep[])[], owners: readonly number[]) {
    const [universe = [], ...others] = patterns;
    const first = this.add(universe, 0);
    this.firstEnd = this.places.length;
    this.starts = [first, ...others.map((pattern, index) => this.add(pattern, owners[index + 1] ?? 0))];
    const named = new Set(
      patterns.flatMap((pattern) => pattern.flatMap((step) => (step.kind === "character" ? [step.character] : []))),
    );
    this.spare = spareCharacters.find((one) => !named.has(one)) ?? "\ue0fe";
  }

  public start(): readonly number[] {
    return this.closed(this.starts);
  }

  /** Whether the universe can still match. */
  public isOpen(state: readonly number[]): boolean {
    return (state[0] ?? Infinity) < this.firstEnd;
  }

  /** The owners of patterns that have matched, ascending. */
  public accepted(state: readonly number[]): readonly number[] {
    const owners = new Set<number>();
    for (const number of state) {
      const place = this.places[number];
      if (place !== undefined && place.step === undefined) owners.add(place.owner);
    }
    return [...owners].sort((a, b) => a - b);
  }

  /** Characters to continue with: those that a pattern waits for, and one for all others. */
  public nextCharacters(state: readonly number[]): readonly string[] {
    const characters = new Set<string>();
    let takesAny = false;
    for (const number of state) {
      const step = this.places[number]?.step;
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
    for (const number of state) {
      const { step, next = 0 } = this.places[number] ?? {};
      if (step === undefined) continue;
      if (step.kind === "character") {
        if (step.character === character) following.push(next);
      } else if (!step.except.includes(character)) following.push(step.kind === "many" ? number : next);
    }
    return this.closed(following);
  }

  /** Adds places after steps that can match nothing, and removes places that other places make redundant. */
  private closed(numbers: readonly number[]): readonly number[] {
    const all = new Set<number>();
    for (let number of numbers) {
      for (let place = this.places[number]; place !== undefined && !all.has(number); place = this.places[number]) {
        all.add(number);
        if (place.step?.kind !== "many") break;
        number = place.next;
      }
    }
    // Later places have smaller numbers.
    const sorted = [...all].sort((a, b) => a - b);
    const last = new Map<number, number>();
    for (const number of sorted) {
      const owner = this.places[number]?.owner ?? 0;
      if (!last.has(owner)) last.set(owner, number);
    }
    const within = new Map<number, string>();
    for (const number of sorted) {
      this.steps++;
      const excepted = this.exceptedBehind(number, all, within, last);
      if (excepted !== undefined) within.set(number, excepted);
    }
    return within.size === 0 ? sorted : sorted.filter((number) => !within.has(number));
  }

  /**
   * A place is redundant if a later star of the same pattern matches everything between the two. Returns what that star
   * excepts; `undefined` if there is no such star.
   *
   * @param within the same for later places
   * @param last the smallest number of each owner, which is its latest place
   */
  private exceptedBehind(
    number: number,
    all: ReadonlySet<number>,
    within: ReadonlyMap<number, string>,
    last: ReadonlyMap<number, number>,
  ): string | undefined {
    const between: PatternStep[] = [];
    let place = this.places[number];
    const end = last.get(place?.owner ?? 0) ?? 0;
    while (place?.step !== undefined && place.next >= end) {
      this.steps++;
      between.push(place.step);
      const { next } = place;
      place = this.places[next];
      if (!all.has(next)) continue;
      const excepted = place?.step?.kind === "many" ? place.step.except : within.get(next);
      return excepted !== undefined && between.every((step) => takesAllOf(excepted, step)) ? excepted : undefined;
    }
    return undefined;
  }

  /** Adds the places of a pattern, from its end, and returns the first one. */
  private add(pattern: readonly PatternStep[], owner: number): number {
    let next = this.place(`${owner} end`, { step: undefined, next: -1, owner });
    for (const step of [...pattern].reverse()) {
      const text = step.kind === "character" ? step.character : `${step.kind} ${step.except}`;
      next = this.place(`${owner} ${next} ${step.kind} ${text}`, { step, next, owner });
    }
    return next;
  }

  private place(key: string, place: Place): number {
    const known = this.byRest.get(key);
    if (known !== undefined) return known;
    this.byRest.set(key, this.places.length);
    return this.places.push(place) - 1;
  }
}

/** Whether a step matches none of the excepted characters. */
function takesAllOf(excepted: string, step: PatternStep): boolean {
  return Array.from(excepted).every((one) =>
    step.kind === "character" ? step.character !== one : step.except.includes(one),
  );
}

/** Steps of a RAM pattern: `*` matches any number of characters, `?` matches one. */
export function stepsOf(pattern: string, except = ""): readonly PatternStep[] {
  return Array.from(pattern, (character): PatternStep => {
    if (character === "*") return { kind: "many", except };
    if (character === "?") return { kind: "one", except };
    return { kind: "character", character };
  });
}

/** Steps of a literal text. */
export function literalSteps(text: string): readonly PatternStep[] {
  return Array.from(text, (character) => ({ kind: "character", character }));
}
