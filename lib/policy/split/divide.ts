import type { PolicyStatement, StatementJson } from "../statement";
import { toldApart, valuePath } from "./path";
import { bytesOf, statementBytes } from "./statement-bytes";
import { type Placed, branch, listBytes } from "./trie";

/** A part of a statement that is too large: about some of its actions, some of its resources, or both. */
export interface Part {
  readonly statement: PolicyStatement;
  readonly bytes: number;
  /** Where it is among the parts. */
  readonly path: string;
  /** Whether it has fewer resources than the whole. */
  readonly resources: boolean;
}

interface Value extends Placed {
  readonly text: string;
}

/** A list as far as it was divided; empty where it cannot be. */
interface Values {
  readonly items: readonly Value[];
  readonly bytes: number;
  readonly depth: number;
}

interface Node {
  readonly Action: Values;
  readonly Resource: Values;
  readonly path: string;
}

/**
 * Divides a statement, one part after the other, so that parts together say what it says. The list that is longer in
 * bytes is divided by a trie over its values, again and again until a part fits; so an action more or less changes one
 * part, unless the other list had to be divided too. `NotAction` and `NotResource` stay whole: each part would except
 * less. A value that is written twice counts once.
 *
 * A part that cannot be divided further is given even where it does not fit.
 */
export function* divide(statement: PolicyStatement, room: number): Generator<Part> {
  const json = statement.toJson();
  const root: Node = { Action: valuesOf(json.Action), Resource: valuesOf(json.Resource), path: "" };
  const frame = statementBytes(statement) - listedBytes(json, "Action") - listedBytes(json, "Resource");
  for (const node of fittingNodes(root, room - frame)) {
    const some = node.Action.items.length === 0 ? statement : statement.withActions(textsOf(node.Action));
    yield {
      statement: node.Resource.items.length === 0 ? some : some.withResources(textsOf(node.Resource)),
      bytes: frame + node.Action.bytes + node.Resource.bytes,
      path: node.path,
      resources: node.Resource.depth > 0,
    };
  }
}

function* fittingNodes(node: Node, room: number): Generator<Node> {
  const name = longer(node);
  if (name === undefined || node.Action.bytes + node.Resource.bytes <= room) {
    yield node;
    return;
  }
  const { items, depth } = node[name];
  for (const [bit, side] of branch(items, depth).entries()) {
    if (side.length === 0) continue;
    const values: Values = { items: side, bytes: listBytes(side), depth: depth + 1 };
    yield* fittingNodes({ ...node, [name]: values, path: `${node.path}${bit}` }, room);
  }
}

/** The list to divide next, of those with more than one value. */
function longer({ Action, Resource }: Node): "Action" | "Resource" | undefined {
  if (Action.items.length > 1 && (Resource.items.length < 2 || Action.bytes >= Resource.bytes)) return "Action";
  return Resource.items.length > 1 ? "Resource" : undefined;
}

function valuesOf(values: StatementJson["Action"]): Values {
  if (values === undefined || typeof values === "string") return { items: [], bytes: 0, depth: 0 };
  const items = toldApart(
    [...new Set(values)].map((text) => ({ text, path: valuePath(text), bytes: textBytes(text) })),
  );
  return { items, bytes: listBytes(items), depth: 0 };
}

/** Bytes between the brackets of a list as it is printed; none where it cannot be divided. */
function listedBytes(json: StatementJson, name: "Action" | "Resource"): number {
  const values = json[name];
  if (values === undefined || typeof values === "string") return 0;
  return listBytes(values.map((text) => ({ bytes: textBytes(text) })));
}

function textBytes(text: string): number {
  return bytesOf(JSON.stringify(text));
}

function textsOf({ items }: Values): readonly string[] {
  return items.map(({ text }) => text);
}
