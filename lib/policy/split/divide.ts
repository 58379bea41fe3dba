import { operatorFacts } from "../condition-operators";
import type { Conditions } from "../conditions";
import type { PolicyStatement } from "../statement";
import { toList } from "../text-list";
import { toldApart, valuePath } from "./path";
import { bytesOf, statementBytes } from "./statement-bytes";
import { type Placed, branch, listBytes } from "./trie";

/** A list of a statement of which parts of the statement may have parts. */
interface List {
  readonly name: "Action" | "Resource" | "Condition";
  readonly values: readonly Value[];
  readonly bytes: number;
  /** The statement with other values in the list. */
  readonly replaced: (statement: PolicyStatement, values: readonly string[]) => PolicyStatement;
}

interface Value extends Placed {
  readonly text: string;
}

/** A statement too large for a document, or a part of it, and the list whose values may go to several documents. */
export interface Share {
  /** As many of its values as go together, in the order of the statement. */
  readonly with: (values: readonly string[]) => PolicyStatement;
  readonly values: readonly Value[];
  /** Bytes of the statement without its values. */
  readonly frame: number;
  /** Which lists are divided. */
  readonly lists: readonly List["name"][];
  /** Where it is among the shares of its statement. */
  readonly path: string;
}

/**
 * Divides a statement, one share after the other, so that shares together say what it says. The longest list is the one
 * whose values may go to several documents; where the others alone are too long for that, they are divided by a trie over
 * their values, longest first. Lists of exceptions stay whole: each part would except less. A value that is written twice
 * counts once.
 */
export function* sharesOf(statement: PolicyStatement, room: number): Generator<Share> {
  const lists = listsOf(statement);
  const frame = lists.reduce((rest, { bytes }) => rest - bytes, printedBytes(statement, lists));
  yield* fittingShares(statement, { lists, frame, room, depths: lists.map(() => 0), path: "" });
}

/** How much of a document may be taken by what stands around the values of a list that go to several documents. */
const mostAround = 2 / 3;

interface Node {
  readonly lists: readonly List[];
  /** Bytes of the statement without its lists. */
  readonly frame: number;
  readonly room: number;
  readonly depths: readonly number[];
  readonly path: string;
}

function* fittingShares(statement: PolicyStatement, node: Node): Generator<Share> {
  const { lists, frame, room, depths, path } = node;
  const [longest, next] = [...lists].sort((a, b) => b.bytes - a.bytes);
  const rest = lists.reduce((sum, { bytes }) => sum + bytes, frame) - (longest?.bytes ?? 0);
  if (next !== undefined && rest > mostAround * room && next.values.length > 1) {
    const index = lists.indexOf(next);
    const depth = depths[index] ?? 0;
    for (const [bit, side] of branch(next.values, depth).entries()) {
      if (side.length === 0) continue;
      const values = { ...next, values: side, bytes: listBytes(side) };
      yield* fittingShares(next.replaced(statement, textsOf(side)), {
        ...node,
        lists: lists.map((list) => (list === next ? values : list)),
        depths: depths.map((one, at) => (at === index ? depth + 1 : one)),
        path: `${path}${bit}`,
      });
    }
    return;
  }
  yield {
    with: (values) => longest?.replaced(statement, values) ?? statement,
    values: longest?.values ?? [],
    frame: rest,
    lists: lists.flatMap((list, at) => (list === longest || (depths[at] ?? 0) > 0 ? [list.name] : [])),
    path,
  };
}

/** Lists of more than one value, any of which may match. */
function listsOf(statement: PolicyStatement): readonly List[] {
  const { actionElement, actions, resourceElement, resources, conditions } = statement;
  const lists: List[] = [];
  if (actionElement === "Action") lists.push(listOf("Action", actions, (one, values) => one.withActions(values)));
  if (resourceElement === "Resource") {
    lists.push(listOf("Resource", resources, (one, values) => one.withResources(values)));
  }
  for (const [operator, keys] of Object.entries(conditions ?? {})) {
    if (operatorFacts(operator)?.negated !== false) continue;
    for (const [key, values] of Object.entries(keys)) {
      lists.push(
        listOf("Condition", toList(values), (one, some) => one.withConditions(withValues(one, operator, key, some))),
      );
    }
  }
  return lists.filter(({ values }) => values.length > 1);
}

function withValues(
  { conditions }: PolicyStatement,
  operator: string,
  key: string,
  values: readonly string[],
): Conditions {
  return Object.fromEntries(
    Object.entries(conditions ?? {}).map(([name, keys]) => [
      name,
      name === operator ? { ...keys, [key]: values } : keys,
    ]),
  );
}

function listOf(name: List["name"], texts: readonly string[], replaced: List["replaced"]): List {
  const values = toldApart(
    [...new Set(texts)].map((text) => ({ text, path: valuePath(text), bytes: bytesOf(JSON.stringify(text)) })),
  );
  return { name, values, bytes: listBytes(values), replaced };
}

/** Bytes of the statement with each value of the lists once. */
function printedBytes(statement: PolicyStatement, lists: readonly List[]): number {
  return statementBytes(lists.reduce((one, list) => list.replaced(one, textsOf(list.values)), statement));
}

function textsOf(values: readonly Value[]): readonly string[] {
  return values.map(({ text }) => text);
}
