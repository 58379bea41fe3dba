import { renderText } from "../../../lib/review/render";
import { findingsRenderers, reviewRenderers } from "../../../lib/review/renderers";
import type { ReviewReport, ReviewRow } from "../../../lib/review/report/review-report";
import { gainedRow, oneGainReport, richReport, sampleFindings, trustRow, unchangedReport } from "./sample-reports";

function reportOf(rows: readonly ReviewRow[], more: Partial<ReviewReport> = {}): ReviewReport {
  return { ...oneGainReport, rows, ...more };
}

const possible = { certainty: "possible", witness: undefined, why: "a token" } as const;
const lost = { ...gainedRow, change: "lost", risks: [] } as const;
const added = { kind: "existence", change: "added", stack: "prod", what: "user", name: "eve" } as const;
const other = (name: string) => ({ ...gainedRow, principal: { kind: "user", name } as const, risks: [] });

it.each<[string, ReviewReport, string]>([
  [
    "nothing",
    unchangedReport,
    "Unchanged: nobody may do more or less than before (14 principals and 6 trusts compared).",
  ],
  [
    "nothing but what is acknowledged",
    { ...unchangedReport, acknowledged: [{ row: gainedRow, reason: "meant" }] },
    "Unchanged: only acknowledged things changed (14 principals and 6 trusts compared).",
  ],
  [
    "a gain",
    oneGainReport,
    "Broadened: group dev may now agentrun:DeleteSandbox on *. Risks: deletes. Nothing else changed.",
  ],
  ["a loss", reportOf([lost], { verdict: "narrowed" }), "Narrowed: nobody may do more than before. In all: 1 loss."],
  [
    "a new user",
    reportOf([added], { verdict: "changed" }),
    "Changed: nobody may do more than before. In all: 1 added.",
  ],
  [
    "a gain that is not proved",
    reportOf([{ ...gainedRow, ...possible, risks: [] }], { verdict: "possibly broadened" }),
    "Possibly broadened: group dev possibly may now agentrun:DeleteSandbox on * (a token). Nothing else changed.",
  ],
  [
    "two that are not proved",
    reportOf(
      [
        { ...gainedRow, ...possible, risks: [] },
        { ...trustRow, certainty: "possible", why: "a token" },
      ],
      {
        verdict: "possibly broadened",
      },
    ),
    "Possibly broadened: group dev may do possibly more than before; role flow can be assumed possibly in more cases than before. In all: 2 gains.",
  ],
  [
    "trust, a loss and a new user",
    reportOf([trustRow, lost, lost, added]),
    "Broadened: service fc.aliyuncs.com may now assume role flow. Also: 2 losses, 1 added.",
  ],
  [
    "many principals",
    reportOf(["a", "b", "c", "d", "e"].map(other)),
    "Broadened: user a, user b, user c and 2 more may do more than before. In all: 5 gains.",
  ],
])("%s on the first line", (_, report, expected) => {
  expect(reviewRenderers.text(report).split("\n")[0]).toBe(expected);
});

it("is one line where nothing changed", () => {
  expect(reviewRenderers.text(unchangedReport)).not.toContain("\n");
  expect(findingsRenderers.text([])).toBe("Nothing found.");
});

it("has blocks and rows in the order of the report", () => {
  const rows = [other("b"), other("a"), { ...other("b"), actions: ["x:Y"], knownActions: ["x:Y"] }];
  const text = renderText(reportOf(rows));
  expect(
    text
      .split("\n")
      .filter((line) => /^\w|^ {2}\S/.test(line))
      .slice(1, -1),
  ).toEqual([
    "user b",
    "  + may now agentrun:DeleteSandbox",
    "  + may now x:Y",
    "user a",
    "  + may now agentrun:DeleteSandbox",
  ]);
});

it("has each row of the rich report once", () => {
  const rows = renderText(richReport)
    .split("\n")
    .filter((line) => /^ {2}[+~-] /.test(line));
  expect(rows).toHaveLength(richReport.rows.length + richReport.acknowledged.length);
});

it("keeps principals of one name in two stacks, or of two kinds, apart", () => {
  const rows = [
    gainedRow,
    { ...gainedRow, stack: "staging" },
    { ...gainedRow, principal: { kind: "user", name: "dev" } as const },
  ];
  const titles = renderText(reportOf(rows))
    .split("\n")
    .filter((line) => line.endsWith(")") && /^\w/.test(line));
  expect(titles).toEqual(["group dev (stack prod)", "group dev (stack staging)", "user dev (stack prod)"]);
});

describe("lines", () => {
  it("are at most so wide, but for the first and single names", () => {
    const [, ...lines] = renderText(richReport, { width: 60 }).split("\n");
    for (const line of lines) expect(line.length <= 60 || !line.trim().includes(" ")).toBe(true);
  });

  it("show as many known actions as wanted", () => {
    expect(renderText(richReport, { knownActions: 1 })).toContain("known: agentrun:Action01 and 36 more");
    expect(renderText(richReport, { knownActions: Infinity })).toContain("agentrun:Action37\n");
  });
});

it.each<[string, Partial<typeof gainedRow>, string]>([
  [
    "no known action",
    { actions: ["x:*"], knownActions: [], futureActions: true } as never,
    "may now x:* (no known action, and future ones)",
  ],
  ["other letter case", { actions: ["agentrun:deletesandbox"] } as never, "may now agentrun:deletesandbox\n"],
  [
    "fewer known actions than named",
    { actions: ["a:B", "a:C"], knownActions: ["a:B"] } as never,
    "may now a:B and a:C (1 action)",
  ],
])("%s", (_, change, expected) => {
  expect(renderText(reportOf([{ ...gainedRow, ...change }]))).toContain(expected);
});

it.each(["text", "markdown", "json", "sarif"] as const)(
  "%s is the same each time, and leaves the report alone",
  (format) => {
    const before = JSON.stringify(richReport);
    const first = reviewRenderers[format](richReport);
    expect(reviewRenderers[format](structuredClone(richReport))).toBe(first);
    expect(JSON.stringify(richReport)).toBe(before);
    const findings = sampleFindings();
    expect(findingsRenderers[format](structuredClone(findings))).toBe(findingsRenderers[format](findings));
  },
);
