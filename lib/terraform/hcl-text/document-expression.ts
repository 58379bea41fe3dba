import { isJsonObject } from "../../policy/json-value";
import { extractExpressions, templateOfTokens } from "../expressions";
import { findRepeatedKey } from "../hcl/repeated-json-key";
import { isMadeByTerraform } from "../document-text";
import { parseJson } from "../parse-json";
import { expressionLines } from "./expression-text";

/**
 * A document as `jsonencode({...})`, which Terraform checks, and of which it shows changes by element. `undefined` for a text
 * that is no JSON object, or whose expressions are not within its texts.
 */
export function documentLines(template: unknown): readonly string[] | undefined {
  if (typeof template !== "string" || isMadeByTerraform(template)) return undefined;
  const json = extractExpressions(template);
  const parsed = parseJson(json);
  if ("problem" in parsed || !isJsonObject(parsed.value) || findRepeatedKey(json) !== undefined) return undefined;
  const [first = "", ...lines] = expressionLines(asTemplates(parsed.value));
  if (lines.length === 0) return undefined;
  return [`jsonencode(${first}`, ...lines.slice(0, -1), `${lines.at(-1) ?? ""})`];
}

/** Parsed JSON, whose texts have tokens for expressions, as values of Terraform JSON. */
function asTemplates(value: unknown): unknown {
  if (typeof value === "string") return templateOfTokens(value);
  if (Array.isArray(value)) return value.map(asTemplates);
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [templateOfTokens(key), asTemplates(item)]));
}
