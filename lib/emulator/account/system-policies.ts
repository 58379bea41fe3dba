import { type SystemPolicy, systemPolicy, systemPolicyNameInRightCase, systemPolicyNames } from "../../catalog";
import { lazy } from "../../catalog/lazy";
import { type PolicyDocumentJson, formatFinding, parse, policyProblemIds, quote } from "../../policy";
import { EmulatorError } from "../emulator-error";
import { NameMap } from "../name-map";
import type { PolicyRecord } from "../state/records";

/** Stands for documents of which nobody here knows more than the name; it grants nothing. */
const unknownDocument = '{"Version":"1","Statement":[]}';

/** Day of policies whose pages tell none. */
const unknownDay = "2015-05-01";

interface CatalogPolicies {
  readonly records: NameMap<PolicyRecord>;
  /** Those whose document in RAM may be another one. */
  readonly unconfirmed: ReadonlySet<PolicyRecord>;
}

const catalogPolicies = lazy((): CatalogPolicies => {
  const records = new NameMap<PolicyRecord>();
  const unconfirmed = new Set<PolicyRecord>();
  for (const name of systemPolicyNames()) {
    const known = systemPolicy(name);
    const record = recordWith(name, known?.document?.toText() ?? unknownDocument, known);
    records.set(name, record);
    if (known?.documentCertainty === "unconfirmed") unconfirmed.add(record);
  }
  return { records, unconfirmed };
});

/**
 * The system policies of the catalog, in their exact case. Where only the name is known, the policy can be attached and
 * read all the same: its document is empty, its description says so, and enforcement takes it for one that says nothing.
 * So it does with an unconfirmed document.
 */
export function systemPolicies(): NameMap<PolicyRecord> {
  return catalogPolicies().records;
}

function recordWith(name: string, document: string, known?: SystemPolicy): PolicyRecord {
  const [version, day] = [known?.version ?? "v1", known?.updated ?? unknownDay];
  const created = `${day}T00:00:00Z`;
  return {
    name,
    type: "System",
    description: descriptionOf(name, document, known),
    versions: [{ id: version, document, created }],
    defaultVersion: version,
    nextVersion: 0,
    created,
    updated: created,
    tags: {},
  };
}

function descriptionOf(name: string, document: string, known: SystemPolicy | undefined): string {
  if (document === unknownDocument) return "Only the name of this policy is known to the emulator.";
  if (known?.documentCertainty !== "unconfirmed") return name;
  return `The emulator has an unconfirmed copy of this policy only: ${known.note ?? known.read}`;
}

/** System policies by name: with a document, or with `null` where only the name matters. */
export type GivenSystemPolicies = Readonly<Record<string, PolicyDocumentJson | null>>;

/**
 * Records of system policies that the catalog does not know, or knows less of. Documents may be longer than those of
 * custom policies.
 *
 * @throws EmulatorError with everything that is wrong, a line each
 */
export function givenSystemPolicies(given: GivenSystemPolicies): readonly PolicyRecord[] {
  if (typeof given !== "object" || (given as unknown) === null || Array.isArray(given)) {
    throw new EmulatorError(`${subject} are an object of names and documents, found ${quote(given)}`);
  }
  const entries = Object.entries(given).map(([name, json]) => ({
    name,
    text: json === null ? null : textOf(json, name),
  }));
  const problems = entries.flatMap(({ name, text }) => problemsOf(name, text));
  if (problems.length > 0) throw new EmulatorError(problems.join("\n"));
  return entries.map(({ name, text }) => recordWith(name, text ?? unknownDocument));
}

/** @throws EmulatorError where a value is nested deeper than JSON can be written */
function textOf(json: PolicyDocumentJson | undefined, name: string): string | undefined {
  try {
    return JSON.stringify(json);
  } catch {
    throw new EmulatorError(`system policy ${name}: its document is nested too deep to be a policy`);
  }
}

const subject = "the system policies that are given";

function problemsOf(name: string, text: string | null | undefined): readonly string[] {
  const place = `system policy ${name}`;
  if (!/^[A-Za-z0-9-]{1,128}$/.test(name)) return [`${place}: a name has 1 to 128 letters, digits and hyphens`];
  const known = systemPolicyNameInRightCase(name);
  if (known !== undefined) return [`${place}: its name is ${known}, in this case`];
  if (text === null) return [];
  if (text === undefined) return [`${place}: it has no document; null says that only the name is known`];
  const { findings } = parse(text, "identity");
  return findings
    .filter(({ id }) => id !== policyProblemIds.documentTooLong)
    .map((finding) => `${place}: ${formatFinding(finding)}`);
}

/** Whether it is known for certain what a policy says. */
export function isKnown(policy: PolicyRecord): boolean {
  const hasDocument = policy.versions.every(({ document }) => document !== unknownDocument);
  return hasDocument && (policy.type === "Custom" || !catalogPolicies().unconfirmed.has(policy));
}
