import type { Finding, Severity } from "../../policy";
import { visible } from "./escape";
import type { LintFinding } from "./findings";
import { type SarifFinding, type SarifLevel, type SarifOptions, type SarifRule, sarifLog } from "./sarif-log";
import type { Renderer } from "../renderer";

/** Findings as SARIF 2.1.0, with a rule for each id. Acknowledged findings are suppressed results. */
export function renderFindingsSarif(findings: readonly LintFinding[], options: SarifOptions = {}): string {
  return sarifLog("lint", findings.map(sarifOf), options);
}

const levels = { error: "error", warning: "warning", info: "note" } as const satisfies Record<Severity, SarifLevel>;

function sarifOf({ file, construct, finding, places, acknowledged }: LintFinding): SarifFinding {
  const { id, severity, path, found, allowed, fix } = finding;
  const holder = construct ?? file ?? ""; // a finding has at least one of them
  return {
    rule: ruleOf(finding),
    level: levels[severity],
    message: `${visible(found)}. Allowed: ${visible(allowed)}. Fix: ${visible(fix)}.`,
    place: {
      qualifiedName: path === "" ? holder : `${holder} ${path}`,
      name: path === "" ? holder : path,
      kind: "policy document",
    },
    places: [places ?? (file === undefined ? [] : [{ file }])],
    identity: [id, file ?? null, construct ?? null, path, found],
    acknowledged,
  };
}

function ruleOf({ id, severity, title, explanation, source }: Finding): SarifRule {
  const address = /^https:\/\/[\w.-]+\/[\w./#?=%-]*/.exec(source)?.[0];
  return {
    id,
    shortDescription: { text: visible(title) },
    fullDescription: { text: visible(explanation) },
    help: { text: `${visible(explanation)} Source: ${visible(source)}` },
    ...(address === undefined ? {} : { helpUri: address }),
    defaultConfiguration: { level: levels[severity] },
    properties: { tags: ["security", "ram"] },
  };
}

export const findingsSarif = {
  name: "sarif",
  kind: "findings",
  mediaType: "application/sarif+json",
  render: (subject, options) => renderFindingsSarif(subject, options),
} as const satisfies Renderer<"sarif", readonly LintFinding[]>;
