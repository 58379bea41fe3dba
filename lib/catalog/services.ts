import { matchesPattern } from "../policy";
import type { AuthorizationsFile } from "./authorizations";
import { deepFreeze } from "./deep-freeze";
import { type ServiceFiles, serviceFiles } from "./generated/service-files";
import type { PageFile } from "./import/page-file";
import type { MentionsFile } from "./mentions";
import { memoized } from "../policy/memoized";
import { nearestActionNames } from "../policy/nearest-actions";
import type { CatalogAction, Service } from "./service";
import { foldCase } from "../policy/letter-case";

const loaded = new Map<string, Service>();

/** RAM codes of all services with actions in the catalog, sorted. */
export function serviceCodes(): readonly string[] {
  return Object.keys(serviceFiles);
}

/** The facts about a service. Its data is read on the first call. */
export function service(code: string): Service | undefined {
  const known = loaded.get(code);
  if (known !== undefined) return known;
  const files = Object.hasOwn(serviceFiles, code) ? serviceFiles[code] : undefined;
  if (files === undefined) return undefined;
  const merged = Object.freeze(merge(code, files));
  loaded.set(code, merged);
  return merged;
}

/** The facts about an action, e.g. `agentrun:GetTool`. Letter case does not matter, as in RAM. */
export function catalogAction(name: string): CatalogAction | undefined {
  const actions = service(foldCase(codeOf(name)))?.actions;
  if (actions === undefined) return undefined;
  const exact = actions.get(name);
  if (exact !== undefined) return exact;
  const lowerCase = foldCase(name);
  return [...actions.values()].find((action) => foldCase(action.name) === lowerCase);
}

/** All known actions that match a pattern, e.g. `agentrun:Get*` or `*`, sorted by name. */
export function actionsMatching(pattern: string): readonly CatalogAction[] {
  const lowerCase = foldCase(pattern);
  return serviceCodes()
    .filter((code) => matchesPattern(codeOf(lowerCase), code) || !lowerCase.includes(":"))
    .flatMap((code) => [...(service(code)?.actions.values() ?? [])])
    .filter(({ name }) => matchesPattern(lowerCase, foldCase(name)));
}

/**
 * Up to three known actions with names close to a misspelt one, the closest first. They do the same kind of thing.
 * Cached, because it compares the names of all actions.
 */
export const nearestActions = memoized((name): readonly string[] => {
  const own = service(foldCase(codeOf(name)));
  const candidates = own === undefined ? serviceCodes().flatMap(actionNames) : [...own.actions.keys()];
  return nearestActionNames(name, candidates, 3);
});

function actionNames(code: string): readonly string[] {
  return [...(service(code)?.actions.keys() ?? [])];
}

function codeOf(name: string): string {
  return name.split(":")[0] ?? "";
}

function merge(code: string, files: ServiceFiles): Service {
  const page = deepFreeze(files.page?.());
  const mentions = deepFreeze(files.mentions?.());
  const authorizations = deepFreeze(files.authorizations?.());
  const actions = new Map<string, CatalogAction>();
  for (const action of [
    ...actionsOfPage(code, page),
    ...actionsOfMentions(code, mentions),
    ...actionsOfTable(code, authorizations),
  ]) {
    actions.set(action.name, deepFreeze(together(actions.get(action.name), action)));
  }
  return {
    code,
    title: page?.title ?? authorizations?.title ?? mentions?.title ?? code,
    granularity: page?.granularity,
    resourceTypes: page?.resourceTypes ?? authorizations?.resourceTypes ?? {},
    actions: new Map([...actions].sort(([a], [b]) => (a < b ? -1 : 1))),
  };
}

function actionsOfPage(code: string, page: PageFile | undefined): readonly CatalogAction[] {
  return Object.entries(page?.actions ?? {}).map(([name, action]) => ({
    name: `${code}:${name}`,
    service: code,
    api: action.api ?? name,
    level: action.level,
    levelInferred: action.inferred === true,
    resources: action.resources,
    conditionKeys: action.conditionKeys ?? [],
    dependentActions: action.dependentActions ?? [],
    provenance: ["authorization-page"],
  }));
}

function actionsOfMentions(code: string, mentions: MentionsFile | undefined): readonly CatalogAction[] {
  return Object.entries(mentions?.actions ?? {}).map(([name, { level, from }]) => ({
    ...unread(code, name, level),
    provenance: from,
  }));
}

function actionsOfTable(code: string, authorizations: AuthorizationsFile | undefined): readonly CatalogAction[] {
  return Object.entries(authorizations?.actions ?? {}).map(([name, { level, resources, conditionKeys = [] }]) => ({
    ...unread(code, name, level),
    resources,
    conditionKeys,
    provenance: ["authorization-table"],
  }));
}

/** An action that is not on an authorization page of its service. */
function unread(code: string, name: string, level: CatalogAction["level"]) {
  return {
    name: `${code}:${name}`,
    service: code,
    api: name,
    level,
    levelInferred: true,
    resources: undefined,
    conditionKeys: [],
    dependentActions: [],
  };
}

/** Merges facts of two sources. The later one adds resources, but no levels. */
function together(known: CatalogAction | undefined, more: CatalogAction): CatalogAction {
  if (known === undefined) return more;
  const { level, levelInferred } = known;
  return { ...more, level, levelInferred, provenance: [...known.provenance, ...more.provenance].sort() };
}
