import { readFileSync } from "node:fs";
import path from "node:path";
import { Ajv, type ValidateFunction } from "ajv";
import { Ajv2020 } from "ajv/dist/2020";
import sarifSchema from "@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json";

const formats = {
  uri: (text: string) => URL.canParse(text),
  "uri-reference": (text: string) => URL.canParse(text, "https://example.org/"),
  "date-time": (text: string) => !Number.isNaN(Date.parse(text)),
};

/** A check against a schema of the package. */
export function schemaCheck(file: "review-report" | "lint-report" | "summary-report"): ValidateFunction {
  const text = readFileSync(path.join(__dirname, `../../../schema/${file}.schema.json`), "utf8");
  // Conditional parts name what the object around them defines.
  return new Ajv2020({ allErrors: true, strict: true, strictRequired: false, strictTypes: false }).compile(
    JSON.parse(text) as object,
  );
}

/**
 * A check against the official schema of SARIF 2.1.0. It is of draft 4, which differs from draft 7 in the name of `id`
 * where the schema uses it.
 */
export function sarifCheck(): ValidateFunction {
  const { id, $schema: _draft, ...schema } = sarifSchema;
  return new Ajv({ allErrors: true, strict: false, unicodeRegExp: false, formats }).compile({ ...schema, $id: id });
}
