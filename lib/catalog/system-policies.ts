import { PolicyDocument } from "../policy";
import { nearestNames } from "../policy/nearest";
import { dataFiles } from "./data-files";
import type { SystemPolicyName } from "./generated/system-policy-name";
import { lazy } from "./lazy";

/** `unconfirmed` facts are based on samples, or on undated or old copies. */
export type FactCertainty = "confirmed" | "unconfirmed";
import { foldCase } from "../policy/letter-case";

/** The facts about a policy that Alibaba Cloud owns. */
export interface SystemPolicy {
  /** The name in RAM's letter case. Provider and RAM disagree about names that differ in case only. */
  readonly name: string;
  /** `unconfirmed` if no page of the vendor about the policy or its service has the name. */
  readonly nameCertainty: FactCertainty;
  /** `service-linked` policies belong to a service-linked role and cannot be attached to anything else. */
  readonly kind: "system" | "service-linked";
  /** A short description of its purpose. */
  readonly purpose: string | undefined;
  /** Version at the time of reading, e.g. `v4`; `undefined` if no source has it. */
  readonly version: string | undefined;
  /** Day of that version, `YYYY-MM-DD`. */
  readonly updated: string | undefined;
  /** Address of the page, if one was read. */
  readonly source: string | undefined;
  /** Day of reading, `YYYY-MM-DD`. */
  readonly read: string;
  /** What is uncertain, e.g. that a document is a copy of 2021. */
  readonly note: string | undefined;
  /**
   * The complete document of that version. `AdministratorAccess` has no page, so its document is made from the vendor's
   * description. `undefined` if only the name or the beginning of the document is known.
   */
  readonly document: PolicyDocument | undefined;
  /** `unconfirmed` if RAM may have another document now; `undefined` without a document. */
  readonly documentCertainty: FactCertainty | undefined;
}

/** A policy with more facts than the name. */
export interface SystemPolicyData {
  readonly kind: SystemPolicy["kind"];
  readonly knowledge: "document" | "meaning" | "name";
  readonly version?: string;
  readonly updated?: string;
  readonly source?: string;
  readonly note?: string;
  /** The document is from an old or undated copy. */
  readonly unconfirmed?: true;
  /** The policy is for AgentRun or a related service, so the actions in its document belong to the catalog. */
  readonly namesActions?: true;
  readonly document?: unknown;
}

/** The policies with more facts than the name. */
export interface SystemPolicyFile {
  readonly read: string;
  readonly policies: Readonly<Record<string, SystemPolicyData>>;
}

/** Names of system policies with their sources. */
export interface SystemPolicyNameFile {
  readonly read: string;
  /** Addresses of pages and repositories, with `{name}` for the policy's name in lower case. */
  readonly sources: readonly string[];
  readonly names: Readonly<Record<string, SeenName>>;
}

interface SeenName {
  /** Indices of the sources, the best one first. */
  readonly seen: readonly number[];
  /** The service that the policy is for. */
  readonly service?: string;
  /** The name occurs in samples and copies only. */
  readonly unconfirmed?: true;
}

const names = lazy(() =>
  [
    ...new Set([
      ...Object.keys(dataFiles.systemPolicyNames().names),
      ...Object.keys(dataFiles.systemPolicies().policies),
    ]),
  ].sort(),
);

const namesByFoldedName = lazy(() => new Map(names().map((name) => [foldCase(name), name])));

/** Names of all known system policies, sorted, including policies of service-linked roles and unconfirmed names. */
export function systemPolicyNames(): readonly string[] {
  return names();
}

/** Names of the policies whose documents name actions of the catalog, sorted. */
export function policiesThatNameActions(): readonly string[] {
  const { policies } = dataFiles.systemPolicies();
  return Object.keys(policies).filter((name) => policies[name]?.namesActions === true);
}

/**
 * The facts about the system policy with exactly this name.
 *
 * @example
 * console.log(systemPolicy("AliyunAgentRunReadOnlyAccess").document);
 */
export function systemPolicy(name: SystemPolicyName): SystemPolicy;
export function systemPolicy(name: string): SystemPolicy | undefined;
export function systemPolicy(name: string): SystemPolicy | undefined {
  if (namesByFoldedName().get(foldCase(name)) !== name) return undefined;
  const { read, policies } = dataFiles.systemPolicies();
  const seen = seenAs(name);
  const entry = Object.hasOwn(policies, name) ? policies[name] : undefined;
  const isUnconfirmed = entry?.unconfirmed === true;
  return {
    ...seen,
    name,
    read,
    version: entry?.version,
    updated: entry?.updated,
    source: entry?.source ?? seen.source,
    note: entry?.note ?? seen.note,
    ...(entry?.document === undefined
      ? { document: undefined, documentCertainty: undefined }
      : {
          document: PolicyDocument.fromJson(entry.document),
          documentCertainty: isUnconfirmed ? "unconfirmed" : "confirmed",
        }),
  };
}

/** The facts from the list of names. A name that is only in the file of policies has its source there. */
function seenAs(name: string): Pick<SystemPolicy, "kind" | "nameCertainty" | "purpose" | "source" | "note"> {
  const { names: list, sources } = dataFiles.systemPolicyNames();
  const kind = name.startsWith("AliyunServiceRolePolicyFor") ? "service-linked" : "system";
  const seen = Object.hasOwn(list, name) ? list[name] : undefined;
  const source = sources[seen?.seen[0] ?? -1]?.replace("{name}", foldCase(name));
  const isUnconfirmed = seen?.unconfirmed === true;
  return {
    kind,
    nameCertainty: isUnconfirmed ? "unconfirmed" : "confirmed",
    purpose: seen?.service,
    source,
    note: isUnconfirmed ? "no page of the vendor about the policy or its service has the name" : undefined,
  };
}

/** The known name that differs from this one in letter case only, if there is one. */
export function systemPolicyNameInRightCase(name: string): string | undefined {
  const known = namesByFoldedName().get(foldCase(name));
  return known === name ? undefined : known;
}

/** Up to three known system policies with names close to a misspelt one, the closest first. */
export function nearestSystemPolicies(name: string): readonly string[] {
  return nearestNames(name, names(), 3);
}
