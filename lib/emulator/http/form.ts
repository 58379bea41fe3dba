import { ApiError } from "../api-error";
import { checkCount } from "../bounded-parameters";

/**
 * Adds the parameters of a query string or form. Reads no further than the first parameter over the limit.
 *
 * @throws ApiError MalformedRequest for invalid percent-encoding, and for a parameter with two different values;
 *   TooManyParameters
 */
export function readForm(text: string, where: "query" | "body", into: Map<string, string>): void {
  for (let start = 0, end; start < text.length; start = end + 1) {
    const next = text.indexOf("&", start);
    end = next < 0 ? text.length : next;
    const pair = text.slice(start, end);
    if (pair === "") continue;
    const at = pair.indexOf("=");
    const name = decode(at < 0 ? pair : pair.slice(0, at), where);
    const value = at < 0 ? "" : decode(pair.slice(at + 1), where);
    const known = into.get(name);
    if (known !== undefined && known !== value) {
      throw ApiError.of("MalformedRequest", `The parameter ${name} has two values.`);
    }
    into.set(name, value);
    checkCount(into.size);
  }
}

function decode(text: string, where: string): string {
  try {
    return decodeURIComponent(text.replaceAll("+", " "));
  } catch {
    throw ApiError.of("MalformedRequest", `The ${where} of the request is not URL-encoded: ${text.slice(0, 80)}`);
  }
}
