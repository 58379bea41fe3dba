import { PolicyDocument } from "../policy";
import data from "./data/system-policies.json";
import type { SystemPolicyName } from "./generated/system-policy-name";

/** What is known of a policy that Alibaba Cloud owns. */
export interface SystemPolicy {
  /** The name in RAM's own case. Provider and RAM disagree on names that differ in case only. */
  readonly name: string;
  /** `service-linked` policies belong to a service-linked role and can be attached to nothing else. */
  readonly kind: "system" | "service-linked";
  /** Version at the time of reading, e.g. `v4`. `undefined` where only the name is known. */
  readonly version: string | undefined;
  /** Day of that version, `YYYY-MM-DD`. */
  readonly updated: string | undefined;
  /** Address of the page, where one was read. */
  readonly source: string | undefined;
  /**
   * The whole document at that version; of `AdministratorAccess`, which has no page of its own, a document of what the
   * vendor describes it as. `undefined` where only its name or its beginning is known.
   */
  readonly document: PolicyDocument | undefined;
}

interface SystemPolicyData {
  readonly kind: "system" | "service-linked";
  readonly knowledge: "document" | "meaning" | "name";
  readonly version?: string;
  readonly updated?: string;
  readonly source?: string;
  readonly note?: string;
  readonly document?: unknown;
}

// A test reads the file against this shape, so that the cast is proved.
const policies = data as Readonly<Record<string, SystemPolicyData>>;

/** Names of all known system policies, sorted; those of service-linked roles are among them. */
export function systemPolicyNames(): readonly string[] {
  return Object.keys(policies);
}

/** What is known of the system policy with exactly this name. */
export function systemPolicy(name: SystemPolicyName): SystemPolicy;
export function systemPolicy(name: string): SystemPolicy | undefined;
export function systemPolicy(name: string): SystemPolicy | undefined {
  const entry = Object.hasOwn(policies, name) ? policies[name] : undefined;
  if (entry === undefined) return undefined;
  return {
    name,
    kind: entry.kind,
    version: entry.version,
    updated: entry.updated,
    source: entry.source,
    document: entry.document === undefined ? undefined : PolicyDocument.fromJson(entry.document),
  };
}

/** The known name that differs from this one in case only, if there is one. */
export function systemPolicyNameInRightCase(name: string): string | undefined {
  return Object.keys(policies).find((known) => known !== name && known.toLowerCase() === name.toLowerCase());
}
