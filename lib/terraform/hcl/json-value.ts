import { isJsonObject } from "../../policy/json-value";
import {
  type Value,
  booleanValue,
  mappingValue,
  nullValue,
  numberValue,
  sequenceValue,
  textValue,
  unknownValue,
} from "../expression";
import { parseNumber } from "../expression/big-float";

/**
 * The value of Terraform JSON.
 *
 * @param text gives the value of a text: a template, or a literal
 */
export function valueOfJson(json: unknown, text: (template: string) => Value): Value {
  if (typeof json === "string") return text(json);
  if (typeof json === "number") return numberOf(json);
  if (typeof json === "boolean") return booleanValue(json);
  if (Array.isArray(json)) {
    return sequenceValue(
      "tuple",
      json.map((item) => valueOfJson(item, text)),
    );
  }
  if (!isJsonObject(json)) return nullValue;
  const keys = Object.keys(json).map((key) => text(key));
  if (keys.some(({ kind }) => kind !== "text")) return unknownValue(() => "{}", new Set(), unknownKey);
  return mappingValue(
    "object",
    Object.values(json).map((item, index) => {
      const key = keys[index];
      return [key?.kind === "text" ? key.text : "", valueOfJson(item, text)] as const;
    }),
  );
}

const unknownKey = {
  kind: "limit",
  reason: "a key is not known",
  position: { offset: 0, line: 1, column: 1 },
} as const;

/** The parser reads numbers as floating-point numbers, so that long ones may have lost digits. */
function numberOf(json: number): Value {
  const digits = String(json)
    .replace(/e.*$|[^\d]/gi, "")
    .replace(/^0+/, "");
  const number =
    Math.abs(json) > Number.MAX_SAFE_INTEGER || (digits.length > 15 && !Number.isInteger(json))
      ? undefined
      : parseNumber(String(json));
  if (number !== undefined) return numberValue(number);
  return unknownValue(() => String(json), new Set(), {
    kind: "limit",
    reason: "a number has more digits than the parser keeps; write it as a text",
    position: { offset: 0, line: 1, column: 1 },
  });
}

/** The value of a literal text, in which nothing is an expression. */
export function literalOfJson(json: unknown): Value {
  return valueOfJson(json, textValue);
}
