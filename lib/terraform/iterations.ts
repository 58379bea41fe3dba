import { isJsonObject } from "../policy/json-value";
import { hasExpression, mapInterpolations, onlyExpression } from "./template";

type Arguments = Readonly<Record<string, unknown>>;

/** One resource of those that `count` or `for_each` makes. */
export interface Instance {
  /** `["alice"]`, `[0]`, or nothing. */
  readonly index: string;
  readonly arguments: Arguments;
  /** The expression of the `count` or `for_each` where only Terraform knows how many there are, and which. */
  readonly iterated?: string;
}

/** The resources that arguments with `count` or `for_each` make; one, with its iterator in its texts, where that is unknown. */
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

/** More are not looked at one by one. */
const mostInstances = 1000;

function literalEntries(forEach: unknown): readonly (readonly [string, unknown])[] | undefined {
  if (isJsonObject(forEach)) return Object.entries(forEach);
  const list = Array.isArray(forEach) ? (forEach as readonly unknown[]) : setOf(forEach);
  return list?.every((item) => typeof item === "string") === true
    ? [...new Set(list)].map((item) => [item, item] as const)
    : undefined;
}

/** The items of `${toset([...])}` with texts only. */
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

/** Texts name the iterator, so that those of two iterators are two. */
function unknownInstance(given: Arguments, iterated: string): Instance {
  const of = onlyExpression(iterated) ?? iterated;
  const named = mapTexts(given, (text) =>
    mapInterpolations(text, (_, source) => source.replace(iterator, (name) => `${name} of ${of}`)),
  );
  return { index: "", arguments: named as Arguments, iterated }; // an object stays one
}

const iterator = /\beach\.(?:key|value)(?:\.\w+|\["[^"]*"\])*|\bcount\.index\b/g;

/** Nothing but a reference: what stands behind one, e.g. `each.key == "a"`, makes another value of it. */
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
  return filled as Arguments; // an object stays one
}

function mapTexts(value: unknown, change: (text: string) => unknown): unknown {
  if (typeof value === "string") return hasExpression(value) ? change(value) : value;
  if (Array.isArray(value)) return value.map((item) => mapTexts(item, change));
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, mapTexts(item, change)]));
}
