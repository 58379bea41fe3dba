/** The right answers for given records, written by hand from the records. */
import { type DropReason, readEvidence } from "cdktf-alicloud-agentrun/evidence";
import { fixture, record, rowTexts, usageOf } from "./support";

const account = "1000000000000001";
const agentrun = `acs:agentrun:cn-hangzhou:${account}:workspaces/*`;
const ram = `acs:ram:*:${account}`;
const deployer = "role:agentrun-deployer";
const execution = "role:agentrun-execution";

/** What each record of management-events.json comes to, by its index. */
const answers: readonly (readonly [number, string, readonly string[] | DropReason | "unmapped"])[] = [
  [0, "ListWorkspaces", [`${deployer} agentrun:ListWorkspaces * 1`]],
  [1, "ListAgentRuntimes", [`${deployer} agentrun:ListAgentRuntimes ${agentrun}/runtimes/* 1`]],
  [
    2,
    "CreateAgentRuntime",
    [
      `${deployer} agentrun:CreateAgentRuntime ${agentrun}/runtimes/* 1`,
      `${deployer} ram:PassRole ${ram}:role/agentrun-execution 1`,
    ],
  ],
  [3, "GetAgentRuntime, by id", [`${deployer} agentrun:GetAgentRuntime ${agentrun}/runtimes/* 1`]],
  [
    4,
    "UpdateAgentRuntime in another session",
    [
      `${deployer} agentrun:UpdateAgentRuntime ${agentrun}/runtimes/* 1`,
      `${deployer} ram:PassRole ${ram}:role/agentrun-execution 1`,
    ],
  ],
  [5, "CreateAgentRuntimeEndpoint", [`${deployer} agentrun:CreateAgentRuntimeEndpoint * 1`]],
  [6, "a runtime that is not there", [`${deployer} agentrun:DeleteAgentRuntime ${agentrun}/runtimes/* 1 (1 failed)`]],
  [7, "a secret", [`${execution} agentrun:GetCredential ${agentrun}/credentials/openai-key 1`]],
  [8, "GetModelService", [`${execution} agentrun:GetModelService ${agentrun}/model-services/qwen 1`]],
  [9, "a denied call", "denied"],
  [10, "a throttled call", "throttled"],
  [11, "an invalid call", [`user:alice agentrun:CreateTool ${agentrun}/tools/* 1 (1 failed)`]],
  [12, "GetFunction", ["user:alice fc:GetFunction * 1"]],
  [13, "CreateCustomDomain", [`${deployer} fc:CreateCustomDomain * 1`]],
  [14, "GetToolset", [`${execution} devs:GetToolset * 1`]],
  [15, "StartExecution", ["user:alice fnf:StartExecution * 1"]],
  [16, "CreateLogStore", [`${deployer} log:CreateLogStore * 1`]],
  [17, "CreateRole", [`${deployer} ram:CreateRole ${ram}:role/* 1`]],
  [
    18,
    "AttachPolicyToRole",
    [
      `${deployer} ram:AttachPolicyToRole ${ram}:policy/agentrun-exec 1`,
      `${deployer} ram:AttachPolicyToRole ${ram}:role/agentrun-execution 1`,
    ],
  ],
  [19, "AssumeRole, which passes no role", [`user:alice sts:AssumeRole ${ram}:role/agentrun-deployer 1`]],
  [20, "an API that the catalog lacks", "unmapped"],
  [21, "a purchase, by the account itself", "root"],
  [
    22,
    "an API call of the console, by a CloudSSO role",
    [`role:AliyunReservedSSO-Admin agentrun:UpdateAgentRuntime ${agentrun}/runtimes/* 1`],
  ],
  [23, "a sign-in", "notACall"],
  [24, "a service", "system"],
  [25, "an event of the platform", "serviceEvent"],
  [26, "a CloudSSO user", "cloudSso"],
  [27, "a service's role, in the old shape", "unmapped"],
  [28, "a record of 2015", [`user:alice ram:DeleteGroup ${ram}:group/grp1 1`]],
  [29, "capitals, and an unknown service", "unmapped"],
  [30, "the event of record 3 once more", [`${deployer} agentrun:GetAgentRuntime ${agentrun}/runtimes/* 1`]],
];

const records = JSON.parse(fixture("management-events.json")) as readonly unknown[];

it.each(answers)("record %i, %s", async (index, _, answer) => {
  const usage = await usageOf({ trail: JSON.stringify([records[index]]) });
  const dropped = Object.keys(usage.counts.dropped);
  if (typeof answer !== "string") expect([rowTexts(usage), dropped]).toEqual([answer, []]);
  else
    expect([rowTexts(usage), usage.counts.unmapped, dropped]).toEqual(
      answer === "unmapped" ? [[], 1, []] : [[], 0, [answer]],
    );
});

it("knows the name of a runtime from the call that created it, and counts a repeated event once", async () => {
  const usage = await usageOf({ trail: fixture("management-events.json") });
  expect(rowTexts(usage)).toContain(`${deployer} agentrun:GetAgentRuntime ${agentrun}/runtimes/orders 1`);
  expect(usage.counts).toEqual({
    events: 31,
    used: 20,
    unmapped: 3,
    dropped: { cloudSso: 1, denied: 1, duplicate: 1, notACall: 1, root: 1, serviceEvent: 1, system: 1, throttled: 1 },
  });
  expect(usage.coverage).toMatchObject({
    first: "2015-11-03T13:41:49Z",
    last: "2026-11-26T00:48:07Z",
    continuousSince: "2026-11-02T00:00:00Z",
    regions: ["cn-hangzhou"],
    accounts: [account],
    dataServices: [],
  });
  const row = usage.rows.find(({ action }) => action === "agentrun:DeleteAgentRuntime");
  expect(row).toMatchObject({
    why: ["the events do not name the workspace", "the events have the id ar-9999old of the runtime, not its name"],
    firstSeen: "2026-11-09T07:49:07Z",
    lastSeen: "2026-11-09T07:49:07Z",
    sources: ["ActionTrail"],
  });
});

it("fills in a workspace that is given, and says so", async () => {
  const usage = await usageOf({ trail: JSON.stringify([record()]) }, { workspace: "team-a" });
  expect(usage.rows).toMatchObject([
    {
      resource: `acs:agentrun:cn-hangzhou:${account}:workspaces/team-a/tools/search`,
      why: ["the workspace was given, not seen"],
    },
  ]);
});

it("reads data events: an action that the catalog lacks, and a denied call", async () => {
  const { counts, unmapped, denied, coverage } = await usageOf({ data: fixture("data-events.json") });
  expect(counts).toEqual({ events: 2, used: 0, unmapped: 1, dropped: { denied: 1 } });
  expect(unmapped).toMatchObject([{ principal: execution, event: "Oss:GetObject", calls: 1 }]);
  expect(denied).toMatchObject([{ principal: execution, event: "Oss:PutObject", code: "AccessDenied" }]);
  expect(coverage.dataServices).toEqual(["oss"]);
});

it("reads pages of LookupEvents, and takes their window", async () => {
  const usage = await usageOf({ pages: fixture("lookup-events-pages.json") });
  expect(usage.counts).toEqual({ events: 8, used: 8, unmapped: 0, dropped: {} });
  expect(usage.coverage).toMatchObject({ kinds: ["LookupEvents"], continuousSince: "2026-11-01T00:00:00Z" });
  expect(usage.warnings).toEqual([]);
  const [first] = JSON.parse(fixture("lookup-events-pages.json")) as readonly unknown[];
  const open = await usageOf({ page: JSON.stringify(first) });
  expect(open.warnings).toEqual(["Every page of LookupEvents has a NextToken: the last page is missing."]);
});

it("reads rows of a log store in three shapes", async () => {
  const shapes = JSON.parse(fixture("sls-rows.json")) as Readonly<Record<string, readonly unknown[]>>;
  const texts = async (rows: readonly unknown[]) => rowTexts(await usageOf({ rows: JSON.stringify(rows) }));
  const [asText, asObject, flat] = await Promise.all(Object.values(shapes).map(texts));
  expect(asText).toEqual([
    `${deployer} agentrun:CreateAgentRuntime ${agentrun}/runtimes/* 1`,
    `${deployer} agentrun:ListAgentRuntimes ${agentrun}/runtimes/* 1`,
    `${deployer} agentrun:ListWorkspaces * 1`,
    `${deployer} ram:PassRole ${ram}:role/agentrun-execution 1`,
  ]);
  expect(asObject).toEqual([asText![1], asText![2]]);
  expect(flat).toEqual([asText![0], asText![2], asText![3]]);
  const all = await usageOf({ all: fixture("sls-rows.json") });
  expect(all.counts).toMatchObject({ events: 8, used: 3, dropped: { denied: 1, duplicate: 4 } });
});

it("reads counted rows, whose values are all texts", async () => {
  const usage = await usageOf({ rows: fixture("sls-usage-rows.json") });
  expect(usage.counts).toEqual({ events: 21, used: 18, unmapped: 1, dropped: { denied: 1, throttled: 1 } });
  expect(usage.rows.some(({ action }) => action === "ram:PassRole")).toBe(false);
  const counted = await usageOf({
    rows: JSON.stringify([
      {
        principalType: "ram-user",
        principal: "alice",
        service: "Ram",
        event: "GetRole",
        calls: "12",
        error: "",
        account,
        resourceType: "ACS::RAM::Role",
        resourceName: "run",
        firstSeen: "2026-11-03T01:07:07Z",
        lastSeen: "2026-11-09T01:07:07Z",
      },
    ]),
  });
  expect(rowTexts(counted)).toEqual([`user:alice ram:GetRole ${ram}:role/run 12`]);
  expect(counted.rows[0]).toMatchObject({ lastSeen: "2026-11-09T01:07:07Z", sources: ["aggregated rows"] });
});

it.each<[string, Readonly<Record<string, unknown>>, string]>([
  ["service names in any case", { serviceName: "AGENTRUN" }, "agentrun:GetTool"],
  ["the product", { serviceName: "New", requestParameters: { AcsProduct: "AgentRun" } }, "agentrun:GetTool"],
  ["the host", { serviceName: "", eventSource: "agentrun-share.cn-hangzhou.aliyuncs.com" }, "agentrun:GetTool"],
  [
    "the host of a log project",
    { serviceName: "", eventName: "CreateLogStore", eventSource: "p.cn-hangzhou.log.aliyuncs.com" },
    "log:CreateLogStore",
  ],
  ["IMS", { serviceName: "Ims", eventName: "ListUserBasicInfos" }, "ram:ListUserBasicInfos"],
  ["FC 2.0", { serviceName: "FC-Open", eventName: "GetFunctionAsyncInvokeConfig" }, "fc:GetAsyncInvokeConfig"],
  ["FC 3.0", { serviceName: "FC", eventName: "GetAsyncInvokeConfig" }, "fc:GetAsyncInvokeConfig"],
  ["an action of another name", { serviceName: "Sls", eventName: "GetLogs" }, "log:GetLogStoreLogs"],
])("finds the action by %s", async (_, more, action) => {
  const usage = await usageOf({ trail: JSON.stringify([record(more)]) });
  expect(usage.rows.map((row) => row.action)).toEqual([action]);
});

it.each<[string, string]>([
  ["Forbidden.RAM", "denied"],
  ["NoPermission", "denied"],
  ["AccessDenied", "denied"],
  ["Unauthorized", "denied"],
  ["Throttling.Api", "throttled"],
  ["InternalError", "serverFault"],
  ["ServiceUnavailable", "serverFault"],
  ["InvalidAccessKeyId.NotFound", "unauthenticated"],
  ["SignatureDoesNotMatch", "unauthenticated"],
  ["InvalidTimeoutValue", "used"],
  ["EntityNotExist.Role", "used"],
  ["", "used"],
])("an error %s makes a call %s", async (errorCode, expected) => {
  const { counts } = await usageOf({ trail: JSON.stringify([record({ errorCode })]) });
  expect(counts.used === 1 ? "used" : Object.keys(counts.dropped)[0]).toBe(expected);
});

it.each<[string, string, "used" | "unmapped" | "purchase"]>([
  ["an API of the catalog", "GetTool", "used"],
  ["an API that the catalog lacks", "RunInstances", "unmapped"],
  ["a purchase", "Create", "purchase"],
  ["a refund", "RemainRefund", "purchase"],
  ["a description", "Sign in to the page", "purchase"],
])("counts an operation of the console that is %s", async (_, eventName, expected) => {
  const { counts } = await usageOf({
    trail: JSON.stringify([record({ eventType: "ConsoleOperation", eventName, apiVersion: "*" })]),
  });
  const { used, unmapped, dropped } = counts;
  const none = { used: 0, unmapped: 0, purchase: 0 };
  expect({ used, unmapped, purchase: dropped.purchase ?? 0 }).toEqual({ ...none, [expected]: 1 });
});

it("takes a name with wildcards for no name", async () => {
  const usage = await usageOf({ trail: JSON.stringify([record({ requestParameters: { toolName: "a*" } })]) });
  expect(usage.rows[0]).toMatchObject({
    resource: `${agentrun}/tools/*`,
    why: [
      "the events do not name the workspace",
      "the name of the tool has characters that a pattern reads as wildcards",
    ],
  });
});

it("names the service of a user, and the principal of another account", async () => {
  const file = { trail: JSON.stringify([record({ serviceName: "Vendor", eventSource: "" })]) };
  expect((await usageOf(file)).unmapped).toMatchObject([{ event: "Vendor:GetTool", principal: "user:alice" }]);
  expect((await usageOf(file, { services: { vendor: "agentrun" } })).counts.used).toBe(1);
  const identity = { type: "assumed-role", accountId: "2", userName: "run:session" };
  const { rows } = await usageOf({ trail: JSON.stringify([record({ userIdentity: identity })]) });
  expect(rows[0]?.principal).toEqual({ kind: "role", name: "run", account: "2" });
});

it("collects too many resources of one action in one row, and says so", async () => {
  const trail = Array.from({ length: 700 }, (_, index) =>
    JSON.stringify(record({ eventId: String(index), requestParameters: { toolName: `tool-${index}` } })),
  );
  const { rows, counts } = await usageOf({ trail: trail.join("\n") });
  expect(counts.used).toBe(700);
  expect(rows).toHaveLength(501);
  expect(rows.reduce((sum, { calls }) => sum + calls, 0)).toBe(700);
  expect(rows.find(({ resource }) => resource.endsWith("/*"))).toMatchObject({
    calls: 200,
    why: expect.arrayContaining(["more than 500 different resources were seen"]) as unknown,
  });
});

it("counts events beyond the window of ids as possibly repeated", async () => {
  const trail = Array.from({ length: 50 }, (_, index) => JSON.stringify(record({ eventId: String(index) })));
  const { coverage, counts } = await usageOf({ trail: [...trail, trail[49]].join("\n") }, { duplicateWindow: 10 });
  expect(counts.dropped).toEqual({ duplicate: 1 });
  expect(coverage.possibleDuplicates).toBe(31);
});

it("compares the number of events with the name of a delivered file", async () => {
  const name = "Actiontrail_cn-hangzhou_20261103010707_1002_2_900_0a1b.gz";
  const { warnings } = await usageOf({ [name]: JSON.stringify([record()]) });
  expect(warnings).toEqual([`${name}: its name says 2 events, and 1 were read.`]);
});

it("reads nothing from nothing", async () => {
  const usage = await readEvidence([{ name: "empty", chunks: [] }]);
  expect(usage).toMatchObject({ rows: [], counts: { events: 0, used: 0, unmapped: 0, dropped: {} } });
});
