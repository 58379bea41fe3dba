import { findingsRenderers, formatsOf, reviewRenderers } from "../../review/renderers";
import { type LintFinding, renderFindingsMarkdown } from "../../review/render";
import { markdownStyle } from "../../review/render/style";
import { headLines } from "../head-lines";
import { unusedFindings } from "./findings";
import type { UnusedGrants, UnusedReport } from "./unused";

/** The formats of reports about unused grants. */
export const unusedFormats = formatsOf(findingsRenderers);

/** A format of reports about unused grants. */
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
  if (format !== "text" && format !== "markdown")
    return findingsRenderers[format](findings, { title: "Unused grants" });
  const head = headLines(report.usage);
  const reviews = report.principals.flatMap((one) => reviewLines(one, format));
  if (format === "text") return [head.join("\n"), findingsRenderers.text(findings), ...reviews].join("\n\n");
  // The marker stays first, because the next run finds the comment by it.
  const [marker = "", ...rest] = renderFindingsMarkdown(findings, { id: "unused" }).split("\n\n");
  const list = head.map((line) => `- ${markdownStyle.prose(line)}`).join("\n");
  return [marker, list, ...rest, ...reviews].join("\n\n");
}

/** The proposals for a principal, whole, and the review between its grants and them. */
function reviewLines({ principal, policies, review }: UnusedGrants, format: "text" | "markdown"): readonly string[] {
  if (review === undefined) return [];
  const who = `${principal.kind} ${JSON.stringify(principal.name)}`;
  const proposals = policies.flatMap(({ policy, proposal, sharedWith }) => {
    if (proposal === undefined) return [];
    const isShared = sharedWith.length > 0 && proposal.document !== undefined;
    const instead = isShared ? `, as a policy of its own, because ${sharedWith.join(", ")} has it too` : "";
    const title = `Proposal for policy ${JSON.stringify(policy.name)} of ${who}${instead}`;
    return proposal.document === undefined
      ? [block(`${title}: detach it`, "", "", format)]
      : [block(title, "json", JSON.stringify(proposal.document.toJson(), null, 2), format)];
  });
  return [...proposals, block(`Review of the proposal for ${who}`, "text", reviewRenderers.text(review), format)];
}

function block(title: string, language: string, text: string, format: "text" | "markdown"): string {
  const shown = format === "text" ? title : markdownStyle.prose(title);
  if (text === "") return `${shown}.`;
  return format === "text" ? `${shown}:\n${text}` : `${shown}:\n\n${fenced(language, text)}`;
}

/** A fenced block that no backticks in the text can end. */
function fenced(language: string, text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  return `${fence}${language}\n${text}\n${fence}`;
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
        policies: policies.map(({ policy, resourceGroup, sharedWith, uses, proposal }) => ({
          name: policy.name,
          type: policy.type,
          ...(resourceGroup === undefined ? {} : { resourceGroup }),
          ...(sharedWith.length === 0 ? {} : { sharedWith }),
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
