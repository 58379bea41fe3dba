import { operatorFacts } from "../condition-operators";
import type { Conditions } from "../conditions";
import type { PolicyStatement } from "../statement";
import { toList } from "../text-list";
import { toldApart, valuePath } from "./path";
import { bytesOf, statementBytes } from "./statement-bytes";
import { type Placed, branch, listBytes } from "./trie";

/** A list of a statement that can be divided. */
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

/** A statement that is too large for a document, or a part of it, and the list whose values are distributed. */
export interface Share {
  /** The statement with some of the values. */
  readonly with: (values: readonly string[]) => PolicyStatement;
  readonly values: readonly Value[];
  /** Bytes of the statement without the values. */
  readonly frame: number;
  /** Names of the divided lists. */
  readonly lists: readonly List["name"][];
  /** Path of the share in its statement. */
  readonly path: string;
}

/**
 * Divides a statement into shares that together are equivalent to it. The values of the longest list are distributed over
 * documents. If the other lists are still too long, they are divided by a trie over their values, longest first. Lists of
 * exceptions are not divided, because each part would except less. Duplicate values count once.
 */
export function* sharesOf(statement: PolicyStatement, room: number): Generator<Share> {
  const lists = listsOf(statement);
  const frame = lists.reduce((rest, { bytes }) => rest - bytes, printedBytes(statement, lists));
  yield* fittingShares(statement, { lists, frame, room, depths: lists.map(() => 0), path: "" });
}

/** The maximum part of a document for the rest of a statement, apart from the distributed values. */
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

/** Lists with several values, of which any may match. */
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

/** Bytes of the statement without duplicate values. */
function printedBytes(statement: PolicyStatement, lists: readonly List[]): number {
  return statementBytes(lists.reduce((one, list) => list.replaced(one, textsOf(list.values)), statement));
}

function textsOf(values: readonly Value[]): readonly string[] {
  return values.map(({ text }) => text);
}
