import { systemPolicy, systemPolicyNames } from "../../catalog";
import { NameMap } from "../name-map";
import type { PolicyRecord } from "../state/records";

/** Stands for documents of which nobody here knows more than the name; it grants nothing. */
const unknownDocument = '{"Version":"1","Statement":[]}';

/** Day of policies whose pages tell none. */
const unknownDay = "2015-05-01";

let policies: NameMap<PolicyRecord> | undefined;

/**
 * The system policies of the catalog, in their exact case. Where only the name is known, the policy can be attached and
 * read all the same: its document is empty, its description says so, and enforcement takes it for one that says nothing.
 */
export function systemPolicies(): NameMap<PolicyRecord> {
  if (policies !== undefined) return policies;
  policies = new NameMap<PolicyRecord>();
  for (const name of systemPolicyNames()) policies.set(name, recordOf(name));
  return policies;
}

function recordOf(name: string): PolicyRecord {
  const known = systemPolicy(name);
  const document = known?.document?.toText() ?? unknownDocument;
  const version = known?.version ?? "v1";
  const created = `${known?.updated ?? unknownDay}T00:00:00Z`;
  return {
    name,
    type: "System",
    description: document === unknownDocument ? "Only the name of this policy is known to the emulator." : name,
    versions: [{ id: version, document, created }],
    defaultVersion: version,
    nextVersion: 0,
    created,
    updated: created,
    tags: {},
  };
}

/** Whether more than its name is known of a policy. */
export function isKnown({ versions }: PolicyRecord): boolean {
  return versions.every(({ document }) => document !== unknownDocument);
}
