/** Files of every form, cut into chunks anywhere, damaged anywhere: nothing ends the reading, and nothing is lost. */
import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { type Usage, readEvidence } from "cdktf-alicloud-agentrun/evidence";
import { fixture, record, rowTexts, usageOf } from "./support";

const records = JSON.parse(fixture("management-events.json")) as readonly object[];

const forms: Readonly<Record<string, string | Uint8Array>> = {
  "a list on one line": JSON.stringify(records),
  "a list over many lines": JSON.stringify(records, null, 2),
  "lines of JSON": records.map((one) => JSON.stringify(one)).join("\n"),
  "lines of JSON with CRLF": records.map((one) => JSON.stringify(one)).join("\r\n"),
  "objects over many lines": records.map((one) => JSON.stringify(one, null, 1)).join("\n"),
  "an answer around a list": JSON.stringify({ RequestId: "1", Events: records }),
  "an answer over many lines": JSON.stringify(
    { RequestId: "1", Events: records, EndTime: "2026-11-28T00:00:00Z" },
    null,
    1,
  ),
  "a list with a byte order mark": `\ufeff${JSON.stringify(records)}`,
  "rows with the event as text": JSON.stringify(records.map((one) => ({ event: JSON.stringify(one) }))),
  "a compressed list": gzipSync(JSON.stringify(records)),
  "two compressed parts": Buffer.concat([
    gzipSync(
      records
        .slice(0, 9)
        .map((one) => `${JSON.stringify(one)}\n`)
        .join(""),
    ),
    gzipSync(
      records
        .slice(9)
        .map((one) => `${JSON.stringify(one)}\n`)
        .join(""),
    ),
  ]),
};

it.each(Object.entries(forms))("%s says the same, however it is cut", async (_, content) => {
  const expected = rowTexts(await usageOf({ trail: forms["a list on one line"]! }));
  const bytes = Buffer.from(content);
  for (const size of [bytes.length, 4096, 97]) {
    const chunks = Array.from({ length: Math.ceil(bytes.length / size) }, (__, index) =>
      bytes.subarray(index * size, (index + 1) * size),
    );
    const usage = await readEvidence([{ name: "trail", chunks }]);
    expect([size, rowTexts(usage)]).toEqual([size, expected]);
    expect(usage.counts).toMatchObject({ events: 31, used: 20, unmapped: 3 });
  }
});

it("reads one byte at a time", async () => {
  const bytes = Buffer.from(JSON.stringify(records.slice(0, 3), null, 1));
  const usage = await readEvidence([{ name: "trail", chunks: Array.from(bytes, (one) => Uint8Array.of(one)) }]);
  expect(usage.counts).toMatchObject({ events: 3, used: 3 });
});

it("reports a bad line with its place, and goes on", async () => {
  const lines = [
    JSON.stringify(record()),
    '{"eventId": ',
    "",
    "text",
    JSON.stringify(record({ eventId: "1" })),
    "[]",
    "7",
  ];
  const { bad, counts } = await usageOf({ "trail.jsonl": lines.join("\n") });
  expect(bad).toEqual([
    { place: "trail.jsonl line 2", why: "not valid JSON" },
    { place: "trail.jsonl line 4", why: "not JSON" },
    { place: "trail.jsonl line 7", why: "a value that is not an object" },
  ]);
  expect(counts).toEqual({ events: 5, used: 2, unmapped: 0, dropped: { badLine: 2, notAnEvent: 1 } });
});

it.each<[string, (one: string, other: string) => string, number]>([
  ["a comma too much", (one, other) => `[{"eventId":"x",},\n${one},\n${other}]`, 2],
  ["a text without end", (one, other) => `[${one},\n{"eventId":"x,\n "a": {}},\n${other}]`, 2],
  ["a text without end on one line", (one, other) => `[${one},{"eventId":"x},${other}]`, 2],
  ["other text between", (one, other) => `[${one},\noops\n${other}]`, 2],
  ["an end that is missing", (one, other) => `[${one},${other},{"eventId":"x"`, 2],
])("finds the records around %s", async (_, text, used) => {
  const content = text(JSON.stringify(record()), JSON.stringify(record({ eventId: "1" })));
  const { counts } = await usageOf({ trail: content });
  expect(counts.used).toBe(used);
  expect(counts.dropped.badLine).toBeGreaterThan(0);
  expectSum(counts);
});

it("says that compressed data ends early, and keeps what came before", async () => {
  const lines = Array.from({ length: 3000 }, (_, index) => JSON.stringify(record({ eventId: `e${index}` })));
  const whole = gzipSync(lines.join("\n"));
  const { counts, bad } = await usageOf({ "trail.gz": whole.subarray(0, whole.length - 20) });
  expect(counts.used).toBeGreaterThan(100);
  expect(bad.at(-1)?.why ?? bad[0]?.why).toMatch(/ends early|not valid JSON/);
  expectSum(counts);
});

it("loses no event of a damaged file without saying so", async () => {
  const texts = Object.values(forms).map((content) => Buffer.from(content));
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...texts),
      fc.array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.integer({ min: 0, max: 255 })), {
        maxLength: 6,
      }),
      fc.integer({ min: 50, max: 9000 }),
      async (original, damage, size) => {
        const bytes = Buffer.from(original);
        for (const [where, value] of damage) bytes[Math.floor(where * (bytes.length - 1))] = value;
        const chunks = Array.from({ length: Math.ceil(bytes.length / size) }, (_, index) =>
          bytes.subarray(index * size, (index + 1) * size),
        );
        const { counts } = await readEvidence([{ name: "trail", chunks }]);
        expectSum(counts);
        if (counts.events < 31)
          expect((counts.dropped.badLine ?? 0) + (counts.dropped.notAnEvent ?? 0)).toBeGreaterThan(0);
      },
    ),
    { numRuns: 60, seed: 7 },
  );
});

it("takes any JSON without an error", async () => {
  const keys = [
    "eventName",
    "userIdentity",
    "event",
    "calls",
    "service",
    "action",
    "principal",
    "status",
    "Events",
    "event.eventName",
  ];
  const json = fc.oneof(
    fc.jsonValue(),
    fc.dictionary(fc.constantFrom(...keys), fc.jsonValue()),
    fc.dictionary(fc.constantFrom(...Object.keys(record())), fc.jsonValue()).map((some) => record(some)),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(json, { maxLength: 5 }), async (values) => {
      const { counts } = await usageOf({ trail: JSON.stringify(values) });
      expectSum(counts);
    }),
    { numRuns: 150, seed: 7 },
  );
});

function expectSum({ events, used, unmapped, dropped }: Usage["counts"]): void {
  expect(used + unmapped + Object.values(dropped).reduce((sum, one) => sum + one, 0)).toBe(events);
}
