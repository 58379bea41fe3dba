import { isJsonObject } from "../../policy/json-value";
import type { SdkOperationsFile } from "../sdk-operations";
import { catalogAction, service } from "../services";

/** The operations of one SDK. */
export interface SdkList {
  /** RAM code; `undefined` if the SDK does not say it. */
  readonly code: string | undefined;
  /** Sorted, without duplicates. */
  readonly operations: readonly string[];
}

/** Reads a list of operations: names, or objects with `operation`; alone, or as `operations` next to a `code`. */
export function sdkListOfJson(json: unknown): SdkList | undefined {
  const given: unknown = isJsonObject(json) ? json["operations"] : json;
  if (!Array.isArray(given) || given.length === 0) return undefined;
  const names = given.map((one: unknown) => (isJsonObject(one) ? one["operation"] : one));
  if (!names.every((one): one is string => typeof one === "string" && isOperation(one))) return undefined;
  const code = isJsonObject(json) ? (json["code"] ?? json["ramCode"]) : undefined;
  return { code: typeof code === "string" ? code : undefined, operations: sorted(names) };
}

/** The name of the operation in each call of a generated client, in Python, Go, TypeScript or JavaScript. */
export function operationsInClient(text: string): readonly string[] {
  const calls = /\baction\s*[:=]\s*(?:\w+\.String\(\s*)?["']([A-Za-z]\w*)["']/gi;
  return sorted([...text.matchAll(calls)].flatMap(([, name = ""]) => (isOperation(name) ? [name] : [])));
}

/** The service of an SDK, by the name of its package, e.g. `alibabacloud-agentrun20250910`. */
export function codeOfPackage(text: string): string | undefined {
  const name = /(?:alibabacloud[-_]|@alicloud\/|alibabacloud-go\/)([a-z][a-z-]*?)-?\d{8}(?!\d)/.exec(text)?.[1];
  return name?.replaceAll("-", "");
}

/** What an SDK has that the catalog lacks, and the reverse. */
export interface SdkChanges {
  readonly added: readonly string[];
  readonly removed: readonly string[];
  /** Operations of the SDK that the catalog calls retired. */
  readonly back: readonly string[];
}

/** @param known the catalog's list of operations; without one, the catalog's actions are compared */
export function sdkChanges(
  code: string,
  operations: readonly string[],
  known: SdkOperationsFile | undefined,
): SdkChanges {
  const listed = known?.operations ?? [...(service(code)?.actions.values() ?? [])].map(({ api }) => api);
  const retired = new Set((known?.retired ?? []).flatMap((one) => one.operations));
  return {
    added: operations.filter((name) => !listed.includes(name) && !retired.has(name)),
    removed: known === undefined ? [] : listed.filter((name) => !operations.includes(name)),
    back: operations.filter((name) => retired.has(name)),
  };
}

/** Whether a document names an action for an operation, in words. */
export function actionWords(code: string, operation: string): string {
  return catalogAction(`${code}:${operation}`) === undefined
    ? "the catalog has no action of this name"
    : "the catalog has the action";
}

function isOperation(text: string): boolean {
  return /^[A-Z][A-Za-z0-9]*$/.test(text);
}

function sorted(names: readonly string[]): readonly string[] {
  return [...new Set(names)].sort();
}
