import { collectionFunctions } from "./collections";
import { conversionFunctions } from "./conversions";
import { encodingFunctions } from "./encodings";
import { fileFunctions } from "./files";
import { formatFunctions } from "./format";
import type { FunctionRow } from "./function-row";
import { jsonFunctions } from "./json";
import { networkFunctions } from "./network";
import { numberFunctions } from "./numbers";
import { patternFunctions } from "./patterns";
import { textFunctions } from "./texts";
import { timeFunctions, unknowableFunctions } from "./times";

export type { FunctionCall } from "./function-row";

/** Terraform's functions by name. `try` and `can` are part of the evaluator, since they see errors. */
const functions: ReadonlyMap<string, FunctionRow> = new Map(
  [
    collectionFunctions,
    conversionFunctions,
    encodingFunctions,
    fileFunctions,
    formatFunctions,
    jsonFunctions,
    networkFunctions,
    numberFunctions,
    patternFunctions,
    textFunctions,
    timeFunctions,
    unknowableFunctions,
  ].flatMap((table) => Object.entries(table)),
);

/** Terraform also has each function under `core::`. */
export function functionOf(name: string): FunctionRow | undefined {
  return functions.get(name.replace(/^core::/, ""));
}

export function functionNames(): readonly string[] {
  return [...functions.keys(), "can", "try"].sort();
}
