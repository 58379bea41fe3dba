import { conditionKeys } from "../policy/condition-keys";
import { regionsSource } from "../policy/known-regions";
import { trustActions } from "../policy/trust-actions";
import { rules } from "../policy/validate/rules";
import { dataFiles } from "./data-files";
import { type ServiceFiles, serviceFiles } from "./generated/service-files";
import {
  agentCoreRegistryServiceLinkedRole,
  agentRunServiceLinkedRole,
  functionComputeServiceLinkedRole,
} from "./service-linked-roles";
import type { Source } from "./source";
import {
  agentRunDefaultRole,
  devsCustomRole,
  devsDefaultRole,
  flowExecutionRole,
  superAgentRole,
} from "./vendor-roles";

/** Facts with one source and one date. */
export interface DatedFacts {
  /** What is known from the source, sorted. */
  readonly what: readonly string[];
  readonly source: string;
  /** Day on which the source was read or, if only that is known, day of the source; `undefined` if neither is. */
  readonly read: string | undefined;
}

/** All facts of this library that have a source, by source and date. Facts without a date come first, then the oldest. */
export function datedFacts(): readonly DatedFacts[] {
  const bySource = new Map<string, { readonly what: Set<string>; readonly source: string; readonly read: string }>();
  for (const { what, source, read } of [
    ...Object.entries(serviceFiles).flatMap(([code, files]) => factsOfService(code, files)),
    ...factsOfFiles(),
    ...factsInCode(),
  ]) {
    const key = JSON.stringify([read, source]);
    const known = bySource.get(key) ?? { what: new Set(), source, read };
    known.what.add(what);
    bySource.set(key, known);
  }
  return [...bySource]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, { what, source, read }]) => ({ what: [...what].sort(), source, read: read === "" ? undefined : read }));
}

/** The facts that are more than some days old on a day, and those without a date. */
export function staleFacts(today: string, days: number): readonly DatedFacts[] {
  return datedFacts().filter(({ read }) => read === undefined || ageOn(today, read) > days);
}

/** Days from one day to another, both `YYYY-MM-DD`. */
export function ageOn(today: string, read: string): number {
  return Math.round((Date.parse(`${today}T00:00:00Z`) - Date.parse(`${read}T00:00:00Z`)) / 86_400_000);
}

/** One fact with its source, before facts of the same source are collected. */
interface Fact extends Source {
  readonly what: string;
}

function factsOfService(code: string, files: ServiceFiles): readonly Fact[] {
  const { page, mentions, authorizations, operationPages, practice, sdk } = files;
  const tables = [authorizations?.(), operationPages?.()].flatMap((file) => file ?? []);
  const list = sdk?.();
  return [
    ...[page?.()].flatMap((file) =>
      file === undefined ? [] : [{ what: `authorization page of ${code}`, source: file.source, read: file.read }],
    ),
    ...[mentions?.()].flatMap((file) =>
      file === undefined ? [] : [{ what: `mentioned actions of ${code}`, source: file.source, read: file.read }],
    ),
    ...tables.flatMap(({ sources, read }) =>
      Object.values(sources).map((source) => ({ what: `actions of ${code}`, source, read })),
    ),
    ...(practice?.().pages ?? []).map(({ title, source, read }) => ({ what: `${title} of ${code}`, source, read })),
    ...(list?.sdks ?? []).map(({ title, source }) => ({
      what: `operations of ${code}, ${title}`,
      source,
      read: list?.read ?? "",
    })),
    ...(list?.retired ?? []).map(({ source }) => ({
      what: `retired operations of ${code}`,
      source,
      read: list?.read ?? "",
    })),
  ];
}

function factsOfFiles(): readonly Fact[] {
  const fact = (what: string, { source, read }: Source): Fact => ({ what, source, read });
  const { read: policiesRead, policies } = dataFiles.systemPolicies();
  const names = dataFiles.systemPolicyNames();
  const migration = dataFiles.migration();
  return [
    fact("feature table", dataFiles.features()),
    ...Object.values(dataFiles.documentedPolicies()).map((policy) => fact(policy.title, policy)),
    fact("arguments of the provider", dataFiles.providerArguments()),
    fact(`compat packages of AgentCore, ${migration.version}`, migration),
    ...Object.values(dataFiles.reviewedActions().sources).map((one) => fact("classes of single actions", one)),
    ...Object.entries(policies).flatMap(([name, { source }]) =>
      source === undefined ? [] : [fact(`system policy ${name}`, { source, read: policiesRead })],
    ),
    ...names.sources.map((source) => fact("names of system policies", { source, read: names.read })),
  ];
}

/** Facts in code. Their sources contain the date as text. */
function factsInCode(): readonly Fact[] {
  const roles = [
    ...[devsCustomRole, devsDefaultRole, flowExecutionRole].flatMap((byGeneration) => Object.values(byGeneration)),
    ...[agentRunDefaultRole, superAgentRole],
    ...[agentRunServiceLinkedRole, functionComputeServiceLinkedRole, agentCoreRegistryServiceLinkedRole],
  ];
  const dated = (what: string, source: string): Fact => ({ what, source, read: dateIn(source) });
  return [
    ...roles.map(({ roleName, source, read }) => ({ what: `role ${roleName}`, source, read })),
    { what: "regions", ...regionsSource },
    ...conditionKeys.map(({ name, source }) => dated(`condition key ${name}`, source)),
    ...Object.entries(trustActions).map(([name, { source }]) => dated(`trust action ${name}`, source)),
    ...rules.map(({ id, source }) => dated(`rule ${id}`, source)),
  ];
}

/** The latest day in a text; empty without one. Versions of APIs have the form of a day, alone and in addresses. */
function dateIn(source: string): string {
  const text = source.replace(/https?:\/\/\S+/g, "").replace(/\bAPI(?: [A-Za-z]+)? \d{4}-\d{2}-\d{2}/g, "");
  return (
    [...text.matchAll(/\d{4}-\d{2}-\d{2}/g)]
      .map(([day]) => day)
      .sort()
      .at(-1) ?? ""
  );
}
