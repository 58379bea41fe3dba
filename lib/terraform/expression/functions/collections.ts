import { giveUp, refuse } from "../failures";
import { booleanOf, equal } from "../operators";
import { setValue } from "../sets";
import { convert, converted, unify, typeOf } from "../types";
import {
  type MappingValue,
  type SequenceValue,
  type Value,
  booleanValue,
  compareTexts,
  hasUnknown,
  integerValue,
  isSequence,
  mappingValue,
  nullValue,
  sequenceValue,
  textValue,
} from "../values";
import { count, items, mapping, number, sequence, text, textList } from "./arguments";
import { type FunctionTable, row } from "./function-row";

export const collectionFunctions: FunctionTable = {
  concat: row(
    1,
    Infinity,
    (lists, call) =>
      lists.some(({ kind }) => kind === "unknown") ? call.unknown(lists) : concatenated(lists.map(sequence)),
    "possible",
  ),
  contains: row(
    2,
    2,
    ([list = nullValue, wanted = nullValue], call) => {
      if (list.kind === "unknown" || hasUnknown(wanted)) return call.unknown([list, wanted]);
      const all = items(list);
      const known = all.filter((item) => !hasUnknown(item));
      if (known.some((item) => equal(item, wanted))) return booleanValue(true);
      return known.length < all.length ? call.unknown([list]) : booleanValue(false);
    },
    "unknown",
  ),
  distinct: row(1, 1, ([list]) => {
    const unique: Value[] = [];
    for (const item of listItems(sequence(list))) if (!unique.some((one) => equal(one, item))) unique.push(item);
    return sequenceValue("list", unique);
  }),
  element: row(
    2,
    2,
    ([list, index = nullValue], call) => {
      if (list?.kind === "unknown" || hasUnknown(index)) return call.unknown([list ?? nullValue, index]);
      const given = sequence(list);
      if (given.kind === "set") refuse("element needs a list");
      const at = count(index);
      if (given.items.length === 0) refuse("element of an empty list");
      const length = given.items.length;
      // Versions of Terraform differ about an index that is negative.
      return given.items[at % length] ?? giveUp("the index of an element is negative");
    },
    "unknown",
  ),
  flatten: row(
    1,
    1,
    ([list = nullValue], call) => {
      const flat = list.kind === "unknown" ? undefined : flattened(sequence(list));
      return flat === undefined ? call.unknown([list]) : sequenceValue("tuple", flat);
    },
    "unknown",
  ),
  index: row(2, 2, ([list, wanted = nullValue]) => {
    const at = items(list).findIndex((item) => equal(item, wanted));
    return at === -1 ? refuse("index finds no such element") : integerValue(at);
  }),
  keys: row(
    1,
    1,
    ([map], call) => (map?.kind === "unknown" ? call.unknown([map]) : textList([...mapping(map).entries.keys()])),
    "unknown",
  ),
  values: row(
    1,
    1,
    ([map], call) => {
      if (map?.kind === "unknown") return call.unknown([map]);
      const { kind, entries } = mapping(map);
      return sequenceValue(kind === "map" ? "list" : "tuple", [...entries.values()]);
    },
    "unknown",
  ),
  lookup: row(
    2,
    3,
    ([map, key = nullValue, otherwise], call) => {
      if (map?.kind === "unknown" || hasUnknown(key)) return call.unknown([map ?? nullValue, key]);
      const given = mapping(map);
      const found = given.entries.get(text(key));
      if (found !== undefined) return found;
      const missing = otherwise ?? refuse(`there is no key ${text(key)}`);
      const type = typeOf(given);
      return typeof type === "object" && type.kind === "map" ? convert(missing, type.of) : missing;
    },
    "unknown",
  ),
  merge: row(
    0,
    Infinity,
    (maps, call) => (maps.some(({ kind }) => kind === "unknown") ? call.unknown(maps) : merged(maps)),
    "unknown",
  ),
  reverse: row(
    1,
    1,
    ([list], call) => {
      if (list?.kind === "unknown") return call.unknown([list]);
      const given = sequence(list);
      return sequenceValue(given.kind === "tuple" ? "tuple" : "list", [...given.items].reverse());
    },
    "unknown",
  ),
  slice: row(
    3,
    3,
    ([list, from = nullValue, to = nullValue], call) => {
      if (list?.kind === "unknown" || hasUnknown(from) || hasUnknown(to))
        return call.unknown([list ?? nullValue, from, to]);
      const given = sequence(list);
      const [start, end] = [count(from), count(to)];
      if (start < 0 || start > end || end > given.items.length) refuse("slice is out of range");
      return sequenceValue(given.kind, given.items.slice(start, end));
    },
    "unknown",
  ),
  sort: row(1, 1, ([list]) => textList(items(list).map(text).sort(compareTexts))),
  zipmap: row(
    2,
    2,
    ([keys, values], call) => {
      if (keys === undefined || values === undefined) return refuse("an argument is missing");
      if (hasUnknown(keys) || values.kind === "unknown") return call.unknown([keys, values]);
      const [names, given] = [items(keys).map(text), sequence(values)];
      if (names.length !== given.items.length) refuse("the keys and values differ in number");
      const kind = given.kind === "tuple" ? "object" : "map";
      return mappingValue(
        kind,
        names.map((name, index) => [name, given.items[index] ?? nullValue] as const),
      );
    },
    "unknown",
  ),
  chunklist: row(
    2,
    2,
    ([list, size = nullValue], call) => {
      if (list?.kind === "unknown" || hasUnknown(size)) return call.unknown([list ?? nullValue, size]);
      const given = listItems(sequence(list));
      const length = count(size);
      if (length < 0) refuse("the size of a chunk is negative");
      const step = length === 0 ? Math.max(given.length, 1) : length;
      const chunks = Array.from({ length: Math.ceil(given.length / step) }, (_, at) =>
        sequenceValue("list", given.slice(at * step, (at + 1) * step)),
      );
      return sequenceValue("list", chunks);
    },
    "unknown",
  ),
  coalesce: row(1, Infinity, (values, call) => coalesced(values, call.unknown), "unknown"),
  coalescelist: row(
    1,
    Infinity,
    (lists, call) => {
      for (const list of lists) {
        if (list.kind === "unknown") return call.unknown(lists);
        if (list.kind !== "null" && items(list).length > 0) return list;
      }
      return refuse("every list is empty");
    },
    "unknown",
  ),
  compact: row(
    1,
    1,
    ([list = nullValue], call) => {
      if (list.kind === "unknown" || items(list).some(({ kind }) => kind === "unknown")) return call.unknown([list]);
      const kept = items(list).filter((item) => item.kind !== "null" && mayBeEmpty(item) === false);
      return items(list).some((item) => mayBeEmpty(item) === undefined)
        ? call.unknown([list])
        : sequenceValue(
            "list",
            kept.map((item) => convert(item, "text")),
          );
    },
    "unknown",
  ),
  matchkeys: row(3, 3, ([values, keys, search]) => {
    const [given, names, wanted] = [listItems(sequence(values)), items(keys), items(search)];
    if (given.length !== names.length) refuse("the keys and values differ in number");
    const kept = given.filter((_, at) => {
      const name = names[at] ?? nullValue;
      return wanted.some((one) => equal(one, name));
    });
    return sequenceValue("list", kept);
  }),
  one: row(
    1,
    1,
    ([list], call) => {
      if (list?.kind === "unknown") return call.unknown([list]);
      const all = items(list);
      return all.length > 1 ? refuse("one needs a list of at most one element") : (all[0] ?? nullValue);
    },
    "unknown",
  ),
  alltrue: row(1, 1, ([list]) => booleanValue(items(list).every(isTrue))),
  anytrue: row(1, 1, ([list]) => booleanValue(items(list).some(isTrue))),
  range: row(1, 3, ([first, second, third], { budget }) => {
    const [start, end] = second === undefined ? [0, whole(first)] : [whole(first), whole(second)];
    const step = third === undefined ? (end < start ? -1 : 1) : whole(third);
    if (step === 0 || (start < end && step < 0) || (start > end && step > 0)) refuse("range never reaches its end");
    const length = Math.max(0, Math.ceil((end - start) / step));
    if (length > 1024) refuse("range has more than 1024 numbers");
    budget.spend(length);
    return sequenceValue(
      "list",
      Array.from({ length }, (_, at) => integerValue(start + at * step)),
    );
  }),
  setintersection: row(1, Infinity, (sets) => {
    const [first = [], ...more] = asSets(sets);
    return setValue(first.filter((item) => more.every((set) => set.some((one) => equal(one, item)))));
  }),
  setsubtract: row(2, 2, (sets) => {
    const [first = [], second = []] = asSets(sets);
    return setValue(first.filter((item) => !second.some((one) => equal(one, item))));
  }),
  setunion: row(1, Infinity, (sets) => setValue(asSets(sets).flat())),
  setproduct: row(2, Infinity, (lists, { budget }) => {
    const given = lists.map(sequence);
    budget.spend(given.reduce((product, { items: all }) => product * all.length, given.length));
    const isSet = given.every(({ kind }) => kind === "set");
    let all: readonly (readonly Value[])[] = [[]];
    for (const list of given) all = all.flatMap((before) => listItems(list).map((item) => [...before, item]));
    const combinations = all.map((some) => sequenceValue("tuple", some));
    return isSet ? setValue(combinations) : sequenceValue("list", combinations);
  }),
  transpose: row(1, 1, ([map]) => {
    const found = new Map<string, Value[]>();
    for (const [key, list] of mapping(map).entries) {
      for (const item of items(list).map(text)) found.set(item, [...(found.get(item) ?? []), textValue(key)]);
    }
    return mappingValue(
      "map",
      [...found].map(([key, list]) => [key, sequenceValue("list", list)] as const),
    );
  }),
  // These two are of Terraform 0.11, and are read as their successors.
  list: row(0, Infinity, (values) => sequenceValue("list", converted(values)), "possible"),
  map: row(0, Infinity, (values) => {
    if (values.length % 2 === 1) refuse("map needs a value for each key");
    const given = converted(values.filter((_, at) => at % 2 === 1));
    return mappingValue(
      "map",
      given.map((value, at) => [text(values[at * 2]), value] as const),
    );
  }),
};

function whole(value: Value | undefined): number {
  const given = number(value);
  return given.exponent < 0 ? giveUp("range of a fraction") : count(value);
}

function isTrue(value: Value): boolean {
  return value.kind !== "null" && booleanOf(value);
}

/** The items of a list; those of a tuple in the type that they have in common. */
function listItems(given: SequenceValue): readonly Value[] {
  return given.kind === "tuple" ? converted(given.items) : given.items;
}

function concatenated(lists: readonly SequenceValue[]): Value {
  if (lists.some(({ kind }) => kind === "set")) refuse("concat needs lists");
  const all = lists.flatMap((list) => list.items);
  const isTyped = lists.every(({ kind }) => kind === "list");
  return isTyped ? sequenceValue("list", converted(all)) : sequenceValue("tuple", all);
}

/** `undefined` if an item may be a list. */
function flattened(list: SequenceValue): readonly Value[] | undefined {
  const flat: Value[] = [];
  for (const item of list.items) {
    if (item.kind === "unknown") return undefined;
    const inner = isSequence(item) ? flattened(item) : [item];
    if (inner === undefined) return undefined;
    flat.push(...inner);
  }
  return flat;
}

function merged(maps: readonly Value[]): Value {
  const given: readonly MappingValue[] = maps.filter(({ kind }) => kind !== "null").map(mapping);
  const entries = given.flatMap((map) => [...map.entries]);
  const isTyped = given.length > 0 && given.every(({ kind }) => kind === "map");
  if (!isTyped) return mappingValue("object", entries);
  const values = converted(entries.map(([, value]) => value));
  return mappingValue(
    "map",
    entries.map(([key], at) => [key, values[at] ?? nullValue] as const),
  );
}

function coalesced(values: readonly Value[], unknown: (of: readonly Value[]) => Value): Value {
  const type = unify(values.map(typeOf)) ?? refuse("the arguments have no type in common");
  for (const value of values) {
    if (value.kind === "unknown") return unknown(values);
    const isEmpty = value.kind === "null" ? true : mayBeEmpty(value);
    if (isEmpty === undefined) return unknown(values);
    if (!isEmpty) return convert(value, type);
  }
  return refuse("every argument is empty");
}

/** Whether a text is empty; `undefined` if that is not known. */
function mayBeEmpty(value: Value): boolean | undefined {
  if (value.kind === "text") return value.text === "";
  if (value.kind !== "partly known text") return false;
  return value.parts.some((part) => typeof part === "string" && part !== "") ? false : undefined;
}

function asSets(values: readonly Value[]): readonly (readonly Value[])[] {
  const all = values.map(sequence);
  const type = unify(all.flatMap((one) => one.items.map(typeOf))) ?? giveUp("the sets have no type in common");
  return all.map((one) => setValue(one.items.map((item) => convert(item, type))).items);
}
