import { createHash } from "node:crypto";
import type { SourcePlace } from "../../terraform/places/source-place";
import { visible, visibleJson } from "./escape";

/** The parts of SARIF 2.1.0 that this library writes. */
export interface SarifRule {
  readonly id: string;
  readonly shortDescription: { readonly text: string };
  readonly fullDescription?: { readonly text: string };
  readonly help?: { readonly text: string };
  readonly helpUri?: string;
  readonly defaultConfiguration: { readonly level: SarifLevel };
  readonly properties?: { readonly tags: readonly string[] };
}

export type SarifLevel = "error" | "warning" | "note";

/** The data of a SARIF result. */
export interface SarifFinding {
  readonly rule: SarifRule;
  readonly level: SarifLevel;
  readonly message: string;
  /** The place for people, and its kind. */
  readonly place: { readonly qualifiedName: string; readonly name: string; readonly kind: string };
  /**
   * Its places: one list for each subject, with the best place first. Files are relative to the root of the repository.
   */
  readonly places: readonly (readonly SourcePlace[])[];
  /** JSON that identifies the same finding in the next run. Order matters. */
  readonly identity: unknown;
  /** The reason, if it is acknowledged. */
  readonly acknowledged: string | undefined;
  readonly properties?: Readonly<Record<string, unknown>>;
}

export interface SarifOptions {
  /** Version of the tool. @default - left out */
  readonly toolVersion?: string;
  /** The configuration in effect. @default - left out */
  readonly configuration?: string;
}

/** The commands that print SARIF. */
export type SarifCommand = "review" | "lint";

/** A log with one run. Its rules are those of the findings, sorted by id; findings keep their order. */
export function sarifLog(
  command: SarifCommand,
  findings: readonly SarifFinding[],
  options: SarifOptions,
  properties: Readonly<Record<string, unknown>> = {},
): string {
  const { configuration } = options;
  const byId = new Map(findings.map(({ rule }) => [rule.id, rule]));
  const rules = [...byId.values()].sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
  const indexes = new Map(rules.map(({ id }, index) => [id, index]));
  return logOf({
    tool: { driver: { ...driverOf(options), rules } },
    invocations: [{ executionSuccessful: true }],
    automationDetails: automationOf(command),
    columnKind: "utf16CodeUnits",
    results: findings.map((finding) => resultOf(command, finding, indexes.get(finding.rule.id) ?? 0)),
    properties: configuration === undefined ? properties : { ...properties, configuration: visible(configuration) },
  });
}

/** The error that ended a command. */
export interface SarifFailure {
  /** e.g. `RAM501` */
  readonly id: string;
  readonly message: string;
}

/** A log of a run that failed. It tells readers that "no results" does not mean "nothing found". */
export function failedSarifLog(
  command: SarifCommand,
  { id, message }: SarifFailure,
  options: SarifOptions = {},
): string {
  return logOf({
    tool: { driver: { ...driverOf(options), rules: [], notifications: [{ id }] } },
    invocations: [
      {
        executionSuccessful: false,
        toolExecutionNotifications: [
          { descriptor: { id, index: 0 }, level: "error", message: { text: withoutLinks(visible(message)) } },
        ],
      },
    ],
    automationDetails: automationOf(command),
    columnKind: "utf16CodeUnits",
    results: [],
  });
}

function logOf(run: object): string {
  return visibleJson({ $schema: "https://json.schemastore.org/sarif-2.1.0.json", version: "2.1.0", runs: [run] });
}

function driverOf({ toolVersion }: SarifOptions): object {
  return { name: "agentrun-ram", ...(toolVersion === undefined ? {} : { version: toolVersion }) };
}

function automationOf(command: SarifCommand): object {
  return { id: `agentrun-ram/${command}/` };
}

function resultOf(command: SarifCommand, finding: SarifFinding, ruleIndex: number): object {
  const { rule, level, place, acknowledged } = finding;
  const logicalLocations = [
    { fullyQualifiedName: visible(place.qualifiedName), name: visible(place.name), kind: place.kind },
  ];
  const shown = withoutRepeats(finding.places.flatMap(([best]) => best ?? []));
  const all = withoutRepeats([...shown, ...finding.places.flatMap(([, ...more]) => more)]);
  const others = all.slice(shown.length);
  return {
    ruleId: rule.id,
    ruleIndex,
    level,
    message: { text: withoutLinks(finding.message) },
    locations:
      shown.length === 0
        ? [{ logicalLocations }]
        : shown.map((one) => ({ physicalLocation: physicalOf(one), logicalLocations })),
    ...(others.length === 0 ? {} : { relatedLocations: others.map((one) => ({ physicalLocation: physicalOf(one) })) }),
    partialFingerprints: { [`agentrunRam/${command}/v1`]: fingerprint(finding.identity) },
    ...(acknowledged === undefined
      ? {}
      : { suppressions: [{ kind: "external", status: "accepted", justification: visible(acknowledged) }] }),
    ...(finding.properties === undefined ? {} : { properties: finding.properties }),
  };
}

/** Viewers turn `[text](target)` in messages into links. */
function withoutLinks(message: string): string {
  return message.replace(/\]\(/g, "]\\u{28}");
}

function withoutRepeats(places: readonly SourcePlace[]): readonly SourcePlace[] {
  const byText = new Map(places.map((one) => [JSON.stringify(one), one]));
  return [...byText.values()];
}

/** GitHub's code scanning does not show a file without a line. */
function physicalOf({ file, line = 1, column, endColumn }: SourcePlace): object {
  const region = {
    startLine: line,
    ...(column === undefined ? {} : { startColumn: column }),
    ...(column === undefined || endColumn === undefined ? {} : { endColumn }),
  };
  return { artifactLocation: { uri: uriOf(file), uriBaseId: "%SRCROOT%" }, region };
}

/** A relative reference. A path of this machine would mean nothing to readers of the log. */
function uriOf(file: string): string {
  return file
    .replace(/\\/g, "/")
    .replace(/^\/+/, "")
    .replace(/\p{Cs}/gu, "\ufffd")
    .split("/")
    .map(encodeURIComponent)
    .join("/");
}

function fingerprint(identity: unknown): string {
  return createHash("sha256").update(JSON.stringify(identity)).digest("hex").slice(0, 32);
}

/** Sorts a list whose order has no meaning, so that identities do not depend on it. */
export function inOrder(texts: readonly string[]): readonly string[] {
  return [...texts].sort();
}
