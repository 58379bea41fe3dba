import { type SystemPolicy, systemPolicy, systemPolicyNameInRightCase, systemPolicyNames } from "../../catalog";
import { lazy } from "../../catalog/lazy";
import { type PolicyDocumentJson, formatFinding, parse, policyProblemIds, quote } from "../../policy";
import { EmulatorError } from "../emulator-error";
import { NameMap } from "../name-map";
import type { PolicyRecord } from "../state/records";

/** The document of system policies whose content is not known. It grants nothing. */
const unknownDocument = '{"Version":"1","Statement":[]}';

/** The date of policies whose documentation gives no date. */
const unknownDay = "2015-05-01";

interface CatalogPolicies {
  readonly records: NameMap<PolicyRecord>;
  /** Policies whose document in RAM may differ. */
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
 * The system policies of the catalog. If the catalog has only the name, the policy can still be attached and read: its
 * document has no statements, its description says that, and under enforcement it grants nothing. A policy with an
 * unconfirmed document grants nothing either.
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
  if (document === unknownDocument) return "The emulator knows only the name of this policy.";
  if (known?.documentCertainty !== "unconfirmed") return name;
  return `The emulator has only an unconfirmed copy of this policy: ${known.note ?? known.read}`;
}

/** System policies by name, each with its document, or with `null` if only the name is known. */
export type GivenSystemPolicies = Readonly<Record<string, PolicyDocumentJson | null>>;

/**
 * Records for the system policies that the user gives in addition to the catalog's. The length limit of custom policies
 * does not apply to them.
 *
 * @param file that they are from, for messages; empty for an option
 * @throws EmulatorError with all problems, one per line
 */
export function givenSystemPolicies(given: GivenSystemPolicies, file = ""): readonly PolicyRecord[] {
  if (typeof given !== "object" || (given as unknown) === null || Array.isArray(given)) {
    const found = `system policies must be an object with a document or null for each name, found ${quote(given)}`;
    throw new EmulatorError([{ place: file, found }]);
  }
  const entries = Object.entries(given).map(([name, json]) => ({
    name,
    text: json === null ? null : textOf(json, name, file),
  }));
  const problems = entries.flatMap(({ name, text }) =>
    problemsOf(name, text).map((found) => ({ place: file, found: `system policy ${name}: ${found}` })),
  );
  if (problems.length > 0) throw new EmulatorError(problems);
  return entries.map(({ name, text }) => recordWith(name, text ?? unknownDocument));
}

/** @throws EmulatorError where a value is nested deeper than JSON can be written */
function textOf(json: PolicyDocumentJson | undefined, name: string, file: string): string | undefined {
  try {
    return JSON.stringify(json);
  } catch {
    const found = `system policy ${name}: its document is nested too deep to be a policy`;
    throw new EmulatorError([{ place: file, found }]);
  }
}

function problemsOf(name: string, text: string | null | undefined): readonly string[] {
  if (!/^[A-Za-z0-9-]{1,128}$/.test(name)) return ["the name must have 1 to 128 letters, digits and hyphens"];
  const known = systemPolicyNameInRightCase(name);
  if (known !== undefined) return [`write the name as ${known}; letter case matters`];
  if (text === null) return [];
  if (text === undefined) return ["the document is missing; write null if only the name is known"];
  const { findings } = parse(text, "identity");
  return findings.filter(({ id }) => id !== policyProblemIds.documentTooLong).map(formatFinding);
}

/** Whether the document of a policy is known and confirmed. */
export function isKnown(policy: PolicyRecord): boolean {
  const hasDocument = policy.versions.every(({ document }) => document !== unknownDocument);
  return hasDocument && (policy.type === "Custom" || !catalogPolicies().unconfirmed.has(policy));
}
