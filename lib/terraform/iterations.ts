import { isJsonObject } from "../policy/json-value";
import { hasExpression, mapInterpolations, onlyExpression } from "./template";

type Arguments = Readonly<Record<string, unknown>>;

/** An instance of a resource with `count` or `for_each`. */
export interface Instance {
  /** `["alice"]`, `[0]`, or empty. */
  readonly index: string;
  readonly arguments: Arguments;
  /** The expression of `count` or `for_each`, if only Terraform can evaluate it. */
  readonly iterated?: string;
}

/** The instances that `count` or `for_each` creates. A single one that keeps the iterator if their number is unknown. */
export function instancesOf({ count, for_each: forEach, ...given }: Arguments): readonly Instance[] {
  if (count !== undefined && count !== null) {
    const number = typeof count === "number" ? count : /^\d+$/.test(textOf(count)) ? Number(count) : undefined;
    if (number === undefined || number > mostInstances) return [unknownInstance(given, textOf(count))];
    return Array.from({ length: number }, (_, index) => ({
      index: `[${index}]`,
      arguments: fill(given, { "count.index": index }),
    }));
  }
  if (forEach === undefined || forEach === null) return [{ index: "", arguments: given }];
  const entries = literalEntries(forEach);
  if (entries === undefined) return [unknownInstance(given, textOf(forEach))];
  return entries.map(([key, value]) => ({
    index: `[${JSON.stringify(key)}]`,
    arguments: fill(given, { "each.key": key, "each.value": value }),
  }));
}

/** A larger `count` is treated as unknown. */
const mostInstances = 1000;

function literalEntries(forEach: unknown): readonly (readonly [string, unknown])[] | undefined {
  if (isJsonObject(forEach)) return Object.entries(forEach);
  const list = Array.isArray(forEach) ? (forEach as readonly unknown[]) : setOf(forEach);
  return list?.every((item) => typeof item === "string") === true
    ? [...new Set(list)].map((item) => [item, item] as const)
    : undefined;
}

/** The items of `${toset([...])}`, if they are literals. */
function setOf(value: unknown): readonly unknown[] | undefined {
  const expression = typeof value === "string" ? onlyExpression(value) : undefined;
  const list = /^toset\((\[.*\])\)$/s.exec(expression ?? "")?.[1];
  try {
    const items: unknown = list === undefined ? undefined : JSON.parse(list);
    return Array.isArray(items) ? items : undefined;
  } catch {
    return undefined;
  }
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

/** Adds the iterated expression to references such as `each.key`, so that those of two iterators differ. */
function unknownInstance(given: Arguments, iterated: string): Instance {
  const of = onlyExpression(iterated) ?? iterated;
  const named = mapTexts(given, (text) =>
    mapInterpolations(text, (_, source) => source.replace(iterator, (name) => `${name} of ${of}`)),
  );
  return { index: "", arguments: named as Arguments, iterated }; // mapTexts maps objects to objects
}

const iterator = /\beach\.(?:key|value)(?:\.\w+|\["[^"]*"\])*|\bcount\.index\b/g;

/** A reference and nothing else: `each.key == "a"` has another value than `each.key`. */
const wholeReference = /^(each\.key|each\.value|count\.index)((?:\.[\w-]+|\["[^"]*"\])*)$/;

function fill(given: Arguments, values: Arguments): Arguments {
  const valueOf = (reference: string): unknown => {
    const [, name = "", path = ""] = wholeReference.exec(reference) ?? [];
    let value = values[name];
    for (const [, dotted, quoted] of path.matchAll(/\.([\w-]+)|\["([^"]*)"\]/g)) {
      value = isJsonObject(value) ? value[dotted ?? quoted ?? ""] : undefined;
    }
    return value;
  };
  const filled = mapTexts(given, (text) => {
    const value = valueOf(onlyExpression(text) ?? "");
    if (value !== undefined) return value;
    return mapInterpolations(text, (expression, source) => {
      const alone = valueOf(expression);
      if (typeof alone === "string" || typeof alone === "number") return String(alone);
      return source.replace(iterator, (reference) => {
        const part = valueOf(reference);
        return part === undefined ? reference : JSON.stringify(part);
      });
    });
  });
  return filled as Arguments; // mapTexts maps objects to objects
}

export function mapTexts(value: unknown, change: (text: string) => unknown): unknown {
  if (typeof value === "string") return hasExpression(value) ? change(value) : value;
  if (Array.isArray(value)) return value.map((item) => mapTexts(item, change));
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, mapTexts(item, change)]));
}
