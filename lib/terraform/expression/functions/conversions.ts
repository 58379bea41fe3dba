import { giveUp, refuse } from "../failures";
import { setValue } from "../sets";
import { convert, converted } from "../types";
import { type Value, isMapping, isSequence, mappingValue, nullValue, sequenceValue } from "../values";
import { type FunctionRow, type FunctionTable, row } from "./function-row";

function toScalar(type: "text" | "number" | "boolean"): FunctionRow {
  return row(
    1,
    1,
    ([given = nullValue], call) => {
      const isOpen = given.kind === "unknown" || (type !== "text" && given.kind === "partly known text");
      return isOpen ? call.unknown([given]) : convert(given, type);
    },
    "unknown",
  );
}

function toCollection(change: (items: readonly Value[]) => Value, accepts: FunctionRow["accepts"]): FunctionRow {
  return row(
    1,
    1,
    ([given = nullValue], call) => {
      if (given.kind === "unknown" || given.kind === "null")
        return given.kind === "null" ? given : call.unknown([given]);
      if (given.kind === "one of") return giveUp("which list it is is not known");
      return isSequence(given) ? change(converted(given.items)) : refuse("a list is required");
    },
    accepts,
  );
}

/** Marks values that Terraform does not show. They are values like others here. */
const unchanged = row(
  1,
  1,
  ([given = nullValue], call) => (given.kind === "unknown" ? call.unknown([given]) : given),
  "unknown",
);

export const conversionFunctions: FunctionTable = {
  tostring: toScalar("text"),
  tonumber: toScalar("number"),
  tobool: toScalar("boolean"),
  tolist: toCollection((items) => sequenceValue("list", items), "possible"),
  toset: toCollection(setValue, "unknown"),
  tomap: row(
    1,
    1,
    ([given = nullValue], call) => {
      if (given.kind === "unknown") return call.unknown([given]);
      if (given.kind === "null") return given;
      if (!isMapping(given)) return refuse("a map is required");
      const values = converted([...given.entries.values()]);
      return mappingValue(
        "map",
        [...given.entries.keys()].map((key, at) => [key, values[at] ?? nullValue] as const),
      );
    },
    "possible",
  ),
  sensitive: unchanged,
  nonsensitive: unchanged,
  ephemeralasnull: row(1, 1, () => giveUp("whether a value is ephemeral is not known")),
  issensitive: row(1, 1, () => giveUp("whether a value is sensitive is not known")),
};
