/** Something on a page that could not be read, or that contradicts the rest of it. */
export interface ImportProblem {
  /** Stable id, e.g. `RAM602`. */
  readonly id: string;
  /** Line of the page, from 1; 0 for the page as a whole. */
  readonly line: number;
  readonly message: string;
}

/** Stable ids of what can be wrong with an authorization page. Numbers are never reused. */
export const importProblemIds = {
  /** Neither layout of the page is recognized: no RAM code, or no table of actions. */
  notAnAuthorizationPage: "RAM601",
  /** A line of a table that is not a row of it. */
  unreadableRow: "RAM602",
  /** An ARN that does not have the form of the templates. */
  arn: "RAM603",
  /** An access level that does not exist, or none. */
  accessLevel: "RAM604",
  /** One action twice, with different content, or a resource twice in one list. */
  duplicate: "RAM605",
  /** Columns that are missing or in another order than the layout has them, or a table that the page should not have. */
  columns: "RAM606",
  /** An action's resource that the page's own list of resources lacks. */
  unlistedResource: "RAM607",
  /** An action and its API with different names, which no reviewed correction explains. */
  otherName: "RAM608",
  /** A reviewed correction that the page no longer needs. */
  staleCorrection: "RAM609",
  /** The page ends before its last section. */
  truncated: "RAM610",
  /** An action of a RAM code that the page does not name. */
  otherCode: "RAM611",
} as const;

/** One line for people. */
export function formatImportProblem({ id, line, message }: ImportProblem): string {
  return line === 0 ? `${id}: ${message}` : `${id} line ${line}: ${message}`;
}
