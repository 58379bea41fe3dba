import type { AccessDecision } from "../../grants/decide-access";
import { visibleText } from "../../review/summary/visible-text";
import { placeText, scanHead, sitesText } from "../head-lines";
import type { CodeNeeds } from "../needs";
import type { CodeScan } from "../scan";
import type { CheckedGrant, CheckedNeed, CodeCheck } from "./compare";

export type CheckFormat = "text" | "json";

const titles: Readonly<Record<AccessDecision, string>> = {
  ExplicitDeny: "Called, and denied by a statement",
  ImplicitDeny: "Called, and not allowed",
  Partly: "Called, and allowed on some of the resources that the call may be about",
  Depends: "Called, and not known whether it is allowed",
  Allow: "Called, and allowed",
};

/** Renders the comparison. What the scan does not know comes first. */
export function renderCheck(scan: CodeScan, needs: CodeNeeds, check: CodeCheck, format: CheckFormat): string {
  return format === "json" ? checkJson(scan, needs, check) : checkText(scan, needs, check);
}

function checkText(scan: CodeScan, needs: CodeNeeds, check: CodeCheck): string {
  const { principal, uncalled, possible } = check;
  const parts = (Object.keys(titles) as AccessDecision[]).flatMap((decision) =>
    section(titles[decision], check.needs.filter((one) => one.decision === decision).map(needText)),
  );
  return [
    ...scanHead(scan, needs),
    "",
    `${principal.kind} ${principal.name}`,
    ...possible.map((why) => `It ${why}: it may have more grants.`),
    ...parts,
    ...section(
      "Granted, and not called in what was read",
      uncalled.filter(({ why }) => why === undefined).map(grantText),
    ),
    ...section(
      "Granted, and not known whether it is called",
      uncalled.filter(({ why }) => why !== undefined).map(grantText),
    ),
  ]
    .map(visibleText)
    .join("\n");
}

function section(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : ["", `${title} (${lines.length}):`, ...lines.map((line) => `  ${line}`)];
}

function needText({ need: { action, resource, sites }, dependsOn }: CheckedNeed): string {
  const depends = dependsOn.length === 0 ? "" : `; depends on ${dependsOn.join(" and ")}`;
  return `${action} on ${resource}: ${sitesText(sites)}${depends}`;
}

function grantText({ action, resource, policy, resourceGroup, why }: CheckedGrant): string {
  const where = resourceGroup === undefined ? "" : ` in resource group ${resourceGroup}`;
  return `${action} on ${resource} by ${policy}${where}${why === undefined ? "" : `: ${why}`}`;
}

function checkJson(
  scan: CodeScan,
  needs: CodeNeeds,
  { principal, needs: checked, uncalled, possible }: CodeCheck,
): string {
  const of = (...decisions: readonly AccessDecision[]) =>
    checked
      .filter(({ decision }) => decisions.includes(decision))
      .map(({ need: { action, resource, sites }, decision, dependsOn }) => ({
        ...{ action, resource, decision },
        ...(dependsOn.length === 0 ? {} : { dependsOn }),
        sites: sites.map((site) => ({ at: placeText(site), ...site })),
      }));
  const { unknown, unread } = scan;
  return JSON.stringify(
    {
      version: 1,
      evidence: { head: scanHead(scan, needs), kinds: ["source code"], unknown, unread },
      principal: `${principal.kind}:${principal.name}`,
      mayHaveMore: possible,
      lacks: of("ImplicitDeny", "ExplicitDeny"),
      inPart: of("Partly"),
      notKnown: of("Depends"),
      allowed: of("Allow"),
      notCalled: uncalled.filter(({ why }) => why === undefined),
      cannotBeKnown: uncalled.filter(({ why }) => why !== undefined),
    },
    null,
    2,
  );
}
