import { ApiError } from "../api-error";

/**
 * Adds what a query or form says.
 *
 * @throws ApiError MalformedRequest for what is none, and for a parameter that is said twice and not alike
 */
export function readForm(text: string, where: "query" | "body", into: Map<string, string>): void {
  for (const pair of text.split("&")) {
    if (pair === "") continue;
    const at = pair.indexOf("=");
    const name = decode(at < 0 ? pair : pair.slice(0, at), where);
    const value = at < 0 ? "" : decode(pair.slice(at + 1), where);
    const known = into.get(name);
    if (known !== undefined && known !== value) {
      throw ApiError.of("MalformedRequest", `The parameter ${name} has two values.`);
    }
    into.set(name, value);
  }
}

function decode(text: string, where: string): string {
  try {
    return decodeURIComponent(text.replaceAll("+", " "));
  } catch {
    throw ApiError.of("MalformedRequest", `The ${where} of the request is not encoded as a form: ${text.slice(0, 80)}`);
  }
}
