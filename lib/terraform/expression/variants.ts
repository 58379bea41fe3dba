import { type Value, isMapping, isSequence, isUncertain, mappingValue, sequenceValue } from "./values";
import { setValue } from "./sets";

/** With more combinations of candidates, the result is unknown. */
export const mostVariants = 16;

/** The lists of values that a list of uncertain values stands for; `undefined` if there are too many. */
export function variantsOf(values: readonly Value[]): readonly (readonly Value[])[] | undefined {
  let all: readonly (readonly Value[])[] = [[]];
  for (const value of values) {
    const own = elementVariants(value);
    if (own === undefined || all.length * own.length > mostVariants) return undefined;
    all = all.flatMap((before) => own.map((more) => [...before, ...more]));
  }
  return all;
}

/** A possible element has two variants: none, and its value. */
function elementVariants(value: Value): readonly (readonly Value[])[] | undefined {
  if (!isUncertain(value)) return [[value]];
  if (value.kind === "one of") return flattened(value.candidates.map(elementVariants));
  if (value.kind === "possible") return flattened([[[]], elementVariants(value.value)]);
  if (isSequence(value)) {
    const items = variantsOf(value.items);
    return items?.map((some) => [value.kind === "set" ? setValue(some) : sequenceValue(value.kind, some)]);
  }
  if (!isMapping(value)) return [[value]];
  let all: readonly (readonly (readonly [string, Value])[])[] = [[]];
  for (const [key, item] of value.entries) {
    const own = elementVariants(item);
    if (own === undefined || all.length * own.length > mostVariants) return undefined;
    all = all.flatMap((before) => own.map((more) => [...before, ...more.map((one) => [key, one] as const)]));
  }
  return all.map((entries) => [mappingValue(value.kind, entries)]);
}

function flattened(
  lists: readonly (readonly (readonly Value[])[] | undefined)[],
): readonly (readonly Value[])[] | undefined {
  const known = lists.filter((list) => list !== undefined);
  const all = known.flat();
  return known.length < lists.length || all.length > mostVariants ? undefined : all;
}
