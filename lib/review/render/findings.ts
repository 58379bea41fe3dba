import type { Finding, Severity } from "../../policy";
import type { SourcePlace } from "../../terraform/places/source-place";
import { type Style, countWords } from "./style";

/** Where the document of a finding is: a file, a construct path, or both. */
export type FindingPlace =
  | {
      /** Path of the file. */
      readonly file: string;
      /** Path of the construct in it. */
      readonly construct?: string;
    }
  | {
      /** Path of the construct. */
      readonly construct: string;
      /** Path of the file that it is in. */
      readonly file?: string;
    };

/** A finding of the validator with the place of its document. */
export type LintFinding = FindingPlace & {
  /** What was found in the document. */
  readonly finding: Finding;
  /** Its places in files, the best first. @default - the file as a whole */
  readonly places?: readonly SourcePlace[];
  /** The reason, if it is acknowledged. */
  readonly acknowledged?: string;
};

/** `policies/dev.json`, `team/Policy/Policy`, `cdk.tf.json team/Policy/Policy`. */
export function placeWords(style: Style, { file, construct }: FindingPlace): string {
  return [file, construct]
    .filter((part) => part !== undefined)
    .map((part) => style.name(part))
    .join(" ");
}

/** `warning RAM724`. */
export function idWords(style: Style, { severity, id }: Finding): string {
  return `${severityWords[severity].one} ${style.name(id)}`;
}

/** The names of the severities. */
export const severityWords = {
  error: { one: "error", several: "errors" },
  warning: { one: "warning", several: "warnings" },
  info: { one: "note", several: "notes" },
} as const satisfies Record<Severity, { readonly one: string; readonly several: string }>;

/** Findings without and with an acknowledgement. */
export function openAndAcknowledged(findings: readonly LintFinding[]): {
  readonly open: readonly LintFinding[];
  readonly acknowledged: readonly LintFinding[];
} {
  return {
    open: findings.filter(({ acknowledged }) => acknowledged === undefined),
    acknowledged: findings.filter(({ acknowledged }) => acknowledged !== undefined),
  };
}

/** `2 errors and 1 warning in 2 documents; 1 acknowledged.` */
export function findingsHeadline(findings: readonly LintFinding[]): string {
  const { open, acknowledged } = openAndAcknowledged(findings);
  const spoken = acknowledged.length === 0 ? "" : `; ${acknowledged.length} acknowledged`;
  if (open.length === 0) return `Nothing found${spoken}.`;
  const counts = (["error", "warning", "info"] as const).flatMap((severity) => {
    const count = open.filter(({ finding }) => finding.severity === severity).length;
    return count === 0 ? [] : [countWords(count, severityWords[severity].one, severityWords[severity].several)];
  });
  const places = new Set(open.map(placeKey)).size;
  return `${counts.join(", ")} in ${countWords(places, "document", "documents")}${spoken}.`;
}

/** The same text for all findings of a document. */
export function placeKey({ file, construct }: FindingPlace): string {
  return JSON.stringify([file, construct]);
}
