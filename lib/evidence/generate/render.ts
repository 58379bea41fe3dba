import { visibleText } from "../../review/summary/visible-text";
import type { PolicyDocument } from "../../policy";
import { documentsFor } from "./policy";
import { headLines } from "../head-lines";
import { type Principal, principalText } from "../identify";
import type { OtherEvent, Usage, UsageRow } from "../usage";
import type { GeneratedGrants } from "./generate";

/** The formats of generated grants. */
export const generateFormats = ["json", "policy", "typescript", "features"] as const;

/** A format of generated grants; see {@link generateFormats}. */
export type GenerateFormat = (typeof generateFormats)[number];

/** Renders generated grants. What the evidence covers heads every output. */
export function renderGenerated(usage: Usage, grants: readonly GeneratedGrants[], format: GenerateFormat): string {
  if (format === "policy") return policyText(grants);
  if (format === "json") return reportJson(usage, grants);
  const head = [...headLines(usage), ...notMapped(usage), ...deniedLines(usage), ...doubtfulLines(usage)];
  const body = grants.flatMap((one) => ["", ...(format === "features" ? featureLines(one) : statementLines(one))]);
  const imports =
    format === "features"
      ? `import { ${hasUncovered(grants) ? "CustomPolicy, " : ""}LeastPrivilege${hasUncovered(grants) ? ", PolicyStatement" : ""} } from "cdktf-alicloud-agentrun";`
      : 'import { CustomPolicy, PolicyStatement } from "cdktf-alicloud-agentrun";';
  return [
    "// What was seen to be used, and nothing else. It is no proof of what is needed.",
    ...head.map(comment),
    "",
    ...(grants.length === 0
      ? ["// Nothing was seen to be used."]
      : [imports, 'import type { Construct } from "constructs";']),
    ...(grants.length === 0 ? [] : ["", "export function grantWhatWasSeen(scope: Construct): void {"]),
    ...body.map((line) => (line === "" ? "" : `  ${line}`)).slice(1),
    ...(grants.length === 0 ? [] : ["}"]),
  ].join("\n");
}

function hasUncovered(grants: readonly GeneratedGrants[]): boolean {
  return grants.some(({ features }) => (features?.uncovered.length ?? 0) > 0);
}

/** The documents of one principal: as one where there is only one, otherwise a list. */
function policyText(grants: readonly GeneratedGrants[]): string {
  const documents = grants.flatMap((one) => one.documents.map((document) => document.toJson()));
  return JSON.stringify(documents.length === 1 ? documents[0] : documents, null, 2);
}

function reportJson(usage: Usage, grants: readonly GeneratedGrants[]): string {
  const { rows: _, ...evidence } = usage;
  return JSON.stringify(
    {
      version: 1,
      evidence: { head: headLines(usage), ...evidence },
      principals: grants.map(({ principal, rows, documents, proof, features }) => ({
        principal: principalText(principal),
        ...(principal.account === undefined ? {} : { account: principal.account }),
        notes: principalNotes(principal),
        policies: documents.map((document) => document.toJson()),
        used: rows.map(({ principal: _, ...row }) => row),
        proof: { checked: proof.checked, refused: proof.refused.length },
        ...(features === undefined
          ? {}
          : { request: features.request, beyond: features.beyond, isSmallest: features.isSmallest }),
      })),
    },
    null,
    2,
  );
}

function statementLines({ principal, rows, documents }: GeneratedGrants): readonly string[] {
  return [
    ...principalNotes(principal).map(comment),
    ...usedLines(rows),
    comment(proofLine(rows.length)),
    ...customPolicies(principal, documents, ""),
  ];
}

/** What keeps a policy from being attached to a principal. */
export function principalNotes({ kind, name }: Principal): readonly string[] {
  if (kind !== "role") return [];
  if (/^AliyunReservedSSO-/i.test(name)) {
    return [`${name} belongs to CloudSSO, which sets its policies: change the access configuration there.`];
  }
  return /^AliyunServiceRoleFor/i.test(name)
    ? [`${name} is a service-linked role, whose policy only its service sets.`]
    : [];
}

function proofLine(count: number): string {
  return `Proof: the evaluator allows all ${count} pairs of an action and a resource that were seen.`;
}

function customPolicies(principal: Principal, documents: readonly PolicyDocument[], suffix: string): readonly string[] {
  return [
    ...documents.flatMap((document, index) => [
      `new CustomPolicy(scope, ${text(`${idOf(principal.name, index)}${suffix}`)}, {`,
      "  document: [",
      ...document.statements.flatMap(({ actions, resources }) => [
        "    PolicyStatement.allow({",
        `      actions: [${actions.map(text).join(", ")}],`,
        `      resources: [${resources.map(text).join(", ")}],`,
        "    }),",
      ]),
      "  ],",
      `  attachTo: { ${principal.kind}s: [${text(principal.name)}] },`,
      "});",
    ]),
  ];
}

function featureLines({ principal, features, rows }: GeneratedGrants): readonly string[] {
  if (features === undefined) return [];
  const { request, beyond, isSmallest, uncovered } = features;
  const fields = Object.entries(request).map(([name, value]) => `  ${name}: ${literal(value)},`);
  return [
    ...principalNotes(principal).map(comment),
    ...usedLines(rows),
    comment(proofLine(rows.length)),
    comment(
      beyond.length === 0
        ? "Grants no action beyond what was seen."
        : `Grants ${beyond.length} actions beyond what was seen: ${beyond.join(", ")}`,
    ),
    ...(isSmallest ? [] : [comment("There may be a smaller choice of features: not all combinations were looked at.")]),
    `new LeastPrivilege(scope, ${text(idOf(principal.name, 0))}, {`,
    ...fields,
    `  attachTo: { ${principal.kind}s: [${text(principal.name)}] },`,
    "});",
    ...(uncovered.length === 0
      ? []
      : [
          comment("The features limit these actions to the resources of the vendor's policy; other ones were used:"),
          ...customPolicies(principal, documentsFor(uncovered), "-beside"),
        ]),
  ];
}

/** What was used, with the reason of every wide resource. */
function usedLines(rows: readonly UsageRow[]): readonly string[] {
  return rows.map(({ action, resource, why, calls, errors, firstSeen = "?", lastSeen = "?", inferredFrom }) =>
    comment(
      [
        `${action} on ${resource}: ${calls} ${calls === 1 ? "call" : "calls"}, ${firstSeen} to ${lastSeen}`,
        ...(calls === errors ? ["only failing calls were seen"] : []),
        ...(inferredFrom === undefined ? [] : [`taken from ${inferredFrom.join(", ")}; not limited to a service`]),
        ...why,
      ].join("; "),
    ),
  );
}

export function notMapped({ unmapped }: Pick<Usage, "unmapped">): readonly string[] {
  return unmapped.map((one) => `Not granted, because the catalog has no action for it: ${otherLine(one)}`);
}

export function deniedLines({ denied }: Pick<Usage, "denied">): readonly string[] {
  return denied.map((one) => `Not granted, because it was denied: ${otherLine(one)}`);
}

function doubtfulLines({ doubtful }: Pick<Usage, "doubtful">): readonly string[] {
  return doubtful.map((one) => `Not granted, because its permission is not known: ${otherLine(one)}`);
}

function otherLine({ principal, event, code, calls }: OtherEvent): string {
  return `${event} by ${principal}, ${calls} ${calls === 1 ? "call" : "calls"}${code === "" ? "" : ` (${code})`}`;
}

function comment(line: string): string {
  return `// ${visibleText(line)}`;
}

function text(value: string): string {
  return JSON.stringify(value);
}

/** A value as TypeScript: JSON without quotes around names. */
function literal(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(literal).join(", ")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const members = Object.entries(value).map(
    ([name, one]) => `${/^\w+$/.test(name) ? name : text(name)}: ${literal(one)}`,
  );
  return `{ ${members.join(", ")} }`;
}

/** A construct id from the name of a principal, which may have characters that ids do not take. */
function idOf(name: string, index: number): string {
  const id = name.replace(/[^A-Za-z0-9-]+/g, "-").replace(/^-+|-+$/g, "");
  return `${id === "" ? "principal" : id}${index === 0 ? "" : `-${index + 1}`}`;
}
