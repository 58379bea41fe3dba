import { commentMarker, leastCommentLength, renderFindingsMarkdown, renderMarkdown } from "../../../lib/review/render";
import type { ReviewReport } from "../../../lib/review/report/review-report";
import { gainedRow, oneGainReport, richReport, sampleFindings, trustRow, unchangedReport } from "./sample-reports";

/** So many gains, losses, added users and acknowledged rows. */
function reportOf(gains: number, losses: number, added = 0, acknowledged = 0): ReviewReport {
  const name = (index: number) => ({ kind: "group", name: `team-${String(index).padStart(4, "0")}` }) as const;
  const rows = (count: number, change: "gained" | "lost") =>
    Array.from({ length: count }, (_, index) => ({ ...gainedRow, change, principal: name(index) }));
  return {
    ...oneGainReport,
    rows: [
      ...rows(gains, "gained"),
      ...rows(losses, "lost"),
      ...Array.from({ length: added }, (_, index) => {
        return { kind: "existence", change: "added", stack: "prod", what: "user", name: `user-${index}` } as const;
      }),
    ],
    acknowledged: rows(acknowledged, "gained").map((row) => ({ row, reason: "meant" })),
  };
}

function letters(text: string): readonly string[] {
  return text.split("");
}

function linesWith(text: string, start: string): number {
  return text.split("\n").filter((line) => line.startsWith(start)).length;
}

it("begins with the marker, then the verdict", () => {
  const [marker, blank, headline] = renderMarkdown(oneGainReport).split("\n");
  expect(marker).toBe("<!-- agentrun-ram review -->");
  expect(blank).toBe("");
  expect(headline).toBe(
    "**Broadened:** group `dev` may now `agentrun:DeleteSandbox` on `*`. Risks: deletes. Nothing else changed. In stack `prod`.",
  );
});

it("has an id in the marker where several comments are wanted", () => {
  expect(renderMarkdown(unchangedReport, { id: "prod-eu.1" })).toMatch(/^<!-- agentrun-ram review prod-eu\.1 -->\n/);
  expect(commentMarker("lint", "a")).toBe("<!-- agentrun-ram lint a -->");
});

it.each(["", "a b", "a--b", "-->", "-a", "a\n", "x".repeat(65)])("the id %j is refused", (id) => {
  expect(() => renderMarkdown(unchangedReport, { id })).toThrow(RangeError);
});

it("says nothing but the answer where nothing changed", () => {
  expect(renderMarkdown(unchangedReport).split("\n")).toHaveLength(3);
});

it("names stacks in rows only where there are several", () => {
  expect(renderMarkdown(oneGainReport)).not.toContain("group `dev` in stack");
  expect(renderMarkdown(richReport)).toContain("group `dev` in stack `staging`");
});

it.each([
  [
    "a row of trust",
    { ...trustRow, risks: ["everyone"] as const },
    "| service `fc.aliyuncs.com` | assume the role | role `flow` |  | **trust in everyone** |",
  ],
  [
    "many actions",
    { ...gainedRow, actions: letters("abcdefgh") },
    "`a`, `b`, `c`, `d`, `e`, `f` and 2 more (1 action)",
  ],
  ["many resources", { ...gainedRow, resources: letters("abcdef") }, "| `a`, `b`, `c`, `d` and 2 more |"],
  [
    "many values and tests",
    {
      ...gainedRow,
      conditions: { StringLike: { k: letters("abcde"), l: "1", m: "1" }, Bool: { n: "true", o: "true", p: "true" } },
    },
    "`k` StringLike `a`, `b`, `c`, `d` or 1 more and `l` StringLike `1` and `m` StringLike `1` and `n` Bool `true` and 2 more tests |",
  ],
])("%s", (_, row, expected) => {
  expect(renderMarkdown({ ...oneGainReport, rows: [row] })).toContain(expected);
});

describe("the limit", () => {
  const report = reportOf(60, 60, 20, 20);
  const whole = renderMarkdown(report, { limit: Infinity });

  it("is not felt by what is exactly as long", () => {
    expect(renderMarkdown(report, { limit: whole.length })).toBe(whole);
    expect(whole).not.toContain("Not shown");
  });

  it("cuts what is one character longer, and counts exactly what is missing", () => {
    const limit = whole.length - 1;
    const cut = renderMarkdown(report, { limit });
    expect(cut.length).toBeLessThanOrEqual(limit);
    const details = linesWith(whole, "- group") - linesWith(cut, "- group");
    expect(details).toBeGreaterThan(0);
    expect(cut).toContain(
      `**Not shown**, because this comment is limited to ${limit} characters: ${details} of 60 details of gains.`,
    );
  });

  it.each([4000, 5000, 8000, 10_000, 15_000, 20_000, 25_000])(
    "%d characters: every row is shown or counted",
    (limit) => {
      const cut = renderMarkdown(report, { limit });
      expect(cut.length).toBeLessThanOrEqual(limit);
      const missing = (noun: string) => Number(new RegExp(`(\\d+) of \\d+ ${noun}`).exec(cut)?.[1] ?? 0);
      const [beforeLosses = "", losses = ""] = cut.split(/<details><summary>\d+ losses/);
      expect(linesWith(beforeLosses, "| group") + missing("gains?\\b")).toBe(60);
      expect(linesWith(losses, "| group") + missing("losses")).toBe(60);
      expect(linesWith(cut, "- user") + missing("added or removed")).toBe(20);
      expect((cut.match(/\. Acknowledged: /g)?.length ?? 0) + missing("acknowledged")).toBe(20);
      expect(linesWith(cut.replace(/.*Acknowledged: .*/g, ""), "- group") + missing("details of gains")).toBe(60);
    },
  );

  it("leaves the first rows, and gains before the rest", () => {
    const cut = renderMarkdown(report, { limit: 4000 });
    expect(cut).toContain("`team-0000`");
    expect(cut).not.toContain("`team-0059`");
    expect(cut).toMatch(/: \d+ of 60 gains, 60 of 60 details of gains, 60 of 60 losses/);
  });

  it("is 60,000 characters unless told otherwise", () => {
    const long = renderMarkdown(reportOf(2000, 2000));
    expect(long.length).toBeLessThanOrEqual(60_000);
    expect(long.length).toBeGreaterThan(59_000);
    expect(long).toContain("because this comment is limited to 60000 characters");
  });

  it.each([0, -1, NaN, leastCommentLength - 1])("%d is refused", (limit) => {
    expect(() => renderMarkdown(oneGainReport, { limit })).toThrow(RangeError);
    expect(() => renderFindingsMarkdown([], { limit })).toThrow(RangeError);
  });

  it("holds for findings too", () => {
    const findings = Array.from({ length: 100 }, (_, number) =>
      sampleFindings().map((one, index) => ({
        ...one,
        finding: { ...one.finding, title: `${one.finding.title} ${number} ${index}` },
      })),
    ).flat();
    const cut = renderFindingsMarkdown(findings, { limit: 10_000 });
    expect(cut.length).toBeLessThanOrEqual(10_000);
    const shown = cut.split("\n").filter((line) => /^\| (error|warning|note)/.test(line)).length;
    expect(cut).toContain(`${900 - shown} of 900 findings, 100 of 100 acknowledged`);
  });

  it("counts each of the findings that share a row", () => {
    const [finding] = sampleFindings();
    const findings = Array.from({ length: 1000 }, () => finding).filter((one) => one !== undefined);
    const cut = renderFindingsMarkdown(findings, { limit: 10_000 });
    const shown = cut.split("\n").filter((line) => /^\| (error|warning|note)/.test(line)).length * 20;
    expect(shown).toBeGreaterThan(0);
    expect(cut).toContain(`${1000 - shown} of 1000 findings`);
  });
});
