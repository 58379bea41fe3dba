import { ApiError } from "./api-error";
import type { Parameters } from "./parameters";

/** One page of a list as RAM returns it: always with `IsTruncated`, and with `Marker` unless it is the last page. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly answer: { readonly IsTruncated: boolean; readonly Marker?: string };
}

const defaultItems = 100;
const maxItems = 1000;

/**
 * Selects a page by `Marker` and `MaxItems`.
 *
 * @param after returns the items with keys greater than `key`, sorted by key
 */
export function page<T>(
  parameters: Parameters,
  after: (key: string) => Iterable<T>,
  keyOf: (item: T) => string,
): Page<T> {
  const size = parameters.number("MaxItems", [1, maxItems], "InvalidParameter.MaxItems") ?? defaultItems;
  const items: T[] = [];
  for (const item of after(readMarker(parameters.text("Marker")))) {
    const last = items.at(-1);
    if (items.length === size && last !== undefined) {
      return { items, answer: { IsTruncated: true, Marker: writeMarker(keyOf(last)) } };
    }
    items.push(item);
  }
  return { items, answer: { IsTruncated: false } };
}

/** Distinguishes a marker from any other base64 text. Markers are opaque to clients. */
const prefix = "after:";

function writeMarker(key: string): string {
  return Buffer.from(`${prefix}${key}`).toString("base64url");
}

function readMarker(marker: string | undefined): string {
  if (marker === undefined || marker === "") return "";
  const text = Buffer.from(marker, "base64url").toString();
  if (text.startsWith(prefix)) return text.slice(prefix.length);
  throw ApiError.of("InvalidParameter.Marker", "The parameter Marker must be the Marker of a previous response.");
}
