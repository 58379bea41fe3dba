import type { ImportProblem } from "./import-problem";

/** A line of a page with its number, from 1, without surrounding space. */
export interface Line {
  readonly number: number;
  readonly text: string;
}

/** A resource of an action, as printed. */
export interface RawResource {
  readonly line: number;
  /** As printed, with the asterisk of required ones. */
  readonly type: string;
  readonly arns: readonly string[];
}

/** A row of the table of actions, as printed. */
export interface RawAction {
  readonly line: number;
  readonly name: string;
  readonly api: string;
  readonly level: string;
  readonly resources: readonly RawResource[];
  readonly conditionKeys: readonly string[];
  readonly dependentActions: readonly string[];
}

/** A row of the table of resources, as printed. */
export interface RawResourceType {
  readonly line: number;
  readonly type: string;
  readonly arns: readonly string[];
}

/** The tables of a page, independent of its layout. */
export interface RawTables {
  readonly actions: readonly RawAction[];
  readonly resourceTypes: readonly RawResourceType[];
  readonly conditionKeys: readonly string[];
  readonly problems: readonly ImportProblem[];
}

/** The non-empty lines of a page. */
export function linesOf(page: string): readonly Line[] {
  return page
    .split(/\r\n|\n|\r/)
    .map((text, index) => ({ number: index + 1, text: text.trim() }))
    .filter(({ text }) => text !== "");
}
