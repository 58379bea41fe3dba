import type { Principal } from "../evidence";
import { type FeatureRequest, featureRequestFor } from "../evidence/generate/feature-request";
import { documentsFor } from "../evidence/generate/policy";
import { prove } from "../evidence/generate/proof";
import { generateFormats, policyText, principalNotes, requestJson } from "../evidence/generate/render";
import { hclText } from "../evidence/generate/render-hcl";
import { typescriptText } from "../evidence/generate/render-typescript";
import type { ShownReport } from "../evidence/generate/shown-grants";
import { principalText } from "../evidence/identify";
import { evidenceProblemIds } from "../evidence/problem-ids";
import type { PolicyDocument } from "../policy";
import { visibleText } from "../review/summary/visible-text";
import { placeText, scanHead, sitesText } from "./head-lines";
import type { CodeNeed, CodeNeeds } from "./needs";
import { ScanError } from "./problem-ids";
import type { CodeScan } from "./scan";

/** The formats of scans: those of `generate`, and plain text. */
export const scanFormats = [...generateFormats, "text"] as const;

export type ScanFormat = (typeof scanFormats)[number];

/** Who runs the code: a user or a role. */
export type CodePrincipal = Pick<Principal, "kind" | "name">;

/** Policies for what a scan found, proved by the evaluator. */
export interface CodeGrants {
  readonly principal: CodePrincipal | undefined;
  readonly needs: CodeNeeds;
  readonly documents: readonly PolicyDocument[];
  readonly features: FeatureRequest<CodeNeed> | undefined;
}

/**
 * Policies that allow what the code needs, and nothing else.
 *
 * @throws ScanError RAM532 if the proof fails
 */
export function grantsForCode(
  needs: CodeNeeds,
  { principal, features = false }: { readonly principal?: CodePrincipal | undefined; readonly features?: boolean } = {},
): CodeGrants {
  const documents = documentsFor(needs.needs);
  const { refused, unseen, wider } = prove(documents, needs.needs);
  const wrong = [...refused.map(({ action }) => `${action} is refused`), ...unseen, ...wider];
  if (wrong.length > 0) {
    throw new ScanError(`the result is wrong: ${wrong.slice(0, 5).join("; ")}`, "report it", evidenceProblemIds.proof);
  }
  return { principal, needs, documents, features: features ? featureRequestFor(needs.needs) : undefined };
}

/** Renders what a scan found, as `generate` renders what was seen. Every output begins with what the scan does not know. */
export function renderScan(scan: CodeScan, grants: CodeGrants, format: ScanFormat): string {
  const { principal, needs, documents, features } = grants;
  const head = scanHead(scan, needs);
  if (format === "policy") return policyText(documents);
  if (format === "text") return [...head, "", ...needs.needs.map(needLine)].map(visibleText).join("\n");
  if (format === "json") return reportJson(scan, grants, head);
  const report: ShownReport = {
    title: "What the code calls for, as far as a scan can tell. It does not prove what is needed.",
    head,
    grants:
      needs.needs.length === 0
        ? []
        : [
            {
              name: principal?.name ?? "code",
              key: principal === undefined ? "code" : principalText(principal),
              principal,
              about: [
                ...notesFor(principal),
                ...needs.needs.map(needLine),
                `Proof: the evaluator allows all ${needs.needs.length} pairs of an action and a resource that the code calls for.`,
              ],
              documents,
              features,
            },
          ],
    nothing: "The scan found no call that needs a permission.",
    functionName: "grantWhatTheCodeCalls",
    beyond: "what the code calls for",
  };
  return format === "hcl" ? hclText(report) : typescriptText(report, format);
}

function notesFor(principal: CodePrincipal | undefined): readonly string[] {
  return principal === undefined ? [] : principalNotes(principal);
}

function needLine({ action, resource, sites, why }: CodeNeed): string {
  return [`${action} on ${resource}: called at ${sitesText(sites)}`, ...why].join("; ");
}

function reportJson(
  scan: CodeScan,
  { principal, needs, documents, features }: CodeGrants,
  head: readonly string[],
): string {
  const { unknown, unread, skipped, read, otherLanguages } = scan;
  return JSON.stringify(
    {
      version: 1,
      evidence: {
        head,
        kinds: ["source code"],
        read: Object.fromEntries(read),
        unread,
        skipped,
        otherLanguages: Object.fromEntries(otherLanguages),
        unknown,
        perhaps: needs.perhaps,
        unmapped: needs.unmapped,
      },
      principals: [
        {
          principal: principal === undefined ? null : principalText(principal),
          notes: notesFor(principal),
          policies: documents.map((document) => document.toJson()),
          used: needs.needs.map(({ sites, ...need }) => ({
            ...need,
            calls: sites.length,
            sites: sites.map((site) => ({ at: placeText(site), ...site })),
          })),
          proof: { checked: needs.needs.length, refused: 0 },
          ...(features === undefined ? {} : requestJson(features)),
        },
      ],
    },
    null,
    2,
  );
}
