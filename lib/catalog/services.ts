import { matchesPattern } from "../policy";
import type { OperationsFile } from "./api-operations";
import type { AuthorizationsFile } from "./authorizations";
import { deepFreeze } from "./deep-freeze";
import { type ServiceFiles, serviceFiles } from "./generated/service-files";
import type { PageFile } from "./import/page-file";
import type { OperationPagesFile } from "./operation-pages";
import type { MentionsFile } from "./mentions";
import { inferredLevel } from "./inferred-level";
import { memoized } from "../policy/memoized";
import { nearestActionNames } from "../policy/nearest-actions";
import type { PracticePagesFile } from "./practice-pages";
import type { SdkOperationsFile } from "./sdk-operations";
import type { CatalogAction, ResourceScope, SdkOperation, Service } from "./service";
import { foldCase } from "../policy/letter-case";

const loaded = new Map<string, Service>();

/** RAM codes of all services in the catalog, sorted. Of some, no action is published. */
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

/**
 * The operation of an SDK for which no document names an action, or that is retired. Letter case does not matter. Cached,
 * because validation asks for every action of a policy.
 */
export const sdkOperation = memoized((name): SdkOperation | undefined => {
  const operations = service(foldCase(codeOf(name)))?.operations;
  if (operations === undefined) return undefined;
  const lowerCase = foldCase(name);
  return operations.get(name) ?? [...operations.values()].find((one) => foldCase(one.name) === lowerCase);
});

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
  const practice = deepFreeze(files.practice?.());
  const published = deepFreeze(files.operationPages?.());
  const sdk = deepFreeze(files.sdk?.());
  const operations = deepFreeze(files.operations?.());
  const actions = new Map<string, CatalogAction>();
  for (const action of [
    ...actionsOfPage(code, page),
    ...actionsOfMentions(code, mentions),
    ...actionsOfTable(code, authorizations),
    ...actionsOfPractice(code, practice),
    ...actionsOfOperationPages(code, published),
    ...actionsOfOperations(code, operations),
  ]) {
    actions.set(action.name, deepFreeze(together(actions.get(action.name), action)));
  }
  return {
    code,
    title: page?.title ?? authorizations?.title ?? published?.title ?? mentions?.title ?? operations?.title ?? code,
    formerNames: operations?.formerly ?? {},
    granularity: page?.granularity,
    page: page === undefined ? undefined : { source: page.source, read: page.read },
    operations: deepFreeze(new Map(operationsOf(code, sdk, actions).map((one) => [one.name, one]))),
    resourceTypes: page?.resourceTypes ?? authorizations?.resourceTypes ?? published?.resourceTypes ?? {},
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

function actionsOfPractice(code: string, file: PracticePagesFile | undefined): readonly CatalogAction[] {
  return (file?.pages ?? []).flatMap(({ title, source, read, changed, scopes }) =>
    scopes.flatMap(({ type, arn, actions, notes = {} }) =>
      actions.map((name): CatalogAction => {
        const note = notes[name];
        const scope: ResourceScope = { title, source, read, changed, resources: [{ type, arn }] };
        return {
          ...unread(code, name, inferredLevel(`${code}:${name}`)),
          provenance: ["practice-page"],
          otherScopes: [note === undefined ? scope : { ...scope, note }],
        };
      }),
    ),
  );
}

function actionsOfOperationPages(code: string, file: OperationPagesFile | undefined): readonly CatalogAction[] {
  return Object.entries(file?.actions ?? {}).map(([name, { level, inferred, from, resources }]) => ({
    ...unread(code, name, level),
    levelInferred: inferred === true,
    resources,
    provenance: [from],
  }));
}

/** The operations without an action in any document, and those that are retired, sorted by name. */
function operationsOf(
  code: string,
  file: SdkOperationsFile | undefined,
  actions: ReadonlyMap<string, CatalogAction>,
): readonly SdkOperation[] {
  if (file === undefined) return [];
  const { read, sdks, operations, details, retired } = file;
  const having = sdks.map(({ title, dated }) => `${title} of ${dated}`).join(", ");
  const found = new Map<string, SdkOperation>();
  for (const operation of operations) {
    const name = `${code}:${operation}`;
    if (actions.has(name)) continue;
    const { request = "", since = "", feature } = details[operation] ?? {};
    const first = since === "" ? "" : `, first in ${since}`;
    const about = `an operation of the SDKs (${having}${first}${request === "" ? "" : `; ${request}`}) for which no document names an action`;
    found.set(name, { name, status: "SDK only", about, feature, source: sdks[0]?.source ?? "", read });
  }
  for (const { operations: gone, title, source, added, removed, instead } of retired) {
    for (const operation of gone) {
      const about = `an operation that the SDKs had from ${added} to ${removed} (${title}), replaced by ${instead}`;
      const name = `${code}:${operation}`;
      found.set(name, { name, status: "retired", about, feature: undefined, source, read });
    }
  }
  return [...found.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

function actionsOfOperations(code: string, file: OperationsFile | undefined): readonly CatalogAction[] {
  return (file?.operations ?? []).map((name) => ({
    ...unread(code, name, inferredLevel(`${code}:${name}`)),
    provenance: ["api-operation"],
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

/** Merges facts of two sources. The later one adds resources and scopes, but no levels. */
function together(known: CatalogAction | undefined, more: CatalogAction): CatalogAction {
  if (known === undefined) return more;
  const otherScopes = [...(known.otherScopes ?? []), ...(more.otherScopes ?? [])];
  return {
    ...known,
    resources: more.resources ?? known.resources,
    conditionKeys: [...new Set([...known.conditionKeys, ...more.conditionKeys])],
    provenance: [...new Set([...known.provenance, ...more.provenance])].sort(),
    ...(otherScopes.length === 0 ? {} : { otherScopes }),
  };
}
