/** A part of a page that could not be read, or that contradicts another part. */
export interface ImportProblem {
  /** Stable id, e.g. `RAM602`. */
  readonly id: string;
  /** Line of the page, from 1; 0 for the whole page. */
  readonly line: number;
  readonly message: string;
}

/** Stable ids of problems with authorization pages. Numbers are never reused. */
export const importProblemIds = {
  /** The text has neither layout of such pages: there is no RAM code, or no table of actions. */
  notAnAuthorizationPage: "RAM601",
  /** A line inside a table that is not a row. */
  unreadableRow: "RAM602",
  /** Not an ARN template. */
  arn: "RAM603",
  /** An unknown access level, or no access level. */
  accessLevel: "RAM604",
  /** An action that occurs twice with different content, or a resource that occurs twice in a list. */
  duplicate: "RAM605",
  /** Missing columns, columns in another order than the layout requires, or an unexpected table. */
  columns: "RAM606",
  /** A resource of an action that is not in the page's list of resources. */
  unlistedResource: "RAM607",
  /** An action whose API has another name, without a reviewed correction. */
  otherName: "RAM608",
  /** A reviewed correction that the page no longer needs. */
  staleCorrection: "RAM609",
  /** The page ends before its last section. */
  truncated: "RAM610",
  /** An action of a RAM code that the page does not name. */
  otherCode: "RAM611",
} as const;

/** The problem as one line of text. */
export function formatImportProblem({ id, line, message }: ImportProblem): string {
  return line === 0 ? `${id}: ${message}` : `${id} line ${line}: ${message}`;
}
