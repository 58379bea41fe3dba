import { type ImportProblem, importProblemIds } from "./import-problem";
import type { Line, RawAction, RawResource, RawResourceType, RawTables } from "./raw-page";
import {
  actionColumn,
  actionColumns,
  deniesConditionKeys,
  isHeading,
  isKeyOrAction,
  isNothing,
  isResourceHeader,
} from "./vocabulary";

/**
 * Reads the tables of a page that was copied as text: one line for each column header, then for each action a line with
 * name, API and access level, a line with the resource type, a line with its ARN, and in English pages a line with
 * condition keys and dependent actions. Actions with several resources are problems.
 */
export function readTextLayout(lines: readonly Line[]): RawTables | undefined {
  const header = findActionHeader(lines);
  if (header === undefined) return undefined;
  const rest = lines.slice(header.end);
  const table = rest.findIndex(({ text }, index) => isResourceHeader(text, rest[index + 1]?.text ?? ""));
  const beforeTable = table === -1 ? rest : rest.slice(0, table);
  // The last one, because a resource type of an action may have the same name as the section.
  const heading = beforeTable.map(({ text }) => isHeading(text, "resource")).lastIndexOf(true);
  const actions = readActions(heading === -1 ? beforeTable : beforeTable.slice(0, heading));
  const resources = heading === -1 || table === -1 ? missingSection("resources") : readResources(rest.slice(table + 2));
  return {
    actions: actions.rows,
    resourceTypes: resources.rows,
    conditionKeys: [],
    problems: [
      ...header.problems,
      ...actions.problems,
      ...(heading === -1
        ? []
        : beforeTable
            .slice(heading + 1)
            .filter(isOfActionTable)
            .map(misplaced)),
      ...resources.problems,
    ],
  };
}

interface Rows<Row> {
  readonly rows: readonly Row[];
  readonly problems: readonly ImportProblem[];
}

function missingSection(name: string): Rows<never> {
  const message = `the page ends before its section on ${name}`;
  return { rows: [], problems: [{ id: importProblemIds.truncated, line: 0, message }] };
}

/** The six lines with the columns of the table of actions. */
function findActionHeader(lines: readonly Line[]) {
  const width = actionColumns.length;
  const columns = lines.map(({ text }) => actionColumn(text));
  const starts = lines.flatMap((_, start) => {
    if (columns[start] === undefined) return [];
    const found = columns.slice(start, start + width);
    return !found.includes(undefined) && new Set(found).size === width ? [start] : [];
  });
  const [start, second] = starts;
  if (start === undefined) return undefined;
  const problems: ImportProblem[] = [];
  const report = (at: number, message: string): void => {
    problems.push({ id: importProblemIds.columns, line: lines[at]?.number ?? 0, message });
  };
  const found = columns.slice(start, start + width);
  if (!found.every((column, index) => column === actionColumns[index])) {
    const order = actionColumns.join(", ");
    report(start, `the columns are ${found.join(", ")}; in a page copied as text they must be ${order}`);
  }
  if (second !== undefined) report(second, "a second table of actions");
  return { end: start + width, problems };
}

const firstLine = /^(?<name>[a-z][a-z0-9-]*:[A-Za-z]\w*)\s+(?<api>[A-Za-z]\w*)(?:\s+(?<level>[^\s:]+))?$/;

function isOfActionTable({ text }: Line): boolean {
  return isArn(text) || firstLine.test(text);
}

function misplaced(line: Line): ImportProblem {
  return unreadable(line, "nothing of the table of actions");
}

function unreadable({ number, text }: Line, expected: string): ImportProblem {
  const message = `${JSON.stringify(text.slice(0, 80))} where ${expected} should be`;
  return { id: importProblemIds.unreadableRow, line: number, message };
}

function readActions(lines: readonly Line[]): Rows<RawAction> {
  const rows: RawAction[] = [];
  const endless: RawAction[] = [];
  const problems: ImportProblem[] = [];
  let position = 0;
  for (let line = lines[position]; line !== undefined; line = lines[position]) {
    const first = firstLine.exec(line.text)?.groups;
    position++;
    if (first === undefined) {
      problems.push(unreadable(line, "an action with its API and access level"));
      continue;
    }
    const resources: RawResource[] = [];
    let last: LastCells | undefined;
    for (let next = lines[position]; next !== undefined && !firstLine.test(next.text); next = lines[position]) {
      position++;
      const arns = takeArns();
      const cells = lastCells(next.text);
      if (last !== undefined) problems.push(unreadable(next, "the next action"));
      else if (arns.length > 0) resources.push({ line: next.number, type: next.text, arns });
      else if (cells === undefined || resources.length === 0) {
        problems.push(unreadable(next, "a resource type and its ARN"));
      } else last = cells;
    }
    const { name = "", api = "", level = "" } = first;
    const { conditionKeys = [], dependentActions = [] } = last ?? {};
    const row = { line: line.number, name, api, level, resources, conditionKeys, dependentActions };
    rows.push(row);
    if (last === undefined) endless.push(row);
    else problems.push(...severalResources(row));
  }
  return { rows, problems: [...problems, ...endlessProblems(endless, rows.length)] };

  function takeArns(): readonly string[] {
    const arns: string[] = [];
    for (let next = lines[position]; next !== undefined && isArn(next.text); next = lines[position]) {
      arns.push(next.text);
      position++;
    }
    return arns;
  }
}

/**
 * Several resources in one row are a problem. A page may have them, but a page that lost the end of a row and the first
 * line of the next looks the same.
 */
function severalResources({ name, resources }: RawAction): readonly ImportProblem[] {
  const [, second] = resources.flatMap(({ line, arns }) => arns.map(() => line));
  if (second === undefined) return [];
  const message = `${name} has more than one resource, or the lines between two actions are lost; import the page as Markdown`;
  return [{ id: importProblemIds.unreadableRow, line: second, message }];
}

/**
 * Rows without a line for condition keys and dependent actions. Fine only if no row has one, and each has at most one
 * ARN.
 */
function endlessProblems(endless: readonly RawAction[], rowCount: number): readonly ImportProblem[] {
  const wrong =
    endless.length < rowCount
      ? endless.map(({ line, name }) => ({ line, message: `${name} lacks the last line, which other actions have` }))
      : endless
          .filter(({ resources }) => resources.flatMap(({ arns }) => arns).length > 1)
          .map(({ line, name }) => ({
            line,
            message: `the ARNs after ${name} may be those of another action whose first line is lost; import the page as Markdown`,
          }));
  return wrong.map((problem) => ({ id: importProblemIds.unreadableRow, ...problem }));
}

function isArn(text: string): boolean {
  return text === "*" || text.startsWith("acs:");
}

type LastCells = Pick<RawAction, "conditionKeys" | "dependentActions">;

/** Condition keys and dependent actions, if the line has at most one of each. More cannot be distinguished. */
function lastCells(text: string): LastCells | undefined {
  const [condition, dependent, ...more] = text.split(/\s+/);
  if (condition === undefined || dependent === undefined || more.length > 0) return undefined;
  if (![condition, dependent].every((word) => isNothing(word) || isKeyOrAction(word))) return undefined;
  const values = (word: string) => (isNothing(word) ? [] : [word]);
  return { conditionKeys: values(condition), dependentActions: values(dependent) };
}

const listedArn = /^[•*-]\s*(?<arn>acs:\S+)$/;

/** The rows of the table of resources. */
function readResources(lines: readonly Line[]): Rows<RawResourceType> {
  const end = lines.findIndex(({ text }) => isHeading(text, "condition"));
  if (end === -1) return missingSection("conditions");
  const rows: { line: number; type: string; arns: string[] }[] = [];
  const problems: ImportProblem[] = [];
  for (const line of lines.slice(0, end)) {
    const arn = listedArn.exec(line.text)?.groups?.["arn"];
    const current = rows.at(-1);
    if (arn !== undefined && current !== undefined) current.arns.push(arn);
    else if (/^[A-Za-z]\w*$/.test(line.text)) rows.push({ line: line.number, type: line.text, arns: [] });
    else problems.push(unreadable(line, "a resource type or its ARN"));
  }
  return { rows, problems: [...problems, ...conditionProblems(lines.slice(end + 1))] };
}

/** Condition keys of a service are a problem, because their text layout is not known. */
function conditionProblems(lines: readonly Line[]): readonly ImportProblem[] {
  if (lines.length === 0) return missingSection("conditions").problems;
  // A resource type may have the same name as the section.
  const listed = lines.filter(({ text }) => listedArn.test(text));
  if (listed.length > 0) return listed.map((line) => unreadable(line, "nothing of the table of resources"));
  if (lines.some(({ text }) => deniesConditionKeys(text))) return [];
  const message = "condition keys of the service cannot be read from text; import the page as Markdown";
  return [{ id: importProblemIds.unreadableRow, line: lines[0]?.number ?? 0, message }];
}
