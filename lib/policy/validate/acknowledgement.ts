import { quote } from "../problem";
import { policyProblemIds } from "../problem-ids";
import type { Finding } from "./finding";
import { acknowledgedText } from "./subject";

/**
 * States that a finding is known and intended. It names what was found: if the action, the resource, the principal or the
 * condition changes, it becomes stale, which is an error (RAM790).
 */
export interface Acknowledgement {
  /** Id of the finding, e.g. `RAM721`. */
  readonly id: string;
  /**
   * What was found, e.g. `ram:CreateRole on *`, or a list of such texts: the finding's {@link acknowledgedText}.
   * Warnings at synth and reports of `lint` show it, and so does RAM790 if another text was written.
   */
  readonly found: string | readonly string[];
  /** Why it is right. Shown with the finding. */
  readonly reason: string;
}

/** A finding that was acknowledged. */
export interface AcknowledgedFinding<Found extends Finding = Finding> {
  readonly finding: Found;
  readonly reason: string;
}

/** Open findings, acknowledged ones, and problems with the acknowledgements. */
export interface Acknowledged<Found extends Finding = Finding> {
  /** Findings without an acknowledgement. */
  readonly findings: readonly Found[];
  readonly acknowledged: readonly AcknowledgedFinding<Found>[];
  /** RAM790 and RAM791, as errors. */
  readonly problems: readonly Finding[];
}

/** Ids of problems with acknowledgements. */
export const acknowledgementIds = { unmatched: "RAM790", withoutReason: "RAM791" } as const;

/**
 * Separates acknowledged findings, of any severity, from the others. Errors that RAM refuses and failed rules cannot be
 * acknowledged. An acknowledgement that is stale or has no reason is itself an error.
 *
 * @param isAt whether an acknowledgement applies to the place of a finding. @default - any place
 */
export function acknowledge<Found extends Finding, Given extends Acknowledgement>(
  findings: readonly Found[],
  acknowledgements: readonly Given[],
  isAt: (one: Given, finding: Found) => boolean = () => true,
): Acknowledged<Found> {
  const singles = acknowledgements.flatMap((one, index) => textsOf(one).map((found) => ({ one, index, found })));
  const used = new Set<(typeof singles)[number]>();
  const acknowledged: AcknowledgedFinding<Found>[] = [];
  const open = findings.filter((finding) => {
    const matching = singles.filter(({ one, found }) => matches(one, found, finding) && isAt(one, finding));
    for (const single of matching) used.add(single);
    const [first] = matching;
    if (first === undefined) return true;
    acknowledged.push({ finding, reason: first.one.reason });
    return false;
  });
  const problems = [
    ...acknowledgements.flatMap((one, index) => (hasReason(one) ? [] : [withoutReason(one, index)])),
    ...singles.filter((one) => !used.has(one)).map(({ one, index, found }) => unmatched(one, index, found, open)),
  ];
  return { findings: open, acknowledged, problems };
}

/** What an acknowledgement names; `undefined` if a JavaScript or JSON caller omitted it. */
function textsOf({ found }: { readonly found?: unknown }): readonly (string | undefined)[] {
  const texts: readonly unknown[] = Array.isArray(found) ? found : [found];
  return texts.length === 0 ? [undefined] : texts.map((text) => (typeof text === "string" ? text : undefined));
}

function hasReason({ reason }: { readonly reason?: unknown }): boolean {
  return typeof reason === "string" && reason.trim() !== "";
}

function matches(one: Acknowledgement, found: string | undefined, finding: Finding): boolean {
  return canBeAcknowledged(finding) && finding.id === one.id && hasReason(one) && found === acknowledgedText(finding);
}

function canBeAcknowledged({ id, refused }: Finding): boolean {
  return refused !== true && id !== policyProblemIds.ruleFailed;
}

const source = "this library: an acknowledgement names a finding, its place and a reason";

/** How many similar findings a message shows. */
const maxNear = 3;

function unmatched(
  { id }: Acknowledgement,
  index: number,
  found: string | undefined,
  findings: readonly Finding[],
): Finding {
  const alike = findings.filter((finding) => finding.id === id);
  const isRefused = alike.some(({ refused }) => refused === true);
  const near = [...new Set(alike.filter(canBeAcknowledged).map((finding) => quoteWhole(acknowledgedText(finding))))];
  const more = near.length > maxNear ? `, or one of ${near.length - maxNear} more` : "";
  return {
    id: acknowledgementIds.unmatched,
    path: `acknowledgements[${index}]`,
    severity: "error",
    title: "Stale acknowledgement",
    found: `${quoteId(id)} ${found === undefined ? "without what was found" : `for ${quoteWhole(found)}`}, which ${isRefused ? "RAM refuses" : "was not found"}`,
    allowed: "acknowledgements that match a finding, other than what RAM refuses",
    explanation: "The finding is gone, or it is about something else now, which nobody has reviewed.",
    fix: isRefused
      ? "remove it, and correct the policy"
      : `remove it${near.length === 0 ? "" : `, or review what is found now and write found: ${near.slice(0, maxNear).join(" or ")}${more}`}`,
    source,
  };
}

/** Not shortened, because the text is copied into the acknowledgement. */
function quoteWhole(text: string): string {
  return JSON.stringify(text);
}

function quoteId(id: unknown): string {
  return typeof id === "string" ? id : quote(id);
}

function withoutReason({ id }: Acknowledgement, index: number): Finding {
  return {
    id: acknowledgementIds.withoutReason,
    path: `acknowledgements[${index}].reason`,
    severity: "error",
    title: "Acknowledgement without a reason",
    found: `no reason for ${quoteId(id)}`,
    allowed: "a sentence that tells the next reader why the finding is right",
    explanation: "Without a reason, the next reader cannot tell a decision from a shortcut.",
    fix: "write the reason",
    source,
  };
}
