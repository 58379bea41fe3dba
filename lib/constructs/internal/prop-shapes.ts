import { type Problem, quote } from "../../policy";
import { constructProblemIds } from "./problem-ids";

/** Checks a value at any depth, for callers without type checks. Returns the problems. */
export type Shape = (value: unknown, path: string) => readonly Problem[];

/** Text, which may contain string tokens. Tokens of lists, maps and numbers are refused. */
export const text = shape("a text", (value) => typeof value === "string" && !/[#&]\{TfToken\[/.test(value));
export const flag = shape("true or false", (value) => typeof value === "boolean");
export const number = shape("a number", (value) => typeof value === "number" && !Number.isNaN(value));
/** An object with any fields, but not a list. */
export const object = shape("an object", isObject);
/** Anything but null. The reader of the value reports other problems. */
export const given = shape("a value", (value) => value !== null);

export function oneOf(...allowed: readonly string[]): Shape {
  return shape(allowed.join(" or "), (value) => allowed.some((one) => one === value));
}

/** An object with a text field, e.g. a resource with its name. */
export function having(field: string): Shape {
  return shape(`an object with a ${field}`, (value) => isObject(value) && typeof read(value, field) === "string");
}

/** An object of the framework: a construct, a resource, a provider. */
export const construct = shape("a construct", (value) => isObject(value) && isObject(read(value, "node")));
/** A dependency of a resource. */
export const dependable = shape(
  "a construct or a resource",
  (value) => isObject(value) && (typeof read(value, "fqn") === "string" || isObject(read(value, "node"))),
);

export function either(...shapes: readonly Shape[]): Shape {
  return (value, path) => {
    if (shapes.some((one) => one(value, path).length === 0)) return right;
    const results = shapes.map((one) => one(value, path));
    return results.find(([first]) => first?.path !== path) ?? results[0] ?? right;
  };
}

export function list(of: Shape): Shape {
  return (value, path) => {
    if (!Array.isArray(value)) return [wrong(path, value, "a list")];
    const problems: Problem[] = [];
    for (const [index, one] of value.entries()) problems.push(...of(one, `${path}[${index}]`));
    return problems;
  };
}

export function record(of: Shape): Shape {
  return (value, path) =>
    isObject(value)
      ? Object.entries(value).flatMap(([name, one]) => (one === undefined ? [] : of(one, `${path}.${name}`)))
      : [wrong(path, value, "an object")];
}

/**
 * An object with these fields. Other fields are ignored.
 *
 * @returns a shape, whose last parameter names the required fields
 */
export function fields(
  shapes: Readonly<Record<string, Shape>>,
): (value: unknown, path: string, needed?: readonly string[]) => readonly Problem[] {
  const entries = Object.entries(shapes);
  return (value, path, needed = []) => {
    if (!isObject(value)) return [wrong(path, value, "an object")];
    const problems: Problem[] = [];
    for (const [name, of] of entries) {
      const one = read(value, name);
      if (one === undefined && !needed.includes(name)) continue;
      problems.push(...of(one, path === "" ? name : `${path}.${name}`));
    }
    return problems;
  };
}

const right: readonly Problem[] = [];

function shape(allowed: string, isRight: (value: unknown) => boolean): Shape {
  return (value, path) => (isRight(value) ? right : [wrong(path, value, allowed)]);
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function read(value: object, field: string): unknown {
  return (value as Readonly<Record<string, unknown>>)[field];
}

function wrong(path: string, value: unknown, allowed: string): Problem {
  return {
    id: constructProblemIds.wrongKind,
    path,
    found: quote(value),
    allowed,
    fix: "set an allowed value, or omit it",
  };
}
