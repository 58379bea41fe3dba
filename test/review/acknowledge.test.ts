import { acknowledgeRows } from "../../lib/review/acknowledge-rows";
import { sinceBaseline } from "../../lib/review/baseline";
import { passes } from "../../lib/review/gate";
import { type GrantModel, grantsOfSource, review } from "../../lib/review";
import { sourceOfText } from "../../lib/grants/read-source";
import { itemsOf } from "../../lib/review/report/row-items";
import { subjectOf } from "../../lib/review/report/row-subject";
import type { ReviewReport } from "../../lib/review/report/review-report";
import { type RowAcknowledgement, readRowAcknowledgements } from "../../lib/review/row-acknowledgement";
import { type Resources, type Short, devPolicy, stackGrants, trustText } from "./support/stacks";

const before = stackGrants(devPolicy({ allow: "oss:Get" }, { allow: "oss:List" }));
const report = review(before, stackGrants(devPolicy({ allow: ["oss:Get", "oss:Put"] })));
const about = { change: "gained", subject: "group dev", items: ["oss:Put"], reason: "uploads" } as const;
const put = { ...about, resources: ["*"] } as const;

it.each([
  ["what it names", [put], ["lost"], "narrowed", []],
  ["actions in another letter case", [{ ...put, items: ["OSS:put"] }], ["lost"], "narrowed", []],
  ["less than it names", [{ ...put, items: ["oss:Put", "oss:Copy"], resources: ["*", "x"] }], ["lost"], "narrowed", []],
  ["a row of the stack that it names", [{ ...put, stack: "shop" }], ["lost"], "narrowed", []],
  ["another stack", [{ ...put, stack: "prod" }], ["gained", "lost"], "broadened", [/no row has these .* stack/]],
  ["actions without resources", [about], ["gained", "lost"], "broadened", [/no row has these items/]],
  ["a subject in another letter case", [{ ...put, subject: "Group Dev" }], ["lost"], "narrowed", []],
  ["until a day that has not come", [{ ...put, until: "2026-11-25" }], ["lost"], "narrowed", []],
  [
    "until a day that is over",
    [{ ...put, until: "2026-11-24" }],
    ["gained", "lost"],
    "broadened",
    [/until 2026-11-24, which is past/],
  ],
  ["other actions", [{ ...put, items: ["oss:Delete"] }], ["gained", "lost"], "broadened", [/no row has these items/]],
  ["another subject", [{ ...put, subject: "user dev" }], ["gained", "lost"], "broadened", [/no row has these items/]],
  ["twice", [put, { ...put, reason: "again" }], ["lost"], "narrowed", [/no row has these items/]],
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
  ["a day that the calendar lacks", [{ ...put, until: "2026-99-99" }], ["acknowledgements[0].until"]],
  ["a 30th of February", [{ ...put, until: "2026-02-30" }], ["acknowledgements[0].until"]],
  ["no items", [{ ...put, items: undefined }], ["acknowledgements[0].items"]],
  ["resources that are no list", [{ ...put, resources: "*" }], ["acknowledgements[0].resources"]],
  ["conditions that are none", [{ ...put, conditions: { Bool: {} } }], ["acknowledgements[0].conditions"]],
  ["an element that is none", [{ ...put, actionElement: "Not" }], ["acknowledgements[0].actionElement"]],
  ["an empty stack", [{ ...put, stack: "" }], ["acknowledgements[0].stack"]],
  ["an empty resource group", [{ ...put, resourceGroup: "" }], ["acknowledgements[0].resourceGroup"]],
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
  const scoped = {
    ...{ ...put, conditions: { Bool: { "acs:MFAPresent": "true" } }, resourceGroup: "rg-1", stack: "shop" },
    ...{ actionElement: "NotAction", resourceElement: "NotResource", until: "2028-02-29" },
  };
  const group = { change: "added", subject: "group dev", reason: "new team" };
  const all = [put, scoped, group];
  expect(readRowAcknowledgements(all)).toEqual({ acknowledgements: all, problems: [] });
});

const tool = "acs:agentrun:*:*:workspaces/*/tools/x";
const mfa = { Bool: { "acs:MFAPresent": "true" } };
const office = { IpAddress: { "acs:SourceIp": ["10.0.0.0/8", "192.168.0.0/16"] } };
const deletes = { ...about, items: ["agentrun:DeleteTool"], resources: [tool] } as const;
const inGroup = (...statements: readonly Short[]): Resources => {
  const { alicloud_ram_policy: policies } = devPolicy(...statements);
  return {
    ...(policies === undefined ? {} : { alicloud_ram_policy: policies }),
    alicloud_resource_manager_policy_attachment: {
      A: {
        ...{ policy_name: "p", policy_type: "Custom", principal_type: "IMSGroup", principal_name: "dev" },
        resource_group_id: "rg-1",
      },
    },
  };
};

it.each<readonly [string, Resources, Omit<RowAcknowledgement, "reason">, boolean]>([
  ["the resource", devPolicy({ allow: "agentrun:DeleteTool", on: tool }), deletes, true],
  ["every resource", devPolicy({ allow: "agentrun:DeleteTool" }), deletes, false],
  ["another resource besides", devPolicy({ allow: "agentrun:DeleteTool", on: [tool, `${tool}y`] }), deletes, false],
  ["every resource but it", devPolicy({ allow: "agentrun:DeleteTool", notOn: tool }), deletes, false],
  [
    "every resource but it, as meant",
    devPolicy({ allow: "agentrun:DeleteTool", notOn: tool }),
    { ...deletes, resourceElement: "NotResource" },
    true,
  ],
  [
    "every resource but it, where more was excepted",
    devPolicy({ allow: "agentrun:DeleteTool", notOn: tool }),
    { ...deletes, resources: [tool, `${tool}y`], resourceElement: "NotResource" },
    false,
  ],
  ["every action but it", devPolicy({ allowNot: "agentrun:DeleteTool", on: tool }), deletes, false],
  [
    "every action but it, as meant",
    devPolicy({ allowNot: "agentrun:DeleteTool", on: tool }),
    { ...deletes, actionElement: "NotAction" },
    true,
  ],
  [
    "every action but it, where more was excepted",
    devPolicy({ allowNot: "agentrun:DeleteTool", on: tool }),
    { ...deletes, items: ["agentrun:DeleteTool", "agentrun:GetTool"], actionElement: "NotAction" },
    false,
  ],
  [
    "no condition where one was meant",
    devPolicy({ allow: "agentrun:DeleteTool", on: tool }),
    { ...deletes, conditions: mfa },
    false,
  ],
  ["a condition, where none was meant", devPolicy({ allow: "agentrun:DeleteTool", on: tool, if: mfa }), deletes, false],
  [
    "the condition, written otherwise",
    devPolicy({ allow: "agentrun:DeleteTool", on: tool, if: { ...office, ...mfa } }),
    {
      ...deletes,
      conditions: {
        Bool: { "ACS:mfaPresent": ["true"] },
        IpAddress: { "acs:SourceIp": ["192.168.0.0/16", "10.0.0.0/8"] },
      },
    },
    true,
  ],
  [
    "one test of two",
    devPolicy({ allow: "agentrun:DeleteTool", on: tool, if: mfa }),
    { ...deletes, conditions: { ...office, ...mfa } },
    false,
  ],
  ["a resource group, where all were not meant", inGroup({ allow: "agentrun:DeleteTool", on: tool }), deletes, false],
  [
    "the resource group",
    inGroup({ allow: "agentrun:DeleteTool", on: tool }),
    { ...deletes, resourceGroup: "rg-1" },
    true,
  ],
  [
    "the account, where a resource group was meant",
    devPolicy({ allow: "agentrun:DeleteTool", on: tool }),
    { ...deletes, resourceGroup: "rg-1" },
    false,
  ],
])("an acknowledgement covers a gain on %s or not", (_, after, acknowledgement, isCovered) => {
  const none = review(stackGrants({}), stackGrants(after));
  const { report: left, problems } = acknowledgeRows(none, [{ reason: "meant", ...acknowledgement }], "2026-11-25");
  expect([left.rows.length, problems.length]).toEqual(isCovered ? [0, 0] : [none.rows.length, 1]);
});

it("what RAM503 says can be copied", () => {
  const later = review(
    stackGrants({}),
    stackGrants({
      ...inGroup({ allowNot: "oss:Get", notOn: tool, if: mfa }, { allow: "ecs:Run" }),
      alicloud_ram_role: {
        R: { role_name: "run", assume_role_policy_document: trustText({ Service: "fc.aliyuncs.com", if: office }) },
      },
      alicloud_ram_access_key: { K: { user_name: "dev" } },
      alicloud_ram_user_policy_attachment: { U: { policy_name: "q", policy_type: "Custom", user_name: "dev" } },
    }),
  );
  const vain = ["group dev", "role run", "user dev", "resource alicloud_ram_access_key.K"].map((subject) => ({
    ...put,
    subject,
  }));
  const shown = acknowledgeRows(later, vain, "2026-11-25").problems.flatMap(({ fix }) =>
    [...fix.matchAll(/\{.*?\}(?= or|, with)/g)].map(([text]) => JSON.parse(text) as object),
  );
  const copied = [...shown, { change: "added", subject: "role run" }].map((one) => ({ ...one, reason: "copied" }));
  const { acknowledgements, problems } = readRowAcknowledgements(copied);
  expect(problems).toEqual([]);
  expect(acknowledgeRows(later, acknowledgements, "2026-11-25")).toMatchObject({ report: { rows: [] }, problems: [] });
});

it("RAM503 shows the first rows that may be meant, and counts the others", () => {
  const conditions = [1, 2, 3, 4, 5].map((one) => ({ IpAddress: { "acs:SourceIp": `10.0.0.${one}` } }));
  const many = devPolicy(...conditions.map((one, index): Short => ({ allow: `oss:Get${index}`, if: one })));
  const { problems } = acknowledgeRows(review(stackGrants({}), stackGrants(many)), [put], "2026-11-25");
  expect(problems[0]?.fix.match(/"subject"/g)).toHaveLength(3);
  expect(problems[0]?.fix).toMatch(
    /, or one of 2 more, with a reason: a stale acknowledgement would suppress a later change$/,
  );
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

describe("what is only possible", () => {
  const open = (range: string, port = "1", more: Readonly<Record<string, unknown>> = {}): readonly GrantModel[] => {
    const resource = {
      ...devPolicy({ allow: "oss:Get", on: "${upper(var.range)}" }),
      alicloud_instance: { i: { role_name: port } },
    };
    const variable = { range: { default: range }, other: { default: "x" } };
    return grantsOfSource(sourceOfText(JSON.stringify({ terraform: {}, resource, variable, ...more }), "cdk.tf.json"));
  };
  const [old, now] = [open("a"), open("b")];
  const acknowledgements = (of: ReviewReport): readonly RowAcknowledgement[] =>
    of.rows.map((row) => ({
      ...{ change: row.change, subject: subjectOf(row), items: itemsOf(row), reason: "known" },
      ...(row.kind === "permission" ? { resources: row.resources } : {}),
    }));

  it.each<[title: string, before: readonly GrantModel[], after: readonly GrantModel[], left: number]>([
    ["stays acknowledged", old, now, 0],
    [
      "stays acknowledged where something else changes",
      open("a", "2"),
      open("b", "2", { output: { o: { value: 1 } } }),
      0,
    ],
    ["stays acknowledged beside another change", old, open("b", "2"), 1],
    ["is not acknowledged where the value is another one", old, open("c"), 1],
    ["is not acknowledged from another value", open("z"), now, 1],
  ])("%s", (_, before, after, left) => {
    const known = review(old, now);
    expect(known.rows).not.toHaveLength(0);
    const changed = review(before, after);
    expect(acknowledgeRows(changed, acknowledgements(known), "2026-11-25").report.rows).toHaveLength(left);
    expect(sinceBaseline(changed, known).rows).toHaveLength(left);
  });

  it("is another change of a policy that only Terraform knows", () => {
    const policy = (document: string): readonly GrantModel[] => {
      const { alicloud_ram_group_policy_attachment: attachment = {} } = devPolicy();
      return stackGrants({
        alicloud_ram_group_policy_attachment: attachment,
        alicloud_ram_policy: { P: { policy_name: "p", policy_document: document } },
      });
    };
    const known = review(policy("${f(1)}"), policy("${f(2)}"));
    const other = review(policy("${f(1)}"), policy("${f(3)}"));
    expect(known.rows).toMatchObject([{ kind: "unknown-policy" }]);
    expect(acknowledgeRows(known, acknowledgements(known), "2026-11-25").report.rows).toEqual([]);
    expect(acknowledgeRows(other, acknowledgements(known), "2026-11-25").report.rows).toHaveLength(1);
    expect(sinceBaseline(other, known).rows).toHaveLength(1);
  });

  it("is not acknowledged by its name alone", () => {
    const [row] = acknowledgements(review(old, now));
    const bare = { ...row!, items: [] };
    const { report, problems } = acknowledgeRows(review(old, now), [bare], "2026-11-25");
    expect(report.rows).toHaveLength(1);
    expect(problems).toMatchObject([{ id: "RAM503", fix: expect.stringMatching(/"items":\["/) as unknown }]);
  });
});
