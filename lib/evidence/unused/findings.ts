import type { Finding } from "../../policy";
import { compareText } from "../../policy/text-list";
import type { LintFinding } from "../../review/render";
import { headLines } from "../head-lines";
import { evidenceProblemIds } from "../problem-ids";
import type { GrantedUse } from "./granted-use";
import type { UnusedGrants, UnusedPolicy, UnusedReport } from "./unused";

const source = "https://www.alibabacloud.com/help/en/ram/identify-over-authorization (read 2026-11-28)";

/** The report as findings, for the renderers of findings. The first one says what the evidence covers. */
export function unusedFindings(report: UnusedReport): readonly LintFinding[] {
  return [coverageFinding(report), ...report.principals.flatMap((grants) => findingsOf(grants, report))];
}

function coverageFinding({ usage, days, coversDays, since }: UnusedReport): LintFinding {
  const enough = coversDays
    ? `The evidence covers the last ${days} days.`
    : `The evidence does not cover the last ${days} days without interruption${
        since === undefined ? "" : `, only the time since ${since}`
      }: it is too early to take anything away.`;
  return {
    construct: "evidence",
    finding: {
      id: evidenceProblemIds.coverage,
      severity: "info",
      path: "",
      title: "What the evidence covers",
      found: [enough, ...headLines(usage).map((line) => `${line}.`)].join(" "),
      allowed: `evidence of at least ${days} days, with reads and data events`,
      explanation: "Only what could have been seen, and was not, may be taken away.",
      fix: coversDays ? "nothing, if this is what you meant" : "give older evidence as well, or fewer --days",
      source,
    },
  };
}

function findingsOf({ principal, policies, review }: UnusedGrants, report: UnusedReport): readonly LintFinding[] {
  return policies.flatMap((one) => {
    const place = placeOf(one, `${principal.kind} ${principal.name}`);
    const notSeen = one.uses.filter(({ state }) => state.kind === "not seen");
    const unseen = unseenByReason(one.uses);
    return [
      ...(notSeen.length === 0
        ? []
        : [{ ...place, finding: unusedFinding(one, notSeen, report, review?.verdict ?? "unchanged") }]),
      ...unseen.map(([why, actions]) => ({ ...place, finding: unobservableFinding(one, why, actions) })),
    ];
  });
}

function placeOf({ policy, file, resourceGroup }: UnusedPolicy, who: string) {
  const where = resourceGroup === undefined ? "" : ` in resource group ${resourceGroup}`;
  const construct = `${who}: ${policy.type === "System" ? "system policy " : ""}${policy.name}${where}`;
  const known = policy.file ?? file;
  return known === undefined ? { construct } : { file: known, construct };
}

function unusedFinding(
  one: UnusedPolicy,
  notSeen: readonly GrantedUse[],
  { coversDays, days, since }: UnusedReport,
  verdict: string,
): Finding {
  const { policy } = one;
  return {
    id: evidenceProblemIds.unused,
    severity: coversDays ? "warning" : "info",
    path: "",
    title: "Granted and not seen",
    found: `not seen ${since === undefined ? "at all" : `since ${since}`}: ${namesOf(notSeen)}`,
    subject: policy.name,
    allowed: `what was used within ${days} days, or what the evidence cannot show`,
    explanation: "A permission that nobody uses helps only whoever takes over the principal.",
    fix: coversDays ? fixOf(one, verdict) : `too early; later: ${fixOf(one, verdict)}`,
    source,
  };
}

function fixOf({ policy: { type, name }, proposal, sharedWith }: UnusedPolicy, verdict: string): string {
  if (proposal === undefined) return "give the principal a policy with what it uses";
  if (proposal.document === undefined) return `detach ${name}: nothing of it was seen`;
  const how =
    type === "System"
      ? `replace the system policy ${name} by a custom policy with`
      : sharedWith.length > 0
        ? `${sharedWith.join(", ")} has ${name} too, so replace it here by a custom policy with`
        : `give ${name} the document`;
  return `${how} ${proposal.document.toText()} (the review of the principal says: ${verdict})`;
}

function unobservableFinding({ policy }: UnusedPolicy, why: string, actions: readonly string[]): Finding {
  return {
    id: evidenceProblemIds.unobservable,
    severity: "info",
    path: "",
    title: "Granted, and its use cannot be seen",
    found: `${actions.join(", ")}: ${why}`,
    subject: `${policy.name}: ${why}`,
    allowed: "any grant: a missing event proves nothing",
    explanation: "The evidence would not show a use, so that this grant stays.",
    fix: "decide by what the principal is for",
    source,
  };
}

function namesOf(uses: readonly GrantedUse[]): string {
  const texts = uses.map(({ action, resource, state }) => {
    const last = state.kind === "not seen" && state.lastSeen !== undefined ? ` (last seen ${state.lastSeen})` : "";
    return `${action}${resource === "*" ? "" : ` on ${resource}`}${last}`;
  });
  return [...new Set(texts)].sort(compareText).join(", ");
}

function unseenByReason(uses: readonly GrantedUse[]): readonly (readonly [string, readonly string[]])[] {
  const found = new Map<string, Set<string>>();
  for (const { action, state } of uses) {
    if (state.kind !== "cannot be seen") continue;
    found.set(state.why, (found.get(state.why) ?? new Set<string>()).add(action));
  }
  return [...found].map(([why, actions]) => [why, [...actions].sort(compareText)] as const);
}
