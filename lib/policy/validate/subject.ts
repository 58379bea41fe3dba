import { hash32 } from "../split/hash";
import type { Finding } from "./finding";
import type { Located, PolicyView, StatementView } from "./policy-view";

/**
 * What a finding is about, independent of its place in the document: the value at its path, with everything else in the
 * statement that determines what the value grants. Excludes other values of the same list, and the `Sid`.
 *
 * e.g. `ram:CreateRole on * if Bool acs:MFAPresent true`
 */
export function subjectsOf({ statements }: PolicyView): SubjectAt {
  const read = new Map<string, StatementSubjects>();
  let byPath: ReadonlyMap<string, StatementView> | undefined; // most policies have no findings
  return (path, found) => {
    byPath ??= new Map(statements.map((statement) => [statement.path, statement]));
    const statementPath = /^Statement\[\d+\]/.exec(path)?.[0] ?? "";
    const statement = byPath.get(statementPath);
    if (statement === undefined || path === `${statementPath}.Sid`) return found;
    const subjects = read.get(statementPath) ?? new StatementSubjects(statement);
    read.set(statementPath, subjects);
    return subjects.at(path);
  };
}

/** A list of values in a fixed order, and the value at each path. */
interface ValueList {
  readonly text: string;
  readonly textAt: ReadonlyMap<string, string>;
}

/** A condition as text. */
interface ConditionWords {
  readonly start: string;
  readonly values: ValueList;
}

/** The texts of one statement, computed once for all its findings. */
class StatementSubjects {
  private readonly actions: ValueList;
  private readonly resources: ValueList;
  private readonly principals: ValueList;
  private readonly conditions: readonly ConditionWords[];
  private readonly conditionAt = new Map<string, ConditionWords>();
  /** A sum over all conditions, so that findings about one of many conditions need not hash the others again. */
  private readonly sum: readonly number[];

  public constructor(private readonly statement: StatementView) {
    this.actions = valueList(statement.actions);
    this.resources = valueList(statement.resources);
    this.principals = valueList(
      statement.principals.map(({ path, kind, text }) => ({ path, text: `${kind} ${text}` })),
    );
    this.conditions = statement.tests.map(({ path, operator, key, located }) => {
      const words = { start: `${operator} ${key}`, values: valueList(located) };
      for (const place of [path, ...words.values.textAt.keys()]) this.conditionAt.set(place, words);
      return words;
    });
    this.sum = this.conditions.map(wholeCondition).reduce(plusHashes, [0, 0]);
  }

  public at(path: string): string {
    const condition = this.conditionAt.get(path);
    if (condition === undefined) return this.words(path);
    const value = condition.values.textAt.get(path);
    return `${condition.start}${value === undefined ? "" : ` ${value}`} in ${this.words(path)}`;
  }

  private words(path: string): string {
    const { effect, actionElement, resourceElement } = this.statement;
    const conditions = this.conditionWords(path);
    return [
      ...(effect === "Deny" ? ["Deny"] : []),
      ...(actionElement === "NotAction" ? ["everything except"] : []),
      textAt(this.actions, path),
      ...(resourceElement === undefined ? [] : [resourceElement === "Resource" ? "on" : "on everything except"]),
      ...(resourceElement === undefined ? [] : [textAt(this.resources, path)]),
      ...(this.principals.text === "" ? [] : ["by", textAt(this.principals, path)]),
      ...(conditions === "" ? [] : ["if", conditions]),
    ].join(" ");
  }

  private conditionWords(path: string): string {
    const textOf = ({ start, values }: ConditionWords): string => `${start} ${textAt(values, path)}`;
    if (this.conditions.length <= maxConditions) return this.conditions.map(textOf).sort().join(" and ");
    const own = this.conditionAt.get(path);
    const others = own === undefined ? this.sum : minusHashes(this.sum, wholeCondition(own));
    return [...(own === undefined ? [] : [textOf(own)]), `${this.conditions.length} conditions #${hex(others)}`].join(
      " and ",
    );
  }
}

/** With more conditions, the text has a hash of them. */
const maxConditions = 40;
/** A longer list of values is cut, and ends with a hash of the whole. */
const maxListLength = 2_000;

function valueList(values: readonly Located[]): ValueList {
  const text = values
    .map((one) => one.text)
    .sort()
    .join(", ");
  return { text: cut(text, maxListLength), textAt: new Map(values.map((one) => [one.path, one.text])) };
}

/** The value at the path if the list has it, otherwise all values. */
function textAt({ text, textAt }: ValueList, path: string): string {
  return textAt.get(path) ?? text;
}

function wholeCondition({ start, values }: ConditionWords): string {
  return `${start} ${values.text}`;
}

const maxShown = 160;

/**
 * The text that an acknowledgement of a finding needs: its subject. A long one is cut, and ends with a hash of the
 * whole.
 */
export function acknowledgedText({ subject, found }: Pick<Finding, "subject" | "found">): string {
  return cut(subject ?? found, maxShown);
}

function cut(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length)}... #${hex(hashes(text))}`;
}

/** Two hashes of a text, which make a collision of texts that people write improbable. */
function hashes(text: string): readonly number[] {
  return [hash32(text), hash32(`2 ${text}`)];
}

function plusHashes(sum: readonly number[], text: string): readonly number[] {
  const added = hashes(text);
  return sum.map((one, index) => (one + (added[index] ?? 0)) >>> 0);
}

function minusHashes(sum: readonly number[], text: string): readonly number[] {
  const taken = hashes(text);
  return sum.map((one, index) => (one - (taken[index] ?? 0)) >>> 0);
}

function hex(hashes: readonly number[]): string {
  return hashes.map((one) => one.toString(16).padStart(8, "0")).join("");
}

/** The subject of what was found at a path. */
export type SubjectAt = (path: string, found: string) => string;
