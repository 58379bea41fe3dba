import { toInteger } from "./big-float";
import { giveUp, refuse } from "./failures";
import { numberOf } from "./operators";
import { convert } from "./types";
import { type Value, isMapping, isSequence } from "./values";

/** An attribute of an object, or the value of a map's key. */
export function attributeOf(value: Value, name: string): Value {
  if (isMapping(value)) {
    const found = value.entries.get(name) ?? refuse(`there is no attribute ${name}`);
    // If a possible element is missing, Terraform fails.
    return found.kind === "possible" ? found.value : found;
  }
  if (value.kind === "null") refuse(`an attribute of null: ${name}`);
  return refuse(`a ${value.kind} has no attribute ${name}`);
}

/** An element of a list or tuple, or the value of a key. The key is known. */
export function elementOf(value: Value, key: Value): Value {
  if (key.kind === "null") refuse("an index is null");
  if (isMapping(value)) {
    const name = convert(key, "text");
    return name.kind === "text" ? attributeOf(value, name.text) : giveUp("the key is not known");
  }
  if (value.kind === "null") refuse("an element of null");
  if (!isSequence(value) || value.kind === "set")
    return refuse(`a ${value.kind} has no elements that an index can name`);
  const index = toInteger(numberOf(key)) ?? refuse("an index is a fraction");
  const item = index < 0n ? undefined : value.items[Number(index)];
  return item ?? refuse(`the index ${index.toString()} is out of range: there are ${value.items.length} elements`);
}
