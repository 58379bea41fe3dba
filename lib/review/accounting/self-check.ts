import { formatProblem } from "../../policy/problem";
import type { Configuration } from "../../terraform/configuration/configuration";
import type { Difference } from "./difference";

/** Id of the error that a review did not account for each difference. It is a bug, and no gate may pass. */
export const unaccountedId = "RAM505";

/** A review that did not look at everything that differs. */
export class UnaccountedError extends Error {
  public override readonly name = "UnaccountedError";

  public constructor(what: string) {
    super(
      formatProblem({
        id: unaccountedId,
        path: "",
        found: what,
        fix: "review this change by hand, and report the bug",
      }),
    );
  }
}

/**
 * Counts what differs between two texts, and checks that no less was accounted for. It reads the texts with code of its own,
 * so that a mistake of the readers shows.
 *
 * @throws UnaccountedError RAM505
 */
export function checkDifferences(
  before: Configuration | undefined,
  after: Configuration | undefined,
  accounted: readonly Difference[],
): void {
  const differing = new Map<string, number>();
  // A plan has the values of a stack at other places of its text, so only its leaves compare with those of a stack.
  const isMixed = before !== undefined && after !== undefined && before.form !== after.form;
  const count = (of: Configuration | undefined, sign: number): void => {
    for (const value of valuesOf(of, isMixed && of?.form === "plan"))
      differing.set(value, (differing.get(value) ?? 0) + sign);
  };
  count(before, -1);
  count(after, 1);
  const found = new Map<string, number>();
  const add = (path: Difference["path"], value: string | undefined, sign: string): void => {
    if (value === undefined) return;
    const at = `${sign}${placed(namesOf(path), value)}`;
    found.set(at, (found.get(at) ?? 0) + 1);
  };
  for (const { path, before: was, after: is } of accounted) {
    add(path, was, "-");
    add(path, is, "+");
  }
  for (const [value, balance] of differing) {
    const expected = Math.abs(balance);
    if (expected === 0 || (found.get(`${balance < 0 ? "-" : "+"}${value}`) ?? 0) >= expected) continue;
    throw new UnaccountedError(`a value at ${shownPlace(value)} differs, and nothing accounts for it`);
  }
}

function namesOf(path: Difference["path"]): readonly string[] {
  return path.flatMap((step) => {
    if (step.kind === "alias") return [];
    return [step.kind === "index" ? `[${step.index}]` : `.${step.name}`];
  });
}

function valuesOf(configuration: Configuration | undefined, byLeaves: boolean): readonly string[] {
  if (configuration === undefined) return [];
  // What is evaluated from several files has no text of its own.
  if (configuration.isEvaluated || byLeaves)
    return configuration.leaves.map(({ path, value }) => placed(namesOf(path), value));
  return [
    ...new JsonScanner(configuration.text).values().map(([names, value]) => placed(names, value)),
    ...configuration.files.map(({ file, digest }) => placed([`.${file}`], JSON.stringify(digest))),
  ];
}

function placed(names: readonly string[], value: string): string {
  return JSON.stringify([names, value]);
}

function shownPlace(text: string): string {
  const [names] = JSON.parse(text) as readonly [readonly string[], string];
  return names.join("").replace(/^\./, "");
}

/** Lists the values of a JSON text, each with the keys and indices that lead to it. */
class JsonScanner {
  private at = 0;
  private readonly found: (readonly [names: readonly string[], value: string])[] = [];

  /** @param text JSON that `JSON.parse` has read */
  public constructor(private readonly text: string) {}

  public values() {
    this.value([]);
    return this.found;
  }

  private value(names: readonly string[]): void {
    this.skipSpace();
    switch (this.text[this.at]) {
      case "{":
        this.items("}", names, () => {
          const key = JSON.parse(this.token()) as string;
          this.skipSpace();
          this.at++; // the colon
          return `.${key}`;
        });
        return;
      case "[": {
        let index = 0;
        // The place of a provider in its list has no meaning: the alias has.
        const isNameless = names.length === 2 && names[0] === ".provider" && names[1]?.startsWith(".");
        this.items("]", names, () => (isNameless ? undefined : `[${index++}]`));
        return;
      }
      default: {
        const token = this.token();
        const value = token.startsWith('"') ? JSON.stringify(JSON.parse(token)) : token;
        this.found.push([names, value]);
      }
    }
  }

  /** @param name reads the key of the next item, or counts it */
  private items(end: "}" | "]", names: readonly string[], name: () => string | undefined): void {
    this.at++;
    this.skipSpace();
    if (this.text[this.at] === end) {
      this.found.push([names, end === "}" ? "{}" : "[]"]);
      this.at++;
      return;
    }
    do {
      this.skipSpace();
      const own = name();
      this.value(own === undefined ? names : [...names, own]);
      this.skipSpace();
    } while (this.text[this.at++] === ",");
  }

  private token(): string {
    const [token = ""] = this.take(/"[^"\\]*(?:\\.[^"\\]*)*"|[^\s,:[\]{}"]+/y);
    return token;
  }

  private skipSpace(): void {
    this.take(/\s*/y);
  }

  private take(pattern: RegExp): readonly string[] {
    pattern.lastIndex = this.at;
    const match = pattern.exec(this.text) ?? [];
    this.at += match[0]?.length ?? 0;
    return match;
  }
}
