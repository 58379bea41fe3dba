import { compareNumbers, decimalText, toDouble } from "./big-float";
import { giveUp } from "./failures";
import {
  type SequenceValue,
  type Value,
  compareTexts,
  hasUnknown,
  isMapping,
  isSequence,
  sequenceValue,
} from "./values";

/** A set of values of one type, sorted and without repetition as Terraform has it. */
export function setValue(items: readonly Value[]): SequenceValue {
  if (items.length > 1 && items.some(hasUnknown)) giveUp("a set of unknown values may have fewer elements");
  const byKey = new Map(items.map((item) => [setKey(item), item]));
  const sorted = [...byKey].sort(
    ([leftKey, left], [rightKey, right]) => compare(left, right) ?? compareTexts(leftKey, rightKey),
  );
  return sequenceValue(
    "set",
    sorted.map(([, item]) => item),
  );
}

/** `undefined` for values that Terraform sorts by their keys. */
function compare(left: Value, right: Value): number | undefined {
  if (left.kind === "text" && right.kind === "text") return compareTexts(left.text, right.text);
  if (left.kind === "number" && right.kind === "number") return compareNumbers(left.number, right.number);
  if (left.kind === "boolean" && right.kind === "boolean") return Number(left.boolean) - Number(right.boolean);
  if (left.kind === "null" || right.kind === "null")
    return Number(left.kind === "null") - Number(right.kind === "null");
  return undefined;
}

/** The text by which Terraform identifies and sorts the elements of a set. Texts are quoted, so that no two are equal. */
export function setKey(value: Value): string {
  if (isSequence(value)) {
    const items = value.items.map((item) => `${setKey(item)};`).join("");
    return value.kind === "tuple" ? `<${items}>` : `[${items}]`;
  }
  if (isMapping(value)) {
    const isMap = value.kind === "map";
    const entries = [...value.entries].map(
      ([key, item]) => `${isMap ? `${JSON.stringify(key)}:` : ""}${setKey(item)};`,
    );
    return isMap ? `{${entries.join("")}}` : `<${entries.join("")}>`;
  }
  switch (value.kind) {
    case "text":
      return JSON.stringify(value.text);
    case "number":
      return shortNumber(decimalText(value.number), toDouble(value.number));
    case "boolean":
      return value.boolean ? "T" : "F";
    case "null":
      return "~";
    default:
      return "?";
  }
}

/** Terraform writes ten digits; more are added here so that different numbers stay different. */
function shortNumber(text: string, double: number): string {
  return Math.abs(double) >= 1e10 || text.length > 10 ? `${double.toPrecision(10)} ${text}` : text;
}
