import { toInteger } from "../big-float";
import { giveUp, refuse } from "../failures";
import { numberOf } from "../operators";
import { convert } from "../types";
import {
  type MappingValue,
  type SequenceValue,
  type Value,
  isMapping,
  isSequence,
  sequenceValue,
  textValue,
} from "../values";

/** The text of an argument; a number or boolean is converted. */
export function text(value: Value | undefined): string {
  const converted = convert(value ?? refuse("an argument is missing"), "text");
  if (converted.kind === "null") refuse("an argument is null");
  return converted.kind === "text" ? converted.text : giveUp("a text is not known");
}

export function number(value: Value | undefined): ReturnType<typeof numberOf> {
  if (value?.kind === "unknown") giveUp("a number is not known");
  return numberOf(value ?? refuse("an argument is missing"));
}

/** An integer that is safe to count with. */
export function count(value: Value | undefined): number {
  const whole = Number(toInteger(number(value)) ?? refuse("a whole number is required"));
  return Number.isSafeInteger(whole) ? whole : refuse("the number is too large");
}

export function sequence(value: Value | undefined): SequenceValue {
  if (value?.kind === "unknown") giveUp("a list is not known");
  return value !== undefined && isSequence(value) ? value : refuse("a list is required");
}

export function items(value: Value | undefined): readonly Value[] {
  return sequence(value).items;
}

export function mapping(value: Value | undefined): MappingValue {
  if (value?.kind === "unknown") giveUp("a map is not known");
  return value !== undefined && isMapping(value) ? value : refuse("a map is required");
}

export function textList(texts: readonly string[]): SequenceValue {
  return sequenceValue("list", texts.map(textValue));
}

/** Characters as people see them; Terraform counts and cuts by them. */
export function characters(given: string): readonly string[] {
  return Array.from(segmenter.segment(given), ({ segment }) => segment);
}

const segmenter = new Intl.Segmenter("en", { granularity: "grapheme" });
