import { matchesPattern } from "../policy";
import { deepFreeze } from "./deep-freeze";
import { serviceFiles } from "./generated/service-files";
import type { PageFile } from "./import/page-file";
import type { MentionsFile } from "./mentions";
import { nearest } from "./nearest";
import type { CatalogAction, Service } from "./service";

const loaded = new Map<string, Service>();

/** RAM codes of all services that the catalog has actions of, sorted. */
export function serviceCodes(): readonly string[] {
  return Object.keys(serviceFiles);
}

/** What is known of a service. Its data is read on the first call. */
export function service(code: string): Service | undefined {
  const files = Object.hasOwn(serviceFiles, code) ? serviceFiles[code] : undefined;
  if (files === undefined) return undefined;
  const known =
    loaded.get(code) ?? Object.freeze(merge(code, deepFreeze(files.page?.()), deepFreeze(files.mentions?.())));
  loaded.set(code, known);
  return known;
}

/** What is known of an action, e.g. `agentrun:GetTool`. RAM compares actions without regard to case, and so does this. */
export function catalogAction(name: string): CatalogAction | undefined {
  const actions = service(codeOf(name).toLowerCase())?.actions;
  if (actions === undefined) return undefined;
  const exact = actions.get(name);
  if (exact !== undefined) return exact;
  const lowerCase = name.toLowerCase();
  return [...actions.values()].find((action) => action.name.toLowerCase() === lowerCase);
}

/** All known actions that a pattern covers, e.g. `agentrun:Get*` or `*`, sorted by name. */
export function actionsMatching(pattern: string): readonly CatalogAction[] {
  const lowerCase = pattern.toLowerCase();
  return serviceCodes()
    .filter((code) => matchesPattern(codeOf(lowerCase), code) || !lowerCase.includes(":"))
    .flatMap((code) => [...(service(code)?.actions.values() ?? [])])
    .filter(({ name }) => matchesPattern(lowerCase, name.toLowerCase()));
}

/** Up to three known actions whose names are close to a misspelt one, the closest first. */
export function nearestActions(name: string): readonly string[] {
  const own = service(codeOf(name).toLowerCase());
  const candidates = own === undefined ? serviceCodes().flatMap(actionNames) : [...own.actions.keys()];
  return nearest(name, candidates, 3);
}

function actionNames(code: string): readonly string[] {
  return [...(service(code)?.actions.keys() ?? [])];
}

function codeOf(name: string): string {
  return name.split(":")[0] ?? "";
}

function merge(code: string, page: PageFile | undefined, mentions: MentionsFile | undefined): Service {
  const actions = new Map<string, CatalogAction>();
  for (const [name, action] of Object.entries(page?.actions ?? {})) {
    const facts: CatalogAction = {
      name: `${code}:${name}`,
      service: code,
      api: action.api ?? name,
      level: action.level,
      levelInferred: action.inferred === true,
      resources: action.resources,
      conditionKeys: action.conditionKeys ?? [],
      dependentActions: action.dependentActions ?? [],
      provenance: ["authorization-page"],
    };
    actions.set(facts.name, deepFreeze(facts));
  }
  for (const [name, { level, from }] of Object.entries(mentions?.actions ?? {})) {
    const facts: CatalogAction = {
      name: `${code}:${name}`,
      service: code,
      api: name,
      level,
      levelInferred: true,
      resources: undefined,
      conditionKeys: [],
      dependentActions: [],
      provenance: from,
    };
    actions.set(facts.name, deepFreeze(facts));
  }
  return {
    code,
    title: page?.title ?? mentions?.title ?? code,
    granularity: page?.granularity,
    resourceTypes: page?.resourceTypes ?? {},
    actions: new Map([...actions].sort(([a], [b]) => (a < b ? -1 : 1))),
  };
}
