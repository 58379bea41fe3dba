import type { ReviewRow } from "./review-report";

/** Whom a row is about. */
export function subjectOf(row: ReviewRow): string {
  switch (row.kind) {
    case "existence":
    case "unknown":
      return `${row.what} ${row.name}`;
    case "trust":
      return `role ${row.role}`;
    case "permission":
    case "unknown-policy":
      return `${row.principal.kind} ${row.principal.name}`;
  }
}
