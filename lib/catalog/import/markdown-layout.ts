import { type ImportProblem, importProblemIds } from "./import-problem";
import type { Line, RawAction, RawResource, RawResourceType, RawTables } from "./raw-page";
import {
  type ActionColumn,
  actionColumn,
  actionColumns,
  deniesConditionKeys,
  isHeading,
  isKeyOrAction,
  isNothing,
  isResourceHeader,
} from "./vocabulary";

/** Reads the tables of a page that was copied as Markdown. Columns may be in any order. */
export function readMarkdownLayout(lines: readonly Line[]): RawTables | undefined {
  const { tables, strays } = readTables(lines);
  const actionTable = tables.find(({ header }) => isActionHeader(header));
  if (actionTable === undefined) return undefined;
  const resourceTable = tables.find(
    ({ header }) => header.length === 2 && isResourceHeader(header[0] ?? "", header[1] ?? ""),
  );
  const condition = readConditions(lines, tables);
  const problems = [...strays];
  for (const table of tables) {
    if ([actionTable, resourceTable, condition.table].includes(table)) continue;
    const message = `the table with the columns ${table.header.join(", ")} does not belong to an authorization page`;
    problems.push({ id: importProblemIds.columns, line: table.line, message });
  }
  return {
    actions: readActions(actionTable, problems),
    resourceTypes: resourceTable === undefined ? [] : readResourceTypes(resourceTable, problems),
    conditionKeys: condition.keys,
    problems: [...problems, ...(resourceTable === undefined ? [missing("resources")] : []), ...condition.problems],
  };
}

interface Table {
  readonly line: number;
  readonly header: readonly string[];
  readonly rows: readonly { readonly line: number; readonly cells: readonly string[] }[];
}

function missing(section: string): ImportProblem {
  return { id: importProblemIds.truncated, line: 0, message: `the page has no section on ${section}` };
}

/**
 * Finds all tables: a row, a line of dashes, and the rows after it. A row outside of a table is a problem, because it
 * may be the rest of a table that was cut.
 */
function readTables(lines: readonly Line[]) {
  const tables: Table[] = [];
  const strays: ImportProblem[] = [];
  for (let index = 0; index < lines.length; index++) {
    const header = lines[index];
    if (!header?.text.includes("|")) continue;
    if (!isRow(header.text) || !isDivider(lines[index + 1]?.text ?? "")) {
      const message = `the row ${JSON.stringify(header.text.slice(0, 80))} is outside of a table`;
      strays.push({ id: importProblemIds.unreadableRow, line: header.number, message });
      continue;
    }
    const rows: { line: number; cells: readonly string[] }[] = [];
    let next = index + 2;
    for (let row = lines[next]; row !== undefined && isRow(row.text); row = lines[++next]) {
      rows.push({ line: row.number, cells: cellsOf(row.text) });
    }
    tables.push({ line: header.number, header: cellsOf(header.text), rows });
    index = next - 1;
  }
  return { tables, strays };
}

function isRow(text: string): boolean {
  return text.startsWith("|") && text.endsWith("|") && text.length > 1;
}

function isDivider(text: string): boolean {
  return isRow(text) && cellsOf(text).every((cell) => /^:?-+:?$/.test(cell));
}

/** The cells of a row. `\|` and `\*` are escaped characters. */
function cellsOf(text: string): readonly string[] {
  return text
    .slice(1, -1)
    .split(/(?<!\\)\|/)
    .map((cell) =>
      cell
        .replace(/\\([|*_])/g, "$1")
        .replaceAll("`", "")
        .trim(),
    );
}

function isActionHeader(header: readonly string[]): boolean {
  return header.filter((cell) => actionColumn(cell) !== undefined).length > 2;
}

function readActions(table: Table, problems: ImportProblem[]): readonly RawAction[] {
  const columns = table.header.map(actionColumn);
  const absent = actionColumns.filter((column) => !columns.includes(column));
  if (absent.length > 0 || columns.length !== actionColumns.length) {
    const message = `the table of actions has the columns ${table.header.join(", ")}; it should have ${actionColumns.join(", ")}`;
    problems.push({ id: importProblemIds.columns, line: table.line, message });
    return [];
  }
  return table.rows.flatMap(({ line, cells }) => {
    const cell = (column: ActionColumn): string => cells[columns.indexOf(column)] ?? "";
    const name = cell("action");
    const resources = readResources(line, cell("resource"));
    const lists = [cell("condition"), cell("dependent")].map(wordsOf);
    const isWellFormed =
      cells.length === columns.length &&
      /^[a-z][a-z0-9-]*:[A-Za-z]\w*$/.test(name) &&
      lists.flat().every((word) => isKeyOrAction(word));
    if (!isWellFormed || resources === undefined) {
      const message = `the row of ${JSON.stringify(name.slice(0, 80))} is not action, API, level, resources, keys, actions`;
      problems.push({ id: importProblemIds.unreadableRow, line, message });
      return [];
    }
    const [conditionKeys = [], dependentActions = []] = lists;
    return [{ line, name, api: cell("api"), level: cell("level"), resources, conditionKeys, dependentActions }];
  });
}

/** `*Flow acs:... *Other acs:...`, separated by spaces or `<br>`. A type may have several words. */
function readResources(line: number, cell: string): readonly RawResource[] | undefined {
  const resources: { line: number; type: string; arns: string[] }[] = [];
  let words: string[] = [];
  for (const word of cell.split(/<br\s*\/?>|\s+/).filter((text) => text !== "")) {
    if (word === "*" || word.startsWith("acs:")) {
      if (words.length > 0) resources.push({ line, type: words.join(" "), arns: [] });
      words = [];
      const current = resources.at(-1);
      if (current === undefined) return undefined;
      current.arns.push(word);
    } else words.push(word);
  }
  return words.length > 0 || resources.length === 0 ? undefined : resources;
}

function wordsOf(cell: string): readonly string[] {
  return isNothing(cell) ? [] : cell.split(/<br\s*\/?>|[\s,]+/).filter((text) => text !== "" && !isNothing(text));
}

function readResourceTypes(table: Table, problems: ImportProblem[]): readonly RawResourceType[] {
  return table.rows.flatMap(({ line, cells }) => {
    const [type = "", arns = ""] = cells;
    if (cells.length === 2 && /^[A-Za-z]\w*$/.test(type) && arns !== "")
      return [{ line, type, arns: wordsOf(arns.replaceAll("•", " ")) }];
    const message = `the row of ${JSON.stringify(type.slice(0, 80))} is not a resource type and its ARNs`;
    problems.push({ id: importProblemIds.unreadableRow, line, message });
    return [];
  });
}

/** The condition keys: the first column of the table, or none if the section says so. */
function readConditions(lines: readonly Line[], tables: readonly Table[]) {
  const heading = lines.map(({ text }) => isHeading(text, "condition")).lastIndexOf(true);
  const start = lines[heading]?.number;
  if (start === undefined || heading === lines.length - 1) return { keys: [], problems: [missing("conditions")] };
  const table = tables.find(({ line, header }) => line > start && actionColumn(header[0] ?? "") === "condition");
  const keys = table?.rows.map(({ cells: [key = ""] }) => key) ?? [];
  const denied = lines.slice(heading).some(({ text }) => deniesConditionKeys(text));
  if (denied === (keys.length === 0) && keys.every(isKeyOrAction)) return { keys, table, problems: [] };
  const message =
    "the section on conditions has neither a table of condition keys nor the statement that there are none";
  return { keys: [], table, problems: [{ id: importProblemIds.unreadableRow, line: table?.line ?? start, message }] };
}
