/** What nobody writes by accident: memory and time stay bounded, and nothing that failed or is not known counts as use. */
import { gzipSync } from "node:zlib";
import { generate, readEvidence, renderGenerated } from "cdktf-alicloud-agentrun/evidence";
import { record, rowTexts, usageOf } from "./support";

const list = (...records: readonly object[]): string =>
  JSON.stringify(records.map((one, index) => ({ ...one, eventId: `e${index}` })));
const alice = "user:alice agentrun:GetTool acs:agentrun:cn-hangzhou:1000000000000001:workspaces/*/tools";
const userNamed = (userName: unknown) => record({ userIdentity: { type: "ram-user", accountId: "1", userName } });

it.each<readonly [string, unknown, string | undefined]>([
  ["to the second", "2026-11-03T01:07:07Z", "2026-11-03T01:07:07Z"],
  ["with milliseconds", "2026-11-03T01:07:07.123Z", "2026-11-03T01:07:07Z"],
  ["with a zone", "2026-11-03T09:07:07+08:00", "2026-11-03T01:07:07Z"],
  ["without a zone", "2026-11-03 01:07:07", "2026-11-03T01:07:07Z"],
  ["at the end of a month", "2026-10-31T23:59:59Z", "2026-10-31T23:59:59Z"],
  ["in seconds", 1762132027, "2025-11-03T01:07:07Z"],
  ["in milliseconds", 1762132027000, "2025-11-03T01:07:07Z"],
  ["in seconds as text", "1762132027", "2025-11-03T01:07:07Z"],
  ["that no calendar has", "2026-13-45T99:99:99Z", undefined],
  ["in another form", "Nov 3 2026", undefined],
  ["of no type", {}, undefined],
  ["below zero", -5, undefined],
])("reads a time %s", async (_, eventTime, expected) => {
  const usage = await usageOf({ trail: list(record({ eventTime })) });
  expect(usage.rows.map(({ firstSeen }) => firstSeen)).toEqual([expected]);
  expect(usage.coverage.withoutTime).toBe(expected === undefined ? 1 : 0);
});

it.each<
  readonly [
    string,
    Readonly<Record<string, unknown>>,
    "used" | "denied" | "throttled" | "serverFault" | "unauthenticated",
  ]
>([
  ["no code", {}, "used"],
  ["an empty code", { errorCode: "", errorMessage: "" }, "used"],
  ["null", { errorCode: null }, "used"],
  ["a code", { errorCode: "NoPermission" }, "denied"],
  ["a status of HTTP", { errorCode: 403 }, "denied"],
  ["a status of HTTP as text", { errorCode: "403" }, "denied"],
  ["too many requests", { errorCode: 429 }, "throttled"],
  ["no valid key", { errorCode: "401" }, "unauthenticated"],
  ["a list of codes", { errorCode: ["NoPermission"] }, "denied"],
  ["a code of no type", { errorCode: { a: 1 } }, "serverFault"],
  ["a message only", { errorMessage: "You are not authorized to do this action." }, "denied"],
  ["a message that does not tell", { errorCode: "", errorMessage: "Something happened." }, "serverFault"],
  ["details of a denial", { errorCode: "Failed", accessDeniedDetail: { AuthAction: "a" } }, "denied"],
])("a call with %s", async (_, more, expected) => {
  const { counts } = await usageOf({ trail: list(record(more)) });
  expect(counts).toMatchObject(expected === "used" ? { used: 1 } : { used: 0, dropped: { [expected]: 1 } });
});

it("takes names of prototypes as names", async () => {
  const names = ["__proto__", "constructor", "hasOwnProperty"];
  const usage = await usageOf({
    trail: list(
      ...names.map((eventName) => record({ eventName })),
      ...names.map((serviceName) => record({ serviceName, eventSource: "", eventName: "X" })),
      ...names.map(userNamed),
    ),
  });
  expect(usage.counts).toEqual({ events: 9, used: 3, unmapped: 6, dropped: {} });
  expect(usage.rows.map(({ principal }) => principal.name).sort()).toEqual([...names].sort());
});

it("takes nothing from a member named __proto__", async () => {
  const inside = '"requestParameters":{"__proto__":{"toolName":"other"},"toolName":"search"}';
  const text = list(record()).replace(/"requestParameters":\{[^}]*\}/, inside);
  expect(rowTexts(await usageOf({ trail: text }))).toEqual([`${alice}/search 1`]);
});

it.each<readonly [string, unknown]>([
  ["that would be a pattern", "*"],
  ["with a path", "a/../b"],
  ["that Terraform would evaluate", "${x}"],
  ["of no type", { a: 1 }],
  ["that is far too long", "x".repeat(100_000)],
])("grants all names for a name %s, and says why", async (_, toolName) => {
  const { rows } = await usageOf({ trail: list(record({ requestParameters: { toolName } })) });
  expect(rows.map(({ resource }) => resource.split("/").at(-1))).toEqual(["*"]);
  expect(rows[0]!.why).toHaveLength(2); // the workspace, and the tool
});

it("keeps no text that is far too long", async () => {
  const long = "x".repeat(100_000);
  const usage = await usageOf({
    trail: JSON.stringify([
      record({ eventId: `${long}1` }),
      record({ eventId: `${long}2` }),
      record({ eventId: "3", eventName: `Get${long}` }),
      record({ eventId: "4", serviceName: long, eventSource: long, eventName: "X" }),
      record({ eventId: "5", acsRegion: long, recipientAccountId: long }),
      record({ eventId: "6", errorCode: `NoPermission${long}` }),
      { ...userNamed(long), eventId: "7" },
    ]),
  });
  expect(usage.counts).toEqual({ events: 7, used: 3, unmapped: 2, dropped: { denied: 1, unnamed: 1 } });
  expect(usage.coverage.possibleDuplicates).toBe(2);
  expect(JSON.stringify(usage).length).toBeLessThan(10_000);
  expect(renderGenerated(usage, generate(usage), "json").length).toBeLessThan(20_000);
});

it.each<readonly [string, Uint8Array, number]>([
  ["blanks", Buffer.alloc(6_000_000, 0x20), 0],
  ["a line of blanks behind a broken list", Buffer.concat([Buffer.from("[x\n"), Buffer.alloc(6_000_000, 0x20)]), 1],
  ["one line", Buffer.alloc(20_000_000, 0x61), 1],
  ["one text", Buffer.concat([Buffer.from('[{"a":"'), Buffer.alloc(20_000_000, 0x61)]), 1],
  ["lists in lists", Buffer.alloc(2_000_000, 0x5b), 1],
])("reads much compressed into little: %s", async (_, content, bad) => {
  const start = process.memoryUsage().rss;
  const { counts } = await usageOf({ "bomb.gz": gzipSync(content, { level: 1 }) });
  expect(counts).toEqual({ events: bad, used: 0, unmapped: 0, dropped: bad === 0 ? {} : { badLine: bad } });
  expect(process.memoryUsage().rss - start).toBeLessThan(250 * 1024 * 1024);
});

it.each<readonly [string, Buffer]>([
  ["UTF-16, as PowerShell writes it", Buffer.from(`\ufeff${list(record())}`, "utf16le")],
  ["UTF-16 with the other order of bytes", Buffer.from(`\ufeff${list(record())}`, "utf16le").swap16()],
  ["joined files with byte order marks", Buffer.from(`\ufeff${JSON.stringify(record())}\n\ufeff${JSON.stringify(record({ eventId: "1" }))}`)], // prettier-ignore
])("reads %s", async (_, content) => {
  for (const size of [content.length, 7]) {
    const chunks = Array.from({ length: Math.ceil(content.length / size) }, (__, index) =>
      content.subarray(index * size, (index + 1) * size),
    );
    const { counts } = await readEvidence([{ name: "trail", chunks }]);
    expect([counts.used, counts.events]).toEqual([counts.events, counts.events]);
    expect(counts.used).toBeGreaterThan(0);
  }
});

it("counts a row without a valid number of calls as one, and says so", async () => {
  const row = (calls: unknown) => ({ calls, service: "AgentRun", event: "GetTool", principalType: "ram-user", principal: "b" }); // prettier-ignore
  const rows = ["5", "1e309", "-5", "99999999999999999999", "1.5", "many", null].map(row);
  const { counts, warnings } = await usageOf({ rows: JSON.stringify(rows) });
  expect([counts.used, warnings]).toEqual([11, [expect.stringMatching(/not valid count as one call each/)]]);
});
