import { isAccessLevel } from "../access-level";
import type { ActionCorrection, Correction } from "./corrections";
import { type ImportProblem, importProblemIds } from "./import-problem";
import type { ImportedAction, ImportedPage, ImportedResource } from "./imported-page";
import { readMarkdownLayout } from "./markdown-layout";
import { type RawAction, type RawResource, type RawTables, linesOf } from "./raw-page";
import { readTextLayout } from "./text-layout";
import { isAllResources, statedService } from "./vocabulary";
import { foldCase } from "../../policy/letter-case";

/** The result of reading a page. If there are problems, there is no page. */
export type ImportResult =
  | { readonly page: ImportedPage; readonly problems: readonly [] }
  | { readonly page: undefined; readonly problems: readonly ImportProblem[] };

/**
 * Reads a RAM authorization page, in English or Chinese, copied as text or as Markdown.
 *
 * Strict: a line that cannot be read or contradicts another one is a problem. Corrections fix known errors of a page; a
 * correction that the page no longer needs is a problem too.
 */
export function importPage(text: string, code: string, corrections: readonly Correction[]): ImportResult {
  const lines = linesOf(text);
  const stated = lines.map(({ text: line }) => statedService(line)).find((found) => found !== undefined);
  const tables = readMarkdownLayout(lines) ?? readTextLayout(lines);
  if (stated === undefined || tables === undefined) {
    const lacking = stated === undefined ? "no line states a RAM code and a granularity" : "no table of actions";
    return { page: undefined, problems: [notAPage(lacking)] };
  }
  if (!stated.codes.includes(code)) {
    return { page: undefined, problems: [notAPage(`the page is about ${stated.codes.join(", ")}, not about ${code}`)] };
  }
  const ofService = corrections.filter((correction) => "service" in correction && correction.service === code);
  const reader = new PageReader(code, tables, ofService);
  const actions = reader.actions();
  const title = reader.title(stated.title);
  const problems = [...tables.problems, ...reader.allProblems()].sort((a, b) => a.line - b.line);
  if (problems.length > 0) return { page: undefined, problems };
  return {
    page: {
      code,
      title,
      granularity: stated.granularity,
      otherCodes: stated.codes.filter((other) => other !== code),
      resourceTypes: sortedByKey(tables.resourceTypes.map(({ type, arns }) => [type, arns])),
      conditionKeys: [...tables.conditionKeys].sort(),
      actions: sortedByKey(actions),
    },
    problems: [],
  };
}

function notAPage(message: string): ImportProblem {
  return { id: importProblemIds.notAnAuthorizationPage, line: 0, message };
}

/** Converts the rows of a page to facts, and collects the problems. */
class PageReader {
  private readonly problems: ImportProblem[] = [];
  private readonly used = new Set<Correction>();
  private readonly templates: ReadonlyMap<string, readonly string[]>;

  public constructor(
    private readonly code: string,
    private readonly tables: RawTables,
    private readonly corrections: readonly Correction[],
  ) {
    this.templates = new Map(tables.resourceTypes.map(({ type, arns }) => [type, arns]));
    if (tables.actions.length === 0) this.report(importProblemIds.notAnAuthorizationPage, 0, "no action was found");
    for (const { line, type, arns } of tables.resourceTypes) {
      this.reportTwice(arns.map((name) => ({ name, line })));
      if (arns.length === 0) this.report(importProblemIds.unreadableRow, line, `the resource type ${type} has no ARN`);
      for (const arn of arns) this.checkArn(line, arn);
    }
    this.reportTwice(tables.resourceTypes.map(({ type, line }) => ({ name: `resource type ${type}`, line })));
  }

  public title(printed: string): string {
    return this.corrected("title", "", printed) ?? printed;
  }

  /** Names without the RAM code, each with its facts. */
  public actions(): readonly (readonly [string, ImportedAction])[] {
    const seen = new Map<string, string>();
    const rows: (readonly [string, ImportedAction])[] = [];
    for (const row of this.tables.actions) {
      const [code, name = ""] = row.name.split(":");
      if (code !== this.code) {
        this.report(importProblemIds.otherCode, row.line, `${row.name} on a page that is read for ${this.code}`);
        continue;
      }
      const action = this.action(name, row);
      const content = JSON.stringify([name, action]);
      // RAM compares actions without regard to case.
      const key = foldCase(name);
      const earlier = seen.get(key);
      if (earlier !== undefined && earlier !== content) {
        this.report(importProblemIds.duplicate, row.line, `${row.name} again, with different content`);
      }
      if (earlier === undefined) rows.push([name, action]);
      seen.set(key, content);
    }
    return rows;
  }

  /** All problems. Call it after everything else has been read. */
  public allProblems(): readonly ImportProblem[] {
    const unused = this.corrections.filter((correction) => !this.used.has(correction));
    const stale = unused.map((correction) => ({
      id: importProblemIds.staleCorrection,
      line: 0,
      message: `the page no longer needs the correction ${JSON.stringify(correction)}`,
    }));
    return [...this.problems, ...stale];
  }

  private action(name: string, row: RawAction): ImportedAction {
    const resources = row.resources.flatMap((resource) => this.resources(name, row, resource));
    if (row.resources.length === 0)
      this.report(importProblemIds.unreadableRow, row.line, `${row.name} has no resource`);
    if (row.resources.length > 1 && row.resources.some(({ type }) => isAllResources(withoutAsterisk(type))))
      this.report(importProblemIds.unreadableRow, row.line, `${row.name} is for all resources and for others`);
    this.reportTwice(resources.map(({ type, arn }) => ({ name: `${row.name} on ${type} ${arn}`, line: row.line })));
    const apiIsKnown = row.api === name || this.corrected("api", name, row.api) !== undefined;
    if (!apiIsKnown) this.report(importProblemIds.otherName, row.line, `${row.name} is the action of API ${row.api}`);
    return {
      ...(row.api === name ? {} : { api: row.api }),
      ...this.level(name, row),
      resources,
      ...(row.conditionKeys.length === 0 ? {} : { conditionKeys: [...row.conditionKeys].sort() }),
      ...(row.dependentActions.length === 0 ? {} : { dependentActions: [...row.dependentActions].sort() }),
    };
  }

  private level(name: string, row: RawAction): Pick<ImportedAction, "level" | "inferred"> {
    if (isAccessLevel(row.level)) return { level: row.level };
    const meant = this.corrected("level", name, row.level);
    if (meant !== undefined && isAccessLevel(meant)) return { level: meant, inferred: true };
    const found = row.level === "" ? "no access level" : `the access level ${JSON.stringify(row.level)}`;
    this.report(importProblemIds.accessLevel, row.line, `${row.name} has ${found}`);
    return { level: "none" };
  }

  private resources(name: string, row: RawAction, resource: RawResource): readonly ImportedResource[] {
    const required = resource.type.startsWith("*");
    const type = withoutAsterisk(resource.type);
    if (isAllResources(type)) {
      if (resource.arns.join() === "*") return [];
      this.report(
        importProblemIds.arn,
        resource.line,
        `${row.name} is for all resources but names ${resource.arns.join()}`,
      );
      return [];
    }
    return resource.arns.map((printed) => {
      const arn = this.corrected("arn", name, printed) ?? printed;
      const wellFormed = this.checkArn(resource.line, arn);
      if (wellFormed && this.templates.get(type)?.includes(arn) !== true) {
        const message = `${row.name} is on ${arn} of type ${type}, which the page's list of resources lacks`;
        this.report(importProblemIds.unlistedResource, resource.line, message);
      }
      return { type, arn, ...(required ? {} : { optional: true as const }) };
    });
  }

  private corrected(kind: ActionCorrection["kind"] | "title", action: string, printed: string): string | undefined {
    for (const correction of this.corrections) {
      if (correction.kind !== kind || correction.printed !== printed) continue;
      if ("action" in correction && correction.action !== action) continue;
      this.used.add(correction);
      return correction.meant;
    }
    return undefined;
  }

  private checkArn(line: number, arn: string): boolean {
    const wellFormed =
      /^acs:[a-z][a-z0-9-]*:\{#regionId\}:\{#accountId\}:[a-z][a-z0-9-]*(\/([a-z][a-z0-9-]*|\{#[A-Za-z]+\}|\*))+$/.test(
        arn,
      );
    if (!wellFormed) this.report(importProblemIds.arn, line, `${JSON.stringify(arn)} is not an ARN template`);
    return wellFormed;
  }

  private reportTwice(rows: readonly { readonly name: string; readonly line: number }[]): void {
    const seen = new Set<string>();
    for (const { name, line } of rows) {
      if (seen.has(name)) this.report(importProblemIds.duplicate, line, `${name} again`);
      seen.add(name);
    }
  }

  private report(id: string, line: number, message: string): void {
    this.problems.push({ id, line, message });
  }
}

/** A resource type without the asterisk of required ones. */
function withoutAsterisk(type: string): string {
  return type.replace(/^\*\s*/, "");
}

function sortedByKey<T>(entries: readonly (readonly [string, T])[]): Readonly<Record<string, T>> {
  return Object.fromEntries([...entries].sort(([a], [b]) => (a < b ? -1 : 1)));
}
