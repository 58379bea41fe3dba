import type { ReviewRow } from "./review-report";

/** What a row is about, item by item. */
export function itemsOf(row: ReviewRow): readonly string[] {
  switch (row.kind) {
    case "existence":
      return [];
    case "unknown":
      return row.changes ?? [row.why];
    case "trust":
      return [row.trusted.name];
    case "permission":
      return row.actions;
    case "unknown-policy":
      return [row.policy, ...(row.changes ?? [])];
  }
}
