/** Reports say what was compared, which action is the risky one, what `*` stands for, and what is not known. */
import { reviewHtml } from "../../../lib/review/html";
import { type ComparedInputs, renderMarkdown, renderText } from "../../../lib/review/render";
import type { ReviewReport, ReviewRow, UnknownPolicyRow } from "../../../lib/review/report/review-report";
import { gainedRow, oneGainReport, unchangedReport } from "./sample-reports";

const commit = { id: "1a2b3c4d5e6f77889900aabbccddeeff00112233", date: "2026-11-24" };
const inputs: ComparedInputs = {
  before: { name: "git:origin/main", commit, isOfCommit: true },
  after: { name: "cdktf.out", commit: { ...commit, date: "2026-11-25" } },
};

function reportOf(...rows: readonly ReviewRow[]): ReviewReport {
  return { ...oneGainReport, rows };
}

/** The text of a page, without its tags, its style and its script. */
function pageText(report: ReviewReport, options: Parameters<typeof reviewHtml>[1] = {}): string {
  const [, body = ""] = /<body>([^]*)<script>/.exec(reviewHtml(report, options)) ?? [];
  return body.replace(/<[^>]*>/g, " ").replace(/\s+/g, " ");
}

describe("what of what", () => {
  it.each([
    ["a change", oneGainReport],
    ["no change", unchangedReport],
  ])("is in the comment and on the page: %s", (_, report) => {
    expect(renderMarkdown(report, { inputs, toolVersion: "1.2.3" })).toContain(
      "Compared: `git:origin/main` (commit `1a2b3c4d5e6f` of 2026-11-24) with `cdktf.out` (in a checkout of commit `1a2b3c4d5e6f` of 2026-11-25). By `agentrun-ram 1.2.3`.",
    );
    expect(pageText(report, { inputs, toolVersion: "1.2.3" })).toMatch(
      /Before\s+git: origin\/ main commit 1a2b3c4d5e6f of 2026-11-24\s+After\s+cdktf\.out in a checkout of commit 1a2b3c4d5e6f of 2026-11-25\s+By\s+agentrun-ram 1\.2\.3/,
    );
  });

  it("is left out where it is not known", () => {
    expect(renderMarkdown(oneGainReport)).not.toMatch(/Compared|agentrun-ram \d/);
    expect(pageText(oneGainReport)).not.toMatch(/Before|After/);
    const plain = { before: { name: "a" }, after: { name: "b" } };
    expect(renderMarkdown(oneGainReport, { inputs: plain })).toContain("Compared: `a` with `b`.");
  });
});

const eight = ["Create", "Delete", "Get", "List", "Stop", "Update"].map((verb) => `agentrun:${verb}Sandbox`);
const manyActions = {
  ...gainedRow,
  actions: [...eight, "ram:AttachPolicyToUser", "agentrun:GetCredential"],
  knownActions: ["agentrun:DeleteSandbox", "agentrun:GetCredential", "agentrun:GetSandbox", "ram:AttachPolicyToUser"],
  risks: ["escalation", "secrets", "delete"],
} as const;

describe("the risky one of many actions", () => {
  it("is named in the comment and in the terminal", () => {
    expect(renderMarkdown(reportOf(manyActions))).toContain(
      "| **can lead to more permissions**: `ram:AttachPolicyToUser`; **returns secrets**: `agentrun:GetCredential`; deletes: `agentrun:DeleteSandbox` |",
    );
    expect(renderText(reportOf(manyActions), { width: 200 })).toContain(
      "risk: can lead to more permissions: ram:AttachPolicyToUser; returns secrets: agentrun:GetCredential; deletes: agentrun:DeleteSandbox\n",
    );
  });

  it("comes first on the page, with its marks beside it", () => {
    expect(pageText(reportOf(manyActions))).toMatch(
      /Actions .*agentrun: DeleteSandbox delete\s+ram: AttachPolicyToUser escalation\s+agentrun: GetCredential secrets\s+agentrun: CreateSandbox\s+agentrun: GetSandbox/,
    );
  });

  it("of a pattern is named by the actions that it stands for", () => {
    const row = { ...manyActions, actions: ["agentrun:*"], risks: ["secrets", "delete"] } as const;
    expect(renderMarkdown(reportOf(row))).toContain(
      "**returns secrets**: `agentrun:GetCredential`; deletes: `agentrun:DeleteSandbox`",
    );
    expect(pageText(reportOf(row))).toMatch(/agentrun: \*\s+secrets\s+delete/);
  });

  it("is not named where there is only one", () => {
    expect(renderMarkdown(oneGainReport)).toContain("| deletes |");
  });
});

describe("every resource", () => {
  it.each<readonly [readonly string[], boolean]>([
    [["*"], true],
    [["acs:oss:*:*:a/*", "*"], true],
    [["acs:oss:*:*:a/*"], false],
  ])("%j", (resources, isEvery) => {
    const report = reportOf({ ...gainedRow, resources });
    expect(/\| `[^|]*` \(every resource\) \|/.test(renderMarkdown(report))).toBe(isEvery);
    expect(/ on [^\n]* \(every resource\)\n/.test(renderText(report))).toBe(isEvery);
    expect(pageText(report).includes("* every resource")).toBe(isEvery);
  });

  it("is not what an exception leaves out", () => {
    const report = reportOf({ ...gainedRow, resourceElement: "NotResource" });
    for (const text of [renderMarkdown(report), renderText(report), pageText(report)]) {
      expect(text).not.toContain("every resource");
    }
  });
});

const detached: UnknownPolicyRow = {
  kind: "unknown-policy",
  change: "loosened",
  stack: "prod",
  principal: { kind: "user", name: "alice" },
  resourceGroup: undefined,
  policy: "elsewhere",
  policyType: "Custom",
  detached: true,
  why: "it is no longer attached, and may have denied something: the policy is not in the input",
};

describe("a policy that is detached", () => {
  it.each([
    ["alone", reportOf(detached)],
    ["beside a gain", reportOf(gainedRow, detached)],
  ])("is nothing that anyone may do now: %s", (_, report) => {
    const markdown = renderMarkdown(report);
    expect(markdown).toContain("| Not known | Why more may be allowed |");
    expect(markdown).toMatch(/\| custom policy `elsewhere` detached from user `alice`/);
    const [, mayNow = ""] = /\| May now \|([^]*?)\n\n/.exec(markdown) ?? [];
    expect(mayNow).not.toContain("elsewhere");
    expect(renderText(report)).toMatch(/~ custom policy elsewhere detached\n/);
    expect(pageText(report)).toMatch(/elsewhere\s+detached/);
  });

  it("is in the headline as what it is", () => {
    const [headline] = renderText(reportOf(detached)).split("\n");
    expect(headline).toMatch(
      /custom policy elsewhere is no longer attached to user alice; what it grants is not known/,
    );
    expect(headline).not.toMatch(/may now/);
  });
});
