import type { PolicyDocument } from "../../policy";
import { headLines } from "../head-lines";
import { principalText } from "../identify";
import type { OtherEvent, Usage, UsageRow } from "../usage";
import type { GeneratedGrants, Grantee } from "./generate";
import type { FeatureRequest } from "./feature-request";
import { documentsFor } from "./policy";
import { hclText } from "./render-hcl";
import { typescriptText } from "./render-typescript";
import type { NeededAccess, ShownGrants, ShownReport } from "./shown-grants";

/** The formats of generated grants. */
export const generateFormats = ["json", "policy", "typescript", "features", "hcl"] as const;

/** A format of generated grants; see {@link generateFormats}. */
export type GenerateFormat = (typeof generateFormats)[number];

/**
 * Renders generated grants. What the evidence covers heads every output.
 *
 * @example
 * import { createReadStream } from "node:fs";
 *
 * const usage = await readEvidence([{ name: "trail.json.gz", chunks: createReadStream("trail.json.gz") }]);
 * console.log(renderGenerated(usage, generate(usage), "hcl"));
 */
export function renderGenerated(usage: Usage, grants: readonly GeneratedGrants[], format: GenerateFormat): string {
  if (format === "policy") return policyText(grants.flatMap(({ documents }) => documents));
  if (format === "json") return reportJson(usage, grants);
  const report: ShownReport = {
    title: "What was seen to be used, and nothing else. It does not prove what is needed.",
    head: [...headLines(usage), ...notMapped(usage), ...deniedLines(usage), ...doubtfulLines(usage)],
    grants: grants.map(shown),
    nothing: "Nothing was seen to be used.",
    functionName: "grantWhatWasSeen",
    beyond: "what was seen",
  };
  return format === "hcl" ? hclText(report) : typescriptText(report, format);
}

function shown({ principal, unseenMembers, rows, documents, features }: GeneratedGrants): ShownGrants {
  return {
    name: principal.name,
    key: `${principal.account ?? ""}\n${principalText(principal)}`,
    principal,
    about: [
      ...principalNotes(principal, unseenMembers),
      ...usedLines(rows, principal.kind === "group"),
      `Proof: the evaluator allows all ${rows.length} pairs of an action and a resource that were seen.`,
    ],
    documents,
    features,
  };
}

/** One document as it is, several as a list. */
export function policyText(documents: readonly PolicyDocument[]): string {
  const all = documents.map((document) => document.toJson());
  return JSON.stringify(all.length === 1 ? all[0] : all, null, 2);
}

function reportJson(usage: Usage, grants: readonly GeneratedGrants[]): string {
  const { rows: _, ...evidence } = usage;
  return JSON.stringify(
    {
      version: 1,
      evidence: { head: headLines(usage), ...evidence },
      principals: grants.map(({ principal, unseenMembers, rows, documents, proof, features }) => ({
        principal: principalText(principal),
        ...(principal.account === undefined ? {} : { account: principal.account }),
        notes: principalNotes(principal, unseenMembers),
        policies: documents.map((document) => document.toJson()),
        used: rows.map(({ principal: by, ...row }) => ({
          ...(principal.kind === "group" ? { by: principalText(by) } : {}),
          ...row,
        })),
        proof: { checked: proof.checked, refused: proof.refused.length },
        ...(features === undefined ? {} : requestJson(features)),
      })),
    },
    null,
    2,
  );
}

/** A request by feature, with what it grants in addition, and what another policy must grant. */
export function requestJson({ request, beyond, isSmallest, uncovered }: FeatureRequest<NeededAccess>): object {
  return {
    request,
    beyond,
    isSmallest,
    ...(uncovered.length === 0
      ? {}
      : {
          beside: documentsFor(uncovered).map((document) => document.toJson()),
        }),
  };
}

/** Why a policy cannot be attached to a principal, and the members of a group of which nothing is known. */
export function principalNotes(
  { kind, name }: Pick<Grantee, "kind" | "name">,
  unseenMembers: readonly string[] = [],
): readonly string[] {
  if (unseenMembers.length > 0) return [`No use was seen of these members of the group: ${unseenMembers.join(", ")}.`];
  if (kind !== "role") return [];
  if (/^AliyunReservedSSO-/i.test(name)) {
    return [`${name} belongs to CloudSSO, which sets its policies: change the access configuration there.`];
  }
  return /^AliyunServiceRoleFor/i.test(name)
    ? [`${name} is a service-linked role, whose policy only its service sets.`]
    : [];
}

/** What was used, with the reason of every wide resource. */
function usedLines(rows: readonly UsageRow[], isOfGroup: boolean): readonly string[] {
  return rows.map(
    ({ principal, action, resource, why, calls, errors, firstSeen = "?", lastSeen = "?", inferredFrom }) =>
      [
        `${action} on ${resource}${isOfGroup ? ` by ${principalText(principal)}` : ""}: ${calls} ${calls === 1 ? "call" : "calls"}, ${firstSeen} to ${lastSeen}`,
        ...(calls === errors ? ["only failing calls were seen"] : []),
        ...(inferredFrom === undefined ? [] : [`taken from ${inferredFrom.join(", ")}; not limited to a service`]),
        ...why,
      ].join("; "),
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
