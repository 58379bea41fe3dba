import { giveUp, refuse } from "../expression/failures";
import { setValue } from "../expression/sets";
import type { Node } from "../expression/syntax";
import { convert, converted } from "../expression/types";
import {
  type Value,
  isMapping,
  isSequence,
  mappingValue,
  nullValue,
  parseExpression,
  sequenceValue,
} from "../expression";

/** The type of a variable. */
export type Constraint =
  | "any"
  | "text"
  | "number"
  | "boolean"
  | { readonly kind: "list" | "set" | "map"; readonly of: Constraint }
  | { readonly kind: "tuple"; readonly items: readonly Constraint[] }
  | { readonly kind: "object"; readonly attributes: ReadonlyMap<string, AttributeConstraint> };

interface AttributeConstraint {
  readonly type: Constraint;
  readonly isOptional: boolean;
  /** The default of an optional attribute. */
  readonly byDefault: Node | undefined;
}

/** Evaluates the default of an optional attribute. */
export type EvaluateNode = (node: Node) => Value;

export interface ParsedConstraint {
  readonly constraint: Constraint;
  readonly source: string;
}

/** The type as a variable's `type` has it; `undefined` for one that this version cannot read. */
export function parseConstraint(written: unknown): ParsedConstraint | undefined {
  if (written === undefined || written === null) return { constraint: "any", source: "" };
  if (typeof written !== "string") return undefined;
  const source = written.replace(/^\$\{([^]*)\}$/, "$1");
  const parsed = parseExpression(source);
  const constraint = "problem" in parsed ? undefined : constraintOf(parsed.expression.node);
  return constraint === undefined ? undefined : { constraint, source };
}

const primitives: ReadonlyMap<string, Constraint> = new Map<string, Constraint>([
  ["string", "text"],
  ["number", "number"],
  ["bool", "boolean"],
  ["any", "any"],
  // These are from before Terraform 0.12.
  ["list", { kind: "list", of: "any" }],
  ["map", { kind: "map", of: "any" }],
  ["set", { kind: "set", of: "any" }],
]);

function constraintOf(node: Node): Constraint | undefined {
  if (node.kind === "parentheses") return constraintOf(node.inner);
  if (node.kind === "reference") return node.steps.length === 0 ? primitives.get(node.root) : undefined;
  if (node.kind !== "call" || node.expands) return undefined;
  const [argument, ...more] = node.arguments;
  if (argument === undefined || more.length > 0) return undefined;
  switch (node.name) {
    case "list":
    case "set":
    case "map": {
      const of = constraintOf(argument);
      return of === undefined ? undefined : { kind: node.name, of };
    }
    case "tuple": {
      const items = argument.kind === "tuple" ? argument.items.map(constraintOf) : [undefined];
      const known = items.filter((item) => item !== undefined);
      return known.length < items.length ? undefined : { kind: "tuple", items: known };
    }
    case "object":
      return objectConstraint(argument);
    default:
      return undefined;
  }
}

function objectConstraint(node: Node): Constraint | undefined {
  if (node.kind !== "object") return undefined;
  const attributes = new Map<string, AttributeConstraint>();
  for (const { key, value } of node.entries) {
    const name = typeof key === "string" ? key : literalText(key);
    const isOptional = value.kind === "call" && value.name === "optional";
    const [typeNode = value, byDefault] = isOptional ? value.arguments : [];
    const type = constraintOf(typeNode);
    if (name === undefined || type === undefined) return undefined;
    attributes.set(name, { type, isOptional, byDefault });
  }
  return { kind: "object", attributes };
}

function literalText(node: Node): string | undefined {
  const [only, ...more] = node.kind === "template" ? node.parts : [];
  return only?.kind === "text" && more.length === 0 ? only.text : undefined;
}

/**
 * A value as a variable of this type has it.
 *
 * @throws EvaluationFailure if the value cannot be of this type
 */
export function conformed(value: Value, type: Constraint, evaluate: EvaluateNode): Value {
  if (value.kind === "null" || value.kind === "unknown") return value;
  if (value.kind === "possible") return { ...value, value: conformed(value.value, type, evaluate) };
  if (value.kind === "one of") {
    return { ...value, candidates: value.candidates.map((one) => conformed(one, type, evaluate)) };
  }
  if (typeof type === "string") return convert(value, type);
  if (type.kind === "object") return conformedObject(value, type.attributes, evaluate);
  if (type.kind === "map") {
    if (!isMapping(value)) return refuse("a map is required");
    const keys = [...value.entries.keys()];
    const items = ofOneType(
      [...value.entries.values()].map((item) => conformed(item, type.of, evaluate)),
      type.of,
    );
    return mappingValue(
      "map",
      keys.map((key, index) => [key, items[index] ?? nullValue] as const),
    );
  }
  if (!isSequence(value)) return refuse(`a ${type.kind} is required`);
  if (type.kind === "tuple") {
    if (value.items.length !== type.items.length) refuse(`a tuple of ${type.items.length} elements is required`);
    return sequenceValue(
      "tuple",
      value.items.map((item, index) => conformed(item, type.items[index] ?? "any", evaluate)),
    );
  }
  const items = ofOneType(
    value.items.map((item) => conformed(item, type.of, evaluate)),
    type.of,
  );
  return type.kind === "set" ? setValue(items) : sequenceValue("list", items);
}

function conformedObject(
  value: Value,
  attributes: ReadonlyMap<string, AttributeConstraint>,
  evaluate: EvaluateNode,
): Value {
  if (!isMapping(value)) return refuse("an object is required");
  return mappingValue(
    "object",
    [...attributes].map(([name, { type, isOptional, byDefault }]) => {
      const given = value.entries.get(name);
      if (given === undefined && !isOptional) refuse(`the attribute ${name} is required`);
      if (given?.kind === "possible") giveUp(`the attribute ${name} may be missing`);
      const isUnset = given === undefined || given.kind === "null";
      const chosen = isUnset && byDefault !== undefined ? evaluate(byDefault) : (given ?? nullValue);
      return [name, conformed(chosen, type, evaluate)] as const;
    }),
  );
}

/** The elements of a list, set or map have one type; with `any`, they determine it. */
function ofOneType(items: readonly Value[], type: Constraint): readonly Value[] {
  return type === "any" ? converted(items) : items;
}
