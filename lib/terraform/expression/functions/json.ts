import { decimalText, parseNumber } from "../big-float";
import { giveUp, refuse } from "../failures";
import {
  type PartlyKnownText,
  type TextPart,
  type UnknownValue,
  type Value,
  booleanValue,
  failureIn,
  isMapping,
  isSequence,
  mappingValue,
  nullValue,
  numberValue,
  referencesIn,
  sequenceValue,
  textOfParts,
  textValue,
  unknownValue,
} from "../values";
import { expressionOf } from "../written-values";
import { text } from "./arguments";
import { type FunctionCall, type FunctionTable, row } from "./function-row";

export const jsonFunctions: FunctionTable = {
  jsonencode: row(1, 1, ([value = nullValue], call) => textOfParts(jsonParts(value, call.budget)), "unknown"),
  jsondecode: row(1, 1, ([given], { budget }) => {
    const json = text(given);
    budget.spend(json.length / 10);
    return new JsonReader(json).whole();
  }),
};

/** The parts of a value as JSON. What is unknown is a part with its place in the document. */
export function jsonParts(
  value: Value,
  budget: FunctionCall["budget"],
  path: readonly (string | number)[] = [],
): readonly TextPart[] {
  budget.spend(1);
  if (isSequence(value)) {
    const inner = value.items.flatMap((item, index): readonly TextPart[] => [
      index === 0 ? "" : ",",
      ...jsonParts(item, budget, [...path, index]),
    ]);
    return ["[", ...inner, "]"];
  }
  if (isMapping(value)) {
    const inner = [...value.entries].flatMap(([key, item], index): readonly TextPart[] => [
      `${index === 0 ? "" : ","}${jsonText(key)}:`,
      ...jsonParts(item, budget, [...path, key]),
    ]);
    return ["{", ...inner, "}"];
  }
  switch (value.kind) {
    case "text":
      budget.spend(value.text.length / 50);
      return [jsonText(value.text)];
    case "partly known text": {
      const isDocument = value.parts.some((part) => typeof part !== "string" && part.json !== undefined);
      const parts: readonly TextPart[] = isDocument ? [{ unknown: wholeOf(value) }] : value.parts;
      const inner = parts.map((part): TextPart =>
        typeof part === "string" ? jsonText(part).slice(1, -1) : { ...part, json: { as: "text", path } },
      );
      return ['"', ...inner, '"'];
    }
    case "number":
      return [decimalText(value.number)];
    case "boolean":
      return [String(value.boolean)];
    case "null":
      return ["null"];
    case "unknown":
      return [{ unknown: value, json: { as: "value", path } }];
    default:
      return giveUp("which elements there are is not known");
  }
}

/** A document within a document. Its parts have places of their own. */
function wholeOf(value: PartlyKnownText): UnknownValue {
  return unknownValue(() => expressionOf(value), referencesIn([value]), failureIn(value));
}

/** A known value as JSON. */
export function jsonOf(value: Value, budget: FunctionCall["budget"]): string {
  return jsonParts(value, budget)
    .map((part) => (typeof part === "string" ? part : giveUp("a value is not known")))
    .join("");
}

/** A text as Go writes it into JSON. */
export function jsonText(given: string): string {
  return JSON.stringify(given).replace(/[<>&\u2028\u2029]|\\b|\\f|\\\\/g, (found) => {
    if (found === "\\\\") return found;
    if (found === "\\b") return String.raw`\b`;
    if (found === "\\f") return String.raw`\f`;
    return `\\u${found.charCodeAt(0).toString(16).padStart(4, "0")}`;
  });
}

/** JSON is nested at most this deep here. */
const deepest = 100;

/** Reads JSON with numbers as they are written. The last of equal keys counts. */
class JsonReader {
  private offset = 0;

  public constructor(private readonly json: string) {}

  public whole(): Value {
    const value = this.value(0);
    this.space();
    return this.offset === this.json.length ? value : this.fail();
  }

  private value(depth: number): Value {
    if (depth > deepest) giveUp(`JSON is nested more than ${deepest} levels deep`);
    this.space();
    if (this.take(/\{/y)) return this.object(depth);
    if (this.take(/\[/y)) return this.array(depth);
    const string = this.take(/"(?:[^"\\\p{Cc}]|[\x7f-\x9f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/uy);
    if (string !== undefined) return textValue(unescaped(string));
    const number = this.take(/-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y);
    if (number !== undefined) return numberValue(parseNumber(number) ?? this.fail());
    const word = this.take(/true|false|null/y);
    if (word === undefined) return this.fail();
    return word === "null" ? nullValue : booleanValue(word === "true");
  }

  private object(depth: number): Value {
    const entries: [string, Value][] = [];
    this.space();
    if (this.take(/\}/y)) return mappingValue("object", []);
    for (;;) {
      this.space();
      const key = this.value(depth + 1);
      this.space();
      if (key.kind !== "text" || this.take(/:/y) === undefined) this.fail();
      else entries.push([key.text, this.value(depth + 1)]);
      this.space();
      if (this.take(/\}/y)) return mappingValue("object", entries);
      if (this.take(/,/y) === undefined) this.fail();
    }
  }

  private array(depth: number): Value {
    const items: Value[] = [];
    this.space();
    if (this.take(/\]/y)) return sequenceValue("tuple", []);
    for (;;) {
      items.push(this.value(depth + 1));
      this.space();
      if (this.take(/\]/y)) return sequenceValue("tuple", items);
      if (this.take(/,/y) === undefined) this.fail();
    }
  }

  private space(): void {
    this.take(/[ \t\n\r]*/y);
  }

  private take(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.offset;
    const found = pattern.exec(this.json)?.[0];
    this.offset += found?.length ?? 0;
    return found;
  }

  private fail(): never {
    return refuse("a text is not JSON");
  }
}

function unescaped(json: string): string {
  const value: unknown = JSON.parse(json);
  const given = typeof value === "string" ? value : "";
  // A surrogate without its other half is replaced, as Go replaces it.
  return given.replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, "\ufffd");
}
