import { type Value, expressionOf, isMapping, isSequence, integerValue, textValue } from "../expression";
import { decimalText } from "../expression/big-float";

/** What `each` and `count` stand for in one instance of a block. */
export interface Iteration {
  /** e.g. `["a"]`, `[0]`; empty if it is not known, or without `count` and `for_each`. */
  readonly index: string;
  /** `undefined` if it is not known. */
  readonly key: Value | undefined;
  readonly value: Value | undefined;
  readonly by: "count" | "for_each";
  /** The expression of `count` or `for_each`, if it is not known whether the instance is there, or which one it is. */
  readonly open: string | undefined;
}

/** The instances of a block; a single one without an index if their number is not known. */
export interface Iterations {
  /** `one` without `count` and `for_each`. */
  readonly kind: "one" | "count" | "for_each" | "not known";
  readonly items: readonly Iteration[];
}

export const single: Iterations = { kind: "one", items: [] };

/** If a block has more instances, their number counts as unknown. */
const mostInstances = 1000;

export function countIterations(count: Value): Iterations {
  if (count.kind === "null") return single;
  const candidates = count.kind === "one of" ? count.candidates : [count];
  const numbers = candidates.map(wholeNumber);
  const known = numbers.filter((one) => one !== undefined);
  const [least, most] = [Math.min(...known), Math.max(...known)];
  if (known.length < numbers.length || most > mostInstances) return notKnown("count", count);
  const open = expressionOf(count);
  const items = Array.from({ length: most }, (_, index): Iteration => {
    const key = integerValue(index);
    return { index: `[${index}]`, key, value: key, by: "count", open: index < least ? undefined : open };
  });
  return { kind: "count", items };
}

function wholeNumber(value: Value): number | undefined {
  const text = value.kind === "number" ? decimalText(value.number) : value.kind === "text" ? value.text : "";
  return /^\d{1,9}$/.test(text) ? Number(text) : undefined;
}

export function forEachIterations(forEach: Value): Iterations {
  if (forEach.kind === "null") return single;
  const candidates = forEach.kind === "one of" ? forEach.candidates : [forEach];
  const all = candidates.map(elementsOf);
  const known = all.filter((one) => one !== undefined);
  if (known.length < all.length) return notKnown("for_each", forEach);
  const keys = [...new Set(known.flatMap((elements) => [...elements.keys()]))];
  if (keys.length > mostInstances) return notKnown("for_each", forEach);
  const items = keys.map((key): Iteration => {
    const values = known.map((elements) => elements.get(key));
    const given = values.filter((value) => value !== undefined);
    const isOpen = given.length < values.length || given.some(({ kind }) => kind === "possible");
    return {
      index: `[${JSON.stringify(key)}]`,
      key: textValue(key),
      value: oneValue(given.map((value) => (value.kind === "possible" ? value.value : value))),
      by: "for_each",
      open: isOpen ? openText(forEach) : undefined,
    };
  });
  return { kind: "for_each", items };
}

/** Of several values, one that is not known. */
function oneValue(values: readonly Value[]): Value | undefined {
  const distinct = [...new Map(values.map((value) => [expressionOf(value), value])).values()];
  return distinct.length === 1 ? distinct[0] : undefined;
}

function elementsOf(value: Value): ReadonlyMap<string, Value> | undefined {
  if (isMapping(value)) return value.entries;
  if (!isSequence(value)) return undefined;
  const found = new Map<string, Value>();
  for (const item of value.items) {
    const key = item.kind === "possible" ? item.value : item;
    if (key.kind !== "text") return undefined;
    found.set(key.text, item);
  }
  return found;
}

function notKnown(by: Iteration["by"], value: Value): Iterations {
  return { kind: "not known", items: [{ index: "", key: undefined, value: undefined, by, open: openText(value) }] };
}

function openText(value: Value): string {
  return expressionOf(value);
}
