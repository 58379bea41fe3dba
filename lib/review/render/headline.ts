import type { ReviewReport, ReviewRow, Verdict } from "../report/review-report";
import { broaderRisks, directionOf, isPossible } from "./row-facts";
import { type Style, countWords, listWords } from "./style";
import { type Lengths, principalWords, riskWords, rowSentence, unknownWords } from "./wording";

/** The verdict as a word, and sentences that explain it. */
export interface Headline {
  readonly verdict: string;
  readonly sentences: string;
}

const verdicts = {
  unchanged: "Unchanged",
  narrowed: "Narrowed",
  changed: "Changed",
  "possibly broadened": "Possibly broadened",
  broadened: "Broadened",
} as const satisfies Record<Verdict, string>;

/** Short, because the headline is one line. */
const lengths: Lengths = { actions: 3, resources: 2, conditions: 2, policies: 0 };

/** How many principals and risks are named. The rest is counted. */
const mostNamed = 3;
const mostRisks = 3;

/** The verdict and sentences on one line: who may do more, the risks, and what else changed. */
export function headline(style: Style, report: ReviewReport): Headline {
  const broader = report.rows.filter((row) => directionOf(row) === "broader");
  const risks = riskWords(broaderRisks(report.rows), mostRisks);
  const { acknowledged } = report;
  const sentences = [
    broader.length === 0 ? withoutGain(report) : gains(style, broader),
    ...(risks === "" ? [] : [`Risks: ${risks}`]),
    ...(report.rows.length === 0 ? [] : [rest(report.rows, broader.length)]),
    ...(acknowledged.length === 0 || report.verdict === "unchanged"
      ? []
      : [`Not counted: ${countWords(acknowledged.length, "change that is", "changes that are")} acknowledged`]),
  ];
  return { verdict: verdicts[report.verdict], sentences: sentences.map((sentence) => `${sentence}.`).join(" ") };
}

function gains(style: Style, broader: readonly ReviewRow[]): string {
  const [only, second] = broader;
  if (only !== undefined && second === undefined) return rowSentence(style, only, lengths);
  const certain = broader.filter((row) => !isPossible(row));
  const counted = certain.length > 0 ? certain : broader;
  const maybe = certain.length > 0 ? "" : "possibly ";
  const who = named(counted.map(principalOf));
  const roles = named(counted.map(roleOf));
  const others = named(counted.map((row) => (row.kind === "unknown" ? unknownWords(style, row) : undefined)));
  return [
    ...(who === undefined ? [] : [`${who} may do ${maybe}more than before`]),
    ...(roles === undefined ? [] : [`${roles} can be assumed ${maybe}in more cases than before`]),
    ...(others === undefined ? [] : [`${others} possibly allow more than before`]),
  ].join("; ");

  function principalOf(row: ReviewRow): string | undefined {
    return "principal" in row ? principalWords(style, row.principal) : undefined;
  }

  function roleOf(row: ReviewRow): string | undefined {
    return row.kind === "trust" ? `role ${style.name(row.role)}` : undefined;
  }
}

/** Names without duplicates; after the first few, the rest is counted. */
function named(whom: readonly (string | undefined)[]): string | undefined {
  const names = [...new Set(whom.filter((one) => one !== undefined))];
  return names.length === 0 ? undefined : listWords(asTheyAre, names, mostNamed);
}

/** For texts that are already escaped. */
const asTheyAre: Style = { name: (text) => text, prose: (text) => text };

function withoutGain({ verdict, rows, unchanged, acknowledged }: ReviewReport): string {
  if (verdict !== "unchanged" && rows.length > 0) return "nobody may do more than before";
  const principals = countWords(unchanged.principals, "principal", "principals");
  const trusts = countWords(unchanged.trusts, "trust", "trusts");
  const answer =
    acknowledged.length > 0 ? "only acknowledged things changed" : "nobody may do more or less than before";
  return `${answer} (${principals} and ${trusts} compared)`;
}

/** Counts the changes other than gains. */
function rest(rows: readonly ReviewRow[], gained: number): string {
  const losses = rows.filter((row) => directionOf(row) === "narrower").length;
  const existence = rows.filter(({ kind }) => kind === "existence");
  const added = existence.filter(({ change }) => change === "added").length;
  const counts = [
    ...(gained > 1 ? [countWords(gained, "gain", "gains")] : []),
    ...(losses > 0 ? [countWords(losses, "loss", "losses")] : []),
    ...(added > 0 ? [`${added} added`] : []),
    ...(existence.length > added ? [`${existence.length - added} removed`] : []),
  ];
  if (gained === 1 && counts.length === 0) return "Nothing else changed";
  return `${gained === 1 ? "Also" : "In all"}: ${counts.join(", ")}`;
}
