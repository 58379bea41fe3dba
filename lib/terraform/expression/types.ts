import { decimalText, parseNumber } from "./big-float";
import { giveUp, refuse } from "./failures";
import { setValue } from "./sets";
import {
  type MappingValue,
  type SequenceValue,
  type Value,
  booleanValue,
  isMapping,
  isSequence,
  mappingValue,
  numberValue,
  sequenceValue,
  textValue,
} from "./values";

/** A type of Terraform. `any` is that of `null` and of unknown values. */
export type Type =
  | "any"
  | "text"
  | "number"
  | "boolean"
  | { readonly kind: "list" | "set" | "map"; readonly of: Type }
  | { readonly kind: "tuple"; readonly items: readonly Type[] }
  | { readonly kind: "object"; readonly attributes: ReadonlyMap<string, Type> };

export function typeOf(value: Value): Type {
  switch (value.kind) {
    case "text":
    case "partly known text":
      return "text";
    case "number":
    case "boolean":
      return value.kind;
    case "tuple":
      return { kind: "tuple", items: value.items.map(typeOf) };
    case "list":
    case "set":
      return { kind: value.kind, of: unify(value.items.map(typeOf)) ?? "any" };
    case "object":
      return { kind: "object", attributes: new Map([...value.entries].map(([key, item]) => [key, typeOf(item)])) };
    case "map":
      return { kind: "map", of: unify([...value.entries.values()].map(typeOf)) ?? "any" };
    case "possible":
      return typeOf(value.value);
    default:
      return "any";
  }
}

/** The type to which values of all types convert, as Terraform chooses it; `undefined` if there is none. */
export function unify(types: readonly Type[]): Type | undefined {
  const given = types.filter((type) => type !== "any");
  const [first] = given;
  if (first === undefined) return "any";
  if (given.every((type) => typeof type === "string")) {
    if (given.every((type) => type === first)) return first;
    return given.includes("text") ? "text" : undefined;
  }
  const structures = given.filter((type) => typeof type !== "string");
  if (structures.length < given.length) return undefined;
  return unifyStructures(structures);
}

type Structure = Exclude<Type, string>;

function unifyStructures(types: readonly Structure[]): Type | undefined {
  const tuples = types.filter((type) => type.kind === "tuple");
  if (tuples.length === types.length && tuples.every(({ items }) => items.length === tuples[0]?.items.length)) {
    const items = tuples[0]?.items.map((_, index) => unify(tuples.map((tuple) => tuple.items[index] ?? "any"))) ?? [];
    const known = items.filter((item) => item !== undefined);
    return known.length === items.length ? { kind: "tuple", items: known } : undefined;
  }
  const objects = types.filter((type) => type.kind === "object");
  if (objects.length === types.length) {
    const names = new Set(objects.flatMap(({ attributes }) => [...attributes.keys()]));
    if (objects.every(({ attributes }) => attributes.size === names.size)) {
      const attributes = new Map<string, Type>();
      for (const name of names) {
        const type = unify(objects.map((object) => object.attributes.get(name) ?? "any"));
        if (type === undefined) return undefined;
        attributes.set(name, type);
      }
      return { kind: "object", attributes };
    }
  }
  const kind = types.every(({ kind: one }) => one === "object" || one === "map")
    ? "map"
    : types.every(({ kind: one }) => one === "set")
      ? "set"
      : types.every(({ kind: one }) => one === "list" || one === "tuple")
        ? "list"
        : undefined;
  const of = unify(types.flatMap(elementTypes));
  return kind === undefined || of === undefined ? undefined : { kind, of };
}

function elementTypes(type: Structure): readonly Type[] {
  if (type.kind === "tuple") return type.items;
  return type.kind === "object" ? [...type.attributes.values()] : [type.of];
}

/** @throws EvaluationFailure if the value cannot be of this type */
export function convert(value: Value, type: Type): Value {
  if (type === "any" || value.kind === "null" || value.kind === "unknown") return value;
  if (value.kind === "possible") return { ...value, value: convert(value.value, type) };
  if (value.kind === "one of") return { ...value, candidates: value.candidates.map((one) => convert(one, type)) };
  if (typeof type === "string") return convertScalar(value, type);
  if (isSequence(value)) return convertSequence(value, type);
  if (isMapping(value)) return convertMapping(value, type);
  return refuse("a collection is required");
}

function convertScalar(value: Value, type: "text" | "number" | "boolean"): Value {
  if (value.kind === type || (type === "text" && value.kind === "partly known text")) return value;
  if (value.kind === "partly known text") return giveUp("the text is not known");
  if (type === "text" && value.kind === "number") return textValue(decimalText(value.number));
  if (type === "text" && value.kind === "boolean") return textValue(String(value.boolean));
  if (type === "number" && value.kind === "text") {
    const number = parseNumber(value.text);
    if (number !== undefined) return numberValue(number);
    if (/^[+-]?[\d.]+p/i.test(value.text)) giveUp("a number with a binary exponent");
    return refuse("a number is required");
  }
  if (type === "boolean" && value.kind === "text") {
    if (value.text === "true" || value.text === "1") return booleanValue(true);
    if (value.text === "false" || value.text === "0") return booleanValue(false);
  }
  return refuse(`a ${type} is required`);
}

function convertSequence(value: SequenceValue, type: Structure): Value {
  if (type.kind === "tuple") {
    return sequenceValue(
      "tuple",
      value.items.map((item, index) => convert(item, type.items[index] ?? "any")),
    );
  }
  if (type.kind !== "list" && type.kind !== "set") return refuse("a map or object is required");
  const items = value.items.map((item) => convert(item, type.of));
  return type.kind === "set" ? setValue(items) : sequenceValue("list", items);
}

function convertMapping(value: MappingValue, type: Structure): Value {
  if (type.kind === "map") {
    return mappingValue(
      "map",
      [...value.entries].map(([key, item]) => [key, convert(item, type.of)] as const),
    );
  }
  if (type.kind !== "object") return refuse("a list is required");
  return mappingValue(
    "object",
    [...value.entries].map(([key, item]) => [key, convert(item, type.attributes.get(key) ?? "any")] as const),
  );
}

/** Values converted to the type that they have in common. */
export function converted(values: readonly Value[]): readonly Value[] {
  const type = unify(values.map(typeOf)) ?? giveUp("the values have no type in common");
  return values.map((value) => convert(value, type));
}
