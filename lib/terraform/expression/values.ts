import { type BigFloat, integer } from "./big-float";
import { giveUp } from "./failures";
import type { Position } from "./syntax";

/** A value of Terraform as far as it is known. Texts are in Unicode normalization form C, as Terraform has them. */
export type Value =
  | TextValue
  | PartlyKnownText
  | NumberValue
  | BooleanValue
  | NullValue
  | SequenceValue
  | MappingValue
  | UnknownValue
  | OneOfValue
  | PossibleValue;

export interface TextValue {
  readonly kind: "text";
  readonly text: string;
}

/** A text of which some parts are unknown. No two texts are neighbours. */
export interface PartlyKnownText {
  readonly kind: "partly known text";
  readonly parts: readonly TextPart[];
}

export type TextPart = string | UnknownPart;

export interface UnknownPart {
  readonly unknown: UnknownValue;
  /** The sequence as it is written, if nothing in it could be resolved. */
  readonly written?: string;
  /**
   * Of a part that `jsonencode` writes: its place in the document. A `text` is within the quotes of a text; a `value` is
   * a JSON value of unknown type.
   */
  readonly json?: { readonly as: "text" | "value"; readonly path: readonly (string | number)[] };
}

export interface NumberValue {
  readonly kind: "number";
  readonly number: BigFloat;
}

export interface BooleanValue {
  readonly kind: "boolean";
  readonly boolean: boolean;
}

export interface NullValue {
  readonly kind: "null";
}

/** A set is sorted as Terraform sorts it, without repetition. */
export interface SequenceValue extends Contents {
  readonly kind: "tuple" | "list" | "set";
  readonly items: readonly Value[];
}

/** Sorted by key. */
export interface MappingValue extends Contents {
  readonly kind: "object" | "map";
  readonly entries: ReadonlyMap<string, Value>;
}

/** What is anywhere within a collection. */
interface Contents {
  readonly hasUnknown: boolean;
  /** Whether an element has several candidates, or is only possibly there. */
  readonly isUncertain: boolean;
  readonly failure: Failure | undefined;
  /** How many values it contains, itself included. One that occurs twice counts twice. */
  readonly size: number;
}

/**
 * Why a value is unknown although everything that it depends on may be known. For an `error`, Terraform fails too; a
 * `limit` is one of this evaluator.
 */
export interface Failure {
  readonly kind: "error" | "limit";
  readonly reason: string;
  readonly position: Position;
}

export interface UnknownValue {
  readonly kind: "unknown";
  /** Its expression, in which references are replaced by what is known of them. */
  readonly expression: string;
  /** The references that it depends on, such as `var.name`. */
  readonly references: ReadonlySet<string>;
  readonly failure?: Failure | undefined;
}

/** One of several values. Which one it is depends on something unknown. */
export interface OneOfValue {
  readonly kind: "one of";
  readonly candidates: readonly Value[];
  readonly expression: string;
  readonly references: ReadonlySet<string>;
}

/** An element of a collection that is there only if something unknown is true. */
export interface PossibleValue {
  readonly kind: "possible";
  readonly value: Value;
  readonly references: ReadonlySet<string>;
}

export const nullValue: NullValue = { kind: "null" };
const [yes, no]: readonly [BooleanValue, BooleanValue] = [
  { kind: "boolean", boolean: true },
  { kind: "boolean", boolean: false },
];

export function booleanValue(boolean: boolean): BooleanValue {
  return boolean ? yes : no;
}

export function textValue(text: string): TextValue {
  return { kind: "text", text: text.normalize("NFC") };
}

export function numberValue(number: BigFloat): NumberValue {
  return { kind: "number", number };
}

export function integerValue(value: number | bigint): NumberValue {
  return numberValue(integer(value));
}

/**
 * A tuple, a list or a sorted set.
 *
 * @throws EvaluationFailure if it is too large
 */
export function sequenceValue(kind: SequenceValue["kind"], items: readonly Value[]): SequenceValue {
  return { kind, items, ...contentsOf(items) };
}

export function mappingValue(kind: MappingValue["kind"], entries: Iterable<readonly [string, Value]>): MappingValue {
  const sorted = [...new Map(entries)].sort(([left], [right]) => compareTexts(left, right));
  return { kind, entries: new Map(sorted), ...contentsOf(sorted.map(([, value]) => value)) };
}

/** A larger collection is not known: values that contain one another can grow exponentially. */
const largestCollection = 100_000;

function contentsOf(values: readonly Value[]): Contents {
  const size = values.reduce((sum, value) => sum + sizeOf(value), 1);
  if (size > largestCollection) giveUp(`a collection has more than ${largestCollection} values`);
  return {
    size,
    hasUnknown: values.some(hasUnknown),
    isUncertain: values.some(isUncertain),
    failure: values.map(failureIn).find((failure) => failure !== undefined),
  };
}

function sizeOf(value: Value): number {
  if (isSequence(value) || isMapping(value)) return value.size;
  if (value.kind === "possible") return sizeOf(value.value);
  return value.kind === "one of" ? value.candidates.reduce((sum, one) => sum + sizeOf(one), 1) : 1;
}

/** The expression is made when it is asked for. */
export function unknownValue(
  expression: () => string,
  references: ReadonlySet<string>,
  failure?: Failure,
): UnknownValue {
  let made: string | undefined;
  return {
    kind: "unknown",
    get expression() {
      return (made ??= expression());
    },
    references,
    ...(failure === undefined ? {} : { failure }),
  };
}

/** A text of parts: a known text if all are known. */
export function textOfParts(parts: readonly TextPart[]): TextValue | PartlyKnownText {
  const joined: TextPart[] = [];
  for (const part of parts) {
    const last = joined.at(-1);
    if (part === "") continue;
    if (typeof part === "string" && typeof last === "string") joined[joined.length - 1] = last + part;
    else joined.push(part);
  }
  const [first = "", ...more] = joined;
  if (more.length === 0 && typeof first === "string") return textValue(first);
  return {
    kind: "partly known text",
    parts: joined.map((part) => (typeof part === "string" ? part.normalize("NFC") : part)),
  };
}

export function isSequence(value: Value): value is SequenceValue {
  return value.kind === "tuple" || value.kind === "list" || value.kind === "set";
}

export function isMapping(value: Value): value is MappingValue {
  return value.kind === "object" || value.kind === "map";
}

/** Whether a value, or anything within it, is unknown or partly known. */
export function hasUnknown(value: Value): boolean {
  if (isSequence(value) || isMapping(value)) return value.hasUnknown;
  return value.kind === "unknown" || value.kind === "partly known text" || isUncertain(value);
}

export function isUncertain(value: Value): boolean {
  if (isSequence(value) || isMapping(value)) return value.isUncertain;
  return value.kind === "one of" || value.kind === "possible";
}

/** The first failure in a value. */
export function failureIn(value: Value): Failure | undefined {
  if (isSequence(value) || isMapping(value)) return value.failure;
  if (value.kind === "unknown") return value.failure;
  if (value.kind === "possible") return failureIn(value.value);
  const within =
    value.kind === "one of" ? value.candidates : value.kind === "partly known text" ? unknownsOf(value) : [];
  return within.map(failureIn).find((failure) => failure !== undefined);
}

/** The references that the unknown parts of a value depend on. */
export function referencesIn(values: readonly Value[], into = new Set<string>()): Set<string> {
  for (const value of values) {
    if (!hasUnknown(value)) continue;
    if (isSequence(value)) referencesIn(value.items, into);
    else if (isMapping(value)) referencesIn([...value.entries.values()], into);
    else if (value.kind === "partly known text") referencesIn(unknownsOf(value), into);
    else if ("references" in value) {
      value.references.forEach((reference) => into.add(reference));
      if (value.kind === "possible") referencesIn([value.value], into);
      if (value.kind === "one of") referencesIn(value.candidates, into);
    }
  }
  return into;
}

function unknownsOf({ parts }: PartlyKnownText): readonly UnknownValue[] {
  return parts.flatMap((part) => (typeof part === "string" ? [] : [part.unknown]));
}

/** By code points, as Terraform sorts. */
export function compareTexts(left: string, right: string): number {
  if (left === right) return 0;
  const [one, other] = [Array.from(left), Array.from(right)];
  const at = one.findIndex((character, index) => character !== other[index]);
  if (at === -1) return -1;
  const next = other[at];
  return next === undefined || (one[at]?.codePointAt(0) ?? 0) > (next.codePointAt(0) ?? 0) ? 1 : -1;
}
