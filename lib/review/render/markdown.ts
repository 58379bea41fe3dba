import type {
  PermissionRow,
  ReviewReport,
  ReviewRow,
  RiskMark,
  TrustRow,
  UnknownPolicyRow,
  UnknownRow,
} from "../report/review-report";
import { type Section, cappedComment, defaultCommentLength } from "./capped-comment";
import { type CommentOptions, commentMarker, folded, table, tableRow } from "./comment";
import { markdownName, markdownProse } from "./escape";
import { comparedWords } from "./compared-inputs";
import { headline } from "./headline";
import { contestedWords } from "./contested-actions";
import { riskDetails } from "./risky-actions";
import { type AccessRow, accessRows, graveRisks, onlyStack, risksOf, whyOf } from "./row-facts";
import { type Style, countWords, listWords, markdownStyle as style } from "./style";
import {
  type Lengths,
  actionWords,
  conditionWords,
  exampleWords,
  existenceWords,
  groupWords,
  knownActionWords,
  assumptionWords,
  notComparedWords,
  policyWords,
  principalWords,
  resourceMeaning,
  riskWords,
  rowSentence,
  saysItAll,
  trustedWords,
  unknownWords,
} from "./wording";
import type { RenderOptions, Renderer } from "../renderer";

/** Maximum number of items of lists in table cells. */
const lengths: Lengths = { actions: 6, resources: 4, conditions: 4, policies: 4 };

/** For the headline, which must stay short because it is always shown. */
const shortStyle: Style = { name: (text) => markdownName(text, 60), prose: (text) => markdownProse(text, 200) };

/** How many of the known actions that a pattern matches are listed by name. */
const mostKnownActions = 24;

/** Options of a review as a comment. */
export interface ReviewCommentOptions
  extends CommentOptions, Pick<RenderOptions, "inputs" | "toolVersion" | "configuration"> {}

/**
 * A report as a comment on a pull request: the verdict, a table of who may do more, and the rest folded. Hostile names are
 * escaped. Never longer than `limit`; counts what it leaves out.
 *
 * @throws RangeError if the limit is too small, or if the id has other characters than a comment can hold
 */
export function renderMarkdown(report: ReviewReport, options: ReviewCommentOptions = {}): string {
  const { verdict, sentences } = headline(shortStyle, report);
  const { rows, acknowledged, unchanged } = report;
  const stack = onlyStack(report);
  const context: CellContext = { nameStack: stack === undefined };
  const answer = `**${verdict}:** ${sentences}${stack === undefined ? "" : ` In stack ${shortStyle.name(stack)}.`}`;
  const same = `Unchanged: ${countWords(unchanged.principals, "principal", "principals")}, ${countWords(unchanged.trusts, "trust", "trusts")}.`;
  const notCompared = notComparedWords(shortStyle, report, 5);
  const sections = [
    gainTable(rows, context),
    openTable(rows, context),
    gainDetails(rows, context),
    lossTable(rows, context),
    existenceList(rows, context),
    acknowledgedList(acknowledged, context),
  ];
  return cappedComment(
    {
      head: `${commentMarker("review", options.id)}\n\n${answer}`,
      sections,
      foot: [
        ...[notCompared, assumptionWords(shortStyle, report)].flatMap((one) => (one === undefined ? [] : [`${one}.`])),
        ...(report.verdict === "unchanged" ? [] : [same]),
        ...comparedWords(shortStyle, options),
      ].join(" "),
    },
    options.limit ?? defaultCommentLength,
  );
}

interface CellContext {
  /** Whether the rows are of more than one stack. */
  readonly nameStack: boolean;
}

function inStack({ stack }: ReviewRow, { nameStack }: CellContext): string {
  return nameStack ? ` in stack ${style.name(stack)}` : "";
}

function gainTable(rows: readonly ReviewRow[], context: CellContext): Section {
  const gains = accessRows(rows, "broader").filter((row) => row.kind === "permission" || row.kind === "trust");
  return {
    noun: ["gain", "gains"],
    ...table(["Principal", "May now", "On", "If", "Risk"]),
    rows: gains.map((row) => {
      return tableRow([...changeCells(row, context), riskCell(row)]);
    }),
    rank: 0,
  };
}

/** Unknown values and policies get a table of their own, because nobody is known to gain anything by them. */
function openTable(rows: readonly ReviewRow[], context: CellContext): Section {
  const open = accessRows(rows, "broader").filter((row) => row.kind === "unknown" || row.kind === "unknown-policy");
  return {
    noun: ["possible gain", "possible gains"],
    ...table(["Not known", "Why more may be allowed"]),
    rows: open.map((row) => tableRow([`${openWords(row)}${inStack(row, context)}`, style.prose(row.why)])),
    rank: 1,
  };
}

function openWords(row: UnknownRow | UnknownPolicyRow): string {
  if (row.kind === "unknown") return unknownWords(style, row);
  const turn = row.change === "gained" ? "attached to" : row.detached === true ? "detached from" : "of";
  return `${policyWords(style, row)} ${turn} ${principalWords(style, row.principal)}${groupWords(style, row)}`;
}

/** Grave risks come first and are bold. */
function riskCell(row: AccessRow): string {
  const risks = risksOf(row);
  const wordsOf = (marks: readonly RiskMark[]): string =>
    row.kind === "permission" ? riskDetails(style, row, marks, mostRiskyActions) : riskWords(marks);
  const grave = boldWords(
    risks.filter((risk) => graveRisks.has(risk)),
    wordsOf,
  );
  const others = wordsOf(risks.filter((risk) => !graveRisks.has(risk)));
  return [grave, others].filter((words) => words !== "").join("; ");
}

/** How many of the actions with a risk are named. */
const mostRiskyActions = 3;

/** Each mark bold, without its actions. */
function boldWords(marks: readonly RiskMark[], wordsOf: (marks: readonly RiskMark[]) => string): string {
  return marks
    .map((mark) => {
      const title = riskWords([mark]);
      return `**${title}**${wordsOf([mark]).slice(title.length)}`;
    })
    .join("; ");
}

function lossTable(rows: readonly ReviewRow[], context: CellContext): Section {
  const losses = accessRows(rows, "narrower");
  return {
    noun: ["loss", "losses"],
    ...folded(countWords(losses.length, "loss", "losses"), table(["Principal", "May no longer", "On", "If"])),
    rows: losses.map((row) => tableRow(changeCells(row, context))),
    rank: 2,
  };
}

/** The cells for principal, actions, resources and conditions. */
function changeCells(row: AccessRow, context: CellContext): readonly string[] {
  const why = whyOf(row);
  const because = [...(why === undefined ? [] : [`possibly: ${why}`]), ...contestedWords(row)]
    .map((words) => `<br>${style.prose(words)}`)
    .join("");
  switch (row.kind) {
    case "permission": {
      const count = saysItAll(row) ? "" : ` (${knownActionWords(row)})`;
      return [
        `${principalWords(style, row.principal)}${inStack(row, context)}`,
        `${turns[row.change]}${actionWords(style, row, lengths)}${count}${because}`,
        `${resourceMeaning(style, row, lengths)}${groupWords(style, row)}`,
        conditionCell(row),
      ];
    }
    case "trust":
      return [
        trustedWords(style, row),
        `${turns[row.change]}assume the role${because}`,
        `role ${style.name(row.role)}${inStack(row, context)}`,
        conditionCell(row),
      ];
    case "unknown-policy":
      return [
        `${principalWords(style, row.principal)}${inStack(row, context)}`,
        `whatever ${policyWords(style, row)} grants, which is not known: ${style.prose(row.why)}`,
        `not known${groupWords(style, row)}`,
        "",
      ];
    case "unknown":
      return [
        `${unknownWords(style, row)}${inStack(row, context)}`,
        `whatever it allows, which is not known: ${style.prose(row.why)}`,
        "not known",
        "",
      ];
  }
}

const turns = {
  gained: "",
  lost: "",
  loosened: "under looser conditions: ",
  tightened: "only under tighter conditions: ",
} as const;

function conditionCell({ change, conditions }: PermissionRow | TrustRow): string {
  const words = conditionWords(style, conditions, lengths);
  return words ?? (turns[change] === "" ? "" : "always");
}

/** Details that do not fit in the table: the actions that patterns match, an example request, the policies. */
function gainDetails(rows: readonly ReviewRow[], context: CellContext): Section {
  const gains = accessRows(rows, "broader")
    .filter((row) => row.kind === "permission" || row.kind === "trust")
    .filter((row) => row.kind === "permission" || exampleWords(style, row) !== undefined);
  return {
    noun: ["detail of a gain", "details of gains"],
    ...folded(`Actions, examples and policies of ${countWords(gains.length, "gain", "gains")}`),
    rows: gains.map((row) => {
      const words = exampleWords(style, row);
      const example = words === undefined ? "" : `; e.g. ${words}`;
      if (row.kind === "trust") {
        return `- ${trustedWords(style, row)}, assume role ${style.name(row.role)}${inStack(row, context)}${example}`;
      }
      const known = saysItAll(row) ? "" : `: ${knownActionWords(row)}${namedActions(row)}`;
      const policies =
        row.policies.length === 0 ? "" : `; by policy ${listWords(style, row.policies, lengths.policies)}`;
      const who = `${principalWords(style, row.principal)}${inStack(row, context)}`;
      return `- ${who}, ${actionWords(style, row, lengths)}${known}${example}${policies}`;
    }),
    rank: 5,
  };
}

function namedActions({ knownActions }: PermissionRow): string {
  return knownActions.length === 0 ? "" : ` (${listWords(style, knownActions, mostKnownActions)})`;
}

function existenceList(rows: readonly ReviewRow[], context: CellContext): Section {
  const found = rows.filter((row) => row.kind === "existence");
  return {
    noun: ["added or removed", "added or removed"],
    ...folded(`${found.length} added or removed`),
    rows: found.map((row) => `- ${existenceWords(style, row)} ${row.change}${inStack(row, context)}`),
    rank: 3,
  };
}

function acknowledgedList(acknowledged: ReviewReport["acknowledged"], context: CellContext): Section {
  return {
    noun: ["acknowledged", "acknowledged"],
    ...folded(`${acknowledged.length} acknowledged, not counted`),
    rows: acknowledged.map(({ row, reason }) => {
      return `- ${rowSentence(style, row, lengths)}${inStack(row, context)}. Acknowledged: ${style.prose(reason)}`;
    }),
    rank: 4,
  };
}

export const reviewMarkdown = {
  name: "markdown",
  kind: "review",
  mediaType: "text/markdown",
  render: (subject, { inputs, toolVersion, configuration } = {}) =>
    renderMarkdown(subject, {
      ...(inputs === undefined ? {} : { inputs }),
      ...(toolVersion === undefined ? {} : { toolVersion }),
      ...(configuration === undefined ? {} : { configuration }),
    }),
} as const satisfies Renderer<"markdown", ReviewReport>;
