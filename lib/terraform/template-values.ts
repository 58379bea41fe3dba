import { decimalText } from "./expression/big-float";
import {
  type PartlyKnownText,
  type Value,
  expressionOf,
  failureIn,
  isMapping,
  isSequence,
  isUncertain,
  templateText,
} from "./expression";
import { unknownJsonValues } from "./unknown-json-values";

/**
 * A value as Terraform JSON has it, in which texts are templates. `undefined` for one that is better kept as it is written,
 * because nothing in it is known, or because it is not known which elements it has.
 */
export function templateValue(value: Value): unknown {
  if (failureIn(value) !== undefined || isUncertain(value)) return undefined;
  if (isSequence(value)) return all(value.items);
  if (isMapping(value)) {
    const values = all([...value.entries.values()]);
    return values && Object.fromEntries([...value.entries.keys()].map((key, at) => [templateText([key]), values[at]]));
  }
  switch (value.kind) {
    case "text":
      return templateText([value.text]);
    case "partly known text":
      return hasUnknownStructure(value) ? undefined : templateText(value.parts);
    case "number": {
      const number = Number(decimalText(value.number));
      return String(number) === decimalText(value.number) ? number : decimalText(value.number);
    }
    case "boolean":
      return value.boolean;
    case "null":
      return null;
    default:
      return `\${${expressionOf(value)}}`;
  }
}

function all(values: readonly Value[]): readonly unknown[] | undefined {
  const written = values.map(templateValue);
  return written.includes(undefined) ? undefined : written;
}

/** Whether a document has an unknown part that may be more than a text, e.g. a whole statement. */
function hasUnknownStructure(text: PartlyKnownText): boolean {
  return unknownJsonValues(text).some(
    (path) => !path.some((step, at) => textElements.has(step) || (step === "Condition" && path.length - at > 2)),
  );
}

/** Elements of a statement whose values are texts or lists of texts. */
const textElements: ReadonlySet<string | number> = new Set([
  ...["Action", "NotAction", "Resource", "NotResource", "Effect", "Sid", "Version", "RAM", "Service", "Federated"],
]);
