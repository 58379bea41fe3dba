import { PolicyDocument } from "../policy";
import { nearestNames } from "../policy/nearest";
import { dataFiles } from "./data-files";
import type { SystemPolicyName } from "./generated/system-policy-name";
import { lazy } from "./lazy";

/** Whether sources prove a fact: `unconfirmed` ones rest on samples, undated copies or copies that may be old. */
export type FactCertainty = "confirmed" | "unconfirmed";
import { foldCase } from "../policy/letter-case";

/** What is known of a policy that Alibaba Cloud owns. */
export interface SystemPolicy {
  /** The name in RAM's own case. Provider and RAM disagree on names that differ in case only. */
  readonly name: string;
  /** `unconfirmed` where no page of the vendor about the policy or its service has the name. */
  readonly nameCertainty: FactCertainty;
  /** `service-linked` policies belong to a service-linked role and can be attached to nothing else. */
  readonly kind: "system" | "service-linked";
  /** What sources say that it is for, in short. */
  readonly purpose: string | undefined;
  /** Version at the time of reading, e.g. `v4`. `undefined` where no source gives it. */
  readonly version: string | undefined;
  /** Day of that version, `YYYY-MM-DD`. */
  readonly updated: string | undefined;
  /** Address of the page, where one was read. */
  readonly source: string | undefined;
  /** Day of reading, `YYYY-MM-DD`. */
  readonly read: string;
  /** What the sources leave open, e.g. that a document is a copy of 2021. */
  readonly note: string | undefined;
  /**
   * The whole document at that version; of `AdministratorAccess`, which has no page of its own, a document of what the
   * vendor describes it as. `undefined` where only its name or its beginning is known.
   */
  readonly document: PolicyDocument | undefined;
  /** `unconfirmed` where RAM may have another document by now. `undefined` without a document. */
  readonly documentCertainty: FactCertainty | undefined;
}

/** A policy of which more than the name was looked for. */
export interface SystemPolicyData {
  readonly kind: SystemPolicy["kind"];
  readonly knowledge: "document" | "meaning" | "name";
  readonly version?: string;
  readonly updated?: string;
  readonly source?: string;
  readonly note?: string;
  /** The document is from a copy that is old or undated. */
  readonly unconfirmed?: true;
  /** The policy is for AgentRun or a service around it, so that the actions in its document belong to the catalog. */
  readonly namesActions?: true;
  readonly document?: unknown;
}

/** The policies of which more than the name was looked for. */
export interface SystemPolicyFile {
  readonly read: string;
  readonly policies: Readonly<Record<string, SystemPolicyData>>;
}

/** Where names of system policies were seen. */
export interface SystemPolicyNameFile {
  readonly read: string;
  /** Addresses of pages and repositories; `{name}` stands for the policy's name in lower case. */
  readonly sources: readonly string[];
  readonly names: Readonly<Record<string, SeenName>>;
}

interface SeenName {
  /** Indices of the sources, the best first. */
  readonly seen: readonly number[];
  /** What the sources say that the policy is for. */
  readonly service?: string;
  /** Only samples and copies have the name. */
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

/** Names of all known system policies, sorted; those of service-linked roles and unconfirmed names are among them. */
export function systemPolicyNames(): readonly string[] {
  return names();
}

/** Names of the policies whose documents name actions of the catalog, sorted. */
export function policiesThatNameActions(): readonly string[] {
  const { policies } = dataFiles.systemPolicies();
  return Object.keys(policies).filter((name) => policies[name]?.namesActions === true);
}

/** What is known of the system policy with exactly this name. */
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

/** What the list of names says of one. A name that stands in a policy's own entry only was read with that entry. */
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

/** The known name that differs from this one in case only, if there is one. */
export function systemPolicyNameInRightCase(name: string): string | undefined {
  const known = namesByFoldedName().get(foldCase(name));
  return known === name ? undefined : known;
}

/** Up to three known system policies whose names are close to a misspelt one, the closest first. */
export function nearestSystemPolicies(name: string): readonly string[] {
  return nearestNames(name, names(), 3);
}
