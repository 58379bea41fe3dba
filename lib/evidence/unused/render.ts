import { findingsRenderers, formatsOf, reviewRenderers } from "../../review/renderers";
import { type LintFinding, renderFindingsMarkdown } from "../../review/render";
import { markdownStyle } from "../../review/render/style";
import { headLines } from "../head-lines";
import { unusedFindings } from "./findings";
import type { UnusedGrants, UnusedReport } from "./unused";

/** The formats of reports about unused grants. */
export const unusedFormats = formatsOf(findingsRenderers);

export type UnusedFormat = (typeof unusedFormats)[number];

/**
 * Renders a report. Text, Markdown and JSON also have the review between each principal's grants and the proposal.
 *
 * @param placed changes the places of findings, e.g. for SARIF, where paths are relative to the repository
 */
export function renderUnused(
  report: UnusedReport,
  format: UnusedFormat,
  placed: (finding: LintFinding) => LintFinding = (finding) => finding,
): string {
  const findings = unusedFindings(report).map(placed);
  if (format === "json") return withPrincipals(findingsRenderers.json(findings), report);
  if (format !== "text" && format !== "markdown") return findingsRenderers[format](findings);
  const head = headLines(report.usage);
  const [first, text] =
    format === "text"
      ? [head.join("\n"), findingsRenderers.text(findings)]
      : [
          head.map((line) => `- ${markdownStyle.prose(line)}`).join("\n"),
          renderFindingsMarkdown(findings, { id: "unused" }),
        ];
  const reviews = report.principals.flatMap((one) => reviewLines(one, format));
  // The marker of a comment comes first, so that the next run finds the comment.
  return (format === "text" ? [first, text, ...reviews] : [text, first, ...reviews]).join("\n\n");
}

function reviewLines({ principal, review }: UnusedGrants, format: "text" | "markdown"): readonly string[] {
  if (review === undefined) return [];
  const title = `Review of the proposal for ${principal.kind} ${JSON.stringify(principal.name)}`;
  const text = reviewRenderers.text(review);
  return [format === "text" ? `${title}:\n${text}` : `${markdownStyle.prose(title)}:\n\n${fenced(text)}`];
}

/** A block that no run of backticks in the text ends. */
function fenced(text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  return `${fence}text\n${text}\n${fence}`;
}

function withPrincipals(text: string, { usage, days, coversDays, since, principals }: UnusedReport): string {
  const { rows: _, ...evidence } = usage;
  return JSON.stringify(
    {
      ...(JSON.parse(text) as object),
      days,
      coversDays,
      ...(since === undefined ? {} : { since }),
      evidence: { head: headLines(usage), ...evidence },
      principals: principals.map(({ principal, policies, review }) => ({
        principal,
        policies: policies.map(({ policy, resourceGroup, uses, proposal }) => ({
          name: policy.name,
          type: policy.type,
          ...(resourceGroup === undefined ? {} : { resourceGroup }),
          uses,
          ...(proposal === undefined ? {} : { proposal: proposal.document?.toJson() ?? null }),
        })),
        ...(review === undefined ? {} : { review: JSON.parse(reviewRenderers.json(review)) as unknown }),
      })),
    },
    null,
    2,
  );
}
