import { acknowledgeRows, readRowAcknowledgements } from "../../lib/review/acknowledge-rows";
import { sinceBaseline } from "../../lib/review/baseline";
import { passes } from "../../lib/review/gate";
import { review } from "../../lib/review";
import { devPolicy, stackGrants } from "./support/stacks";

const before = stackGrants(devPolicy({ allow: "oss:Get" }, { allow: "oss:List" }));
const report = review(before, stackGrants(devPolicy({ allow: ["oss:Get", "oss:Put"] })));
const put = { change: "gained", subject: "group dev", reason: "uploads" } as const;

it.each([
  ["everything of a subject", [put], ["lost"], "narrowed", []],
  ["its actions by name", [{ ...put, items: ["OSS:put"] }], ["lost"], "narrowed", []],
  ["a subject in another letter case", [{ ...put, subject: "Group Dev" }], ["lost"], "narrowed", []],
  ["until a day that has not come", [{ ...put, until: "2026-11-25" }], ["lost"], "narrowed", []],
  [
    "until a day that is over",
    [{ ...put, until: "2026-11-24" }],
    ["gained", "lost"],
    "broadened",
    [/until 2026-11-24, which is over/],
  ],
  ["other actions", [{ ...put, items: ["oss:Delete"] }], ["gained", "lost"], "broadened", [/which no row says/]],
  ["another subject", [{ ...put, subject: "user dev" }], ["gained", "lost"], "broadened", [/which no row says/]],
  ["twice", [put, { ...put, reason: "again" }], ["lost"], "narrowed", [/which no row says/]],
] as const)("acknowledges %s", (_, acknowledgements, changes, verdict, problems) => {
  const result = acknowledgeRows(report, acknowledgements, "2026-11-25");
  expect(result.report.rows.map(({ change }) => change)).toEqual(changes);
  expect(result.report.verdict).toBe(verdict);
  expect(result.report.acknowledged).toHaveLength(2 - changes.length);
  expect(result.problems).toHaveLength(problems.length);
  for (const [index, pattern] of problems.entries()) {
    expect(result.problems[index]).toMatchObject({ id: "RAM503", found: expect.stringMatching(pattern) as unknown });
  }
});

it.each([
  ["no list", {}, ["acknowledgements"]],
  ["no object", [1], ["acknowledgements[0]"]],
  ["nothing in it", [{}], ["acknowledgements[0].change", "acknowledgements[0].subject", "acknowledgements[0].reason"]],
  ["a change that does not exist", [{ ...put, change: "won" }], ["acknowledgements[0].change"]],
  ["items that are no list", [{ ...put, items: "oss:Put" }], ["acknowledgements[0].items"]],
  ["no reason", [{ ...put, reason: " " }], ["acknowledgements[0].reason"]],
  ["no day", [{ ...put, until: "tomorrow" }], ["acknowledgements[0].until"]],
  ["an unknown part", [put, { ...put, action: "oss:Put" }], ["acknowledgements[1].action"]],
])("says what is wrong with acknowledgements: %s", (_, json, paths) => {
  const { acknowledgements, problems } = readRowAcknowledgements(json);
  expect(acknowledgements).toEqual([]);
  expect(problems.map(({ id, path }) => [id, path])).toEqual(paths.map((path) => ["RAM502", path]));
});

it("reads acknowledgements that are in order", () => {
  expect(readRowAcknowledgements([put])).toEqual({ acknowledgements: [put], problems: [] });
});

it("what the baseline says is not new, whatever proves it", () => {
  expect(sinceBaseline(report, report)).toMatchObject({ rows: [], verdict: "unchanged" });
  const later = review(
    before,
    stackGrants(devPolicy({ allow: ["oss:Get", "oss:Put"] }, { allow: "ecs:Run", on: "acs:ecs:*:*:instance/*" })),
  );
  const { rows, verdict, acknowledged } = sinceBaseline(later, report);
  expect(rows.map((row) => (row.kind === "permission" ? row.actions : []))).toEqual([["ecs:Run"]]);
  expect(verdict).toBe("broadened");
  expect(acknowledged.map(({ reason }) => reason)).toEqual(["in the baseline", "in the baseline"]);
});

it.each([
  ["a gain", report, [true, false, false]],
  ["a loss", review(before, stackGrants(devPolicy({ allow: "oss:Get" }))), [true, false, true]],
  ["nothing", review(before, before), [true, true, true]],
])("gates stop %s or not", (_, of, expected) => {
  expect((["never", "any-change", "broadening"] as const).map((gate) => passes(of, gate))).toEqual(expected);
});
