import { giveUp, refuse } from "../failures";
import {
  type TextPart,
  type Value,
  booleanValue,
  integerValue,
  isSequence,
  textOfParts,
  textValue,
  unknownValue,
} from "../values";
import { characters, count, items, text, textList } from "./arguments";
import { type FunctionRow, type FunctionTable, row } from "./function-row";
import { lowerCase, titleCase, upperCase } from "./letter-case";

/** A function of one text. */
function ofText(change: (given: string) => string): FunctionRow {
  return row(1, 1, ([given]) => textValue(change(text(given))));
}

/** A function of a text and another that it looks for. */
function ofTwoTexts(change: (given: string, other: string) => string | boolean): FunctionRow {
  return row(2, 2, ([given, other]) => {
    const result = change(text(given), text(other));
    return typeof result === "string" ? textValue(result) : booleanValue(result);
  });
}

/** A function that maps each part of a text by itself. */
function ofParts(name: string, change: (given: string) => string): FunctionRow {
  return row(
    1,
    1,
    ([given], call) => {
      if (given?.kind === "partly known text") {
        return textOfParts(
          given.parts.map((part): TextPart => {
            if (typeof part === "string") return change(part);
            if (part.json !== undefined) return giveUp("a part of the document is not known");
            const { unknown } = part;
            return {
              unknown: unknownValue(() => `${name}(${unknown.expression})`, unknown.references, unknown.failure),
            };
          }),
        );
      }
      return given?.kind === "unknown" ? call.unknown([given]) : textValue(change(text(given)));
    },
    "unknown",
  );
}

export const textFunctions: FunctionTable = {
  lower: ofParts("lower", lowerCase),
  upper: ofParts("upper", upperCase),
  title: ofText(titleCase),
  chomp: ofText((given) => given.replace(/(?:\r?\n)+$/, "")),
  trimspace: ofText((given) => given.replace(/^[^\S\uFEFF]+|[^\S\uFEFF]+$/g, "")),
  strrev: ofText((given) => [...characters(given)].reverse().join("")),
  indent: row(2, 2, ([spaces, given]) => textValue(text(given).replace(/\n/g, `\n${" ".repeat(count(spaces))}`))),
  startswith: row(
    2,
    2,
    ([given, start], call) => {
      const wanted = text(start);
      const known = beginning(given);
      if (known === undefined) return given?.kind === "unknown" ? call.unknown([given]) : refuse("a text is required");
      if (known.text.startsWith(wanted)) return booleanValue(true);
      const mayContinue = !known.isWhole && wanted.startsWith(known.text);
      return mayContinue && given !== undefined ? call.unknown([given]) : booleanValue(false);
    },
    "unknown",
  ),
  endswith: ofTwoTexts((given, end) => given.endsWith(end)),
  strcontains: ofTwoTexts((given, part) => given.includes(part)),
  trimprefix: ofTwoTexts((given, start) => (given.startsWith(start) ? given.slice(start.length) : given)),
  trimsuffix: ofTwoTexts((given, end) => (given.endsWith(end) ? given.slice(0, given.length - end.length) : given)),
  trim: ofTwoTexts((given, set) => withoutLeading(withoutTrailing(given, set), set)),
  substr: row(3, 3, ([given, from, length]) => textValue(cut(text(given), count(from), count(length)))),
  split: row(2, 2, ([separator, given]) => textList(splitText(text(given), text(separator)))),
  join: row(2, Infinity, ([separator, ...lists], call) => joined(separator, lists, call.unknown), "unknown"),
  length: row(1, 1, ([given], call) => lengthOf(given ?? refuse("an argument is missing"), call.unknown), "unknown"),
};

/** The beginning of a text that is known. */
function beginning(value: Value | undefined): { readonly text: string; readonly isWhole: boolean } | undefined {
  if (value === undefined || value.kind === "unknown") return undefined;
  if (value.kind !== "partly known text") return { text: text(value), isWhole: true };
  const [first] = value.parts;
  return { text: typeof first === "string" ? first : "", isWhole: false };
}

function withoutLeading(given: string, set: string): string {
  const all = Array.from(given);
  const from = all.findIndex((character) => !Array.from(set).includes(character));
  return from === -1 ? "" : all.slice(from).join("");
}

function withoutTrailing(given: string, set: string): string {
  const all = Array.from(given);
  const dropped = all.reverse().findIndex((character) => !Array.from(set).includes(character));
  return dropped === -1 ? "" : all.slice(dropped).reverse().join("");
}

function cut(given: string, from: number, length: number): string {
  const all = characters(given);
  const start = from < 0 ? Math.max(0, all.length + from) : from;
  if (length < -1) refuse("a length is negative");
  return all.slice(start, length === -1 ? undefined : start + length).join("");
}

function splitText(given: string, separator: string): readonly string[] {
  return separator === "" ? Array.from(given) : given.split(separator);
}

function joined(
  separator: Value | undefined,
  lists: readonly Value[],
  unknown: (of: readonly Value[]) => Value,
): Value {
  if (lists.some((list) => list.kind === "unknown"))
    return unknown([separator ?? lists[0] ?? refuse("no list"), ...lists]);
  const between = partsOf(separator ?? refuse("no separator"));
  const parts = lists.flatMap(items).map(partsOf);
  return textOfParts(parts.flatMap((part, index) => (index === 0 ? part : [...between, ...part])));
}

/** The parts of a text that is partly known. */
export function partsOf(value: Value): readonly TextPart[] {
  if (value.kind === "partly known text") return value.parts;
  return value.kind === "unknown" ? [{ unknown: value }] : [text(value)];
}

function lengthOf(value: Value, unknown: (of: readonly Value[]) => Value): Value {
  if (isSequence(value)) return integerValue(value.items.length);
  if (value.kind === "object" || value.kind === "map") return integerValue(value.entries.size);
  if (value.kind === "unknown" || value.kind === "partly known text") return unknown([value]);
  if (value.kind !== "text") refuse("only a text or a collection has a length");
  return integerValue(characters(text(value)).length);
}
