import { acknowledgedText } from "../../policy";
import { visibleJson } from "./escape";
import type { LintFinding } from "./findings";
import type { Renderer } from "../renderer";

/** Findings as JSON that conforms to `schema/lint-report.schema.json`. */
export function renderFindingsJson(findings: readonly LintFinding[], configuration?: string): string {
  return visibleJson({ version: 1, configuration, findings: findings.map(findingJson) });
}

/** Only the fields of the schema, in a fixed order. */
function findingJson({ file, construct, finding, acknowledged }: LintFinding): object {
  const { id, severity, path, title, found, allowed, explanation, fix, source } = finding;
  const subject = finding.subject === undefined ? undefined : acknowledgedText(finding);
  return {
    file,
    construct,
    id,
    severity,
    path,
    subject,
    title,
    found,
    allowed,
    explanation,
    fix,
    source,
    acknowledged,
  };
}

export const findingsJson = {
  name: "json",
  kind: "findings",
  mediaType: "application/json",
  render: (subject, options) => renderFindingsJson(subject, options?.configuration),
} as const satisfies Renderer<"json", readonly LintFinding[]>;
