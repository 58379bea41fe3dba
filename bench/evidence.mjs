/**
 * Reads synthetic trails: events per second, memory, and the ratio to JSON.parse and to jq alone. Processor time does not
 * include other programs on the machine. `node bench/evidence.mjs 10000000` reads ten million events.
 */
import { Buffer } from "node:buffer";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import process from "node:process";
import { readEvidence } from "../dist/evidence/index.js";

const events = Number(process.argv[2] ?? 300_000);
const apis = ["GetAgentRuntime", "ListAgentRuntimes", "UpdateAgentRuntime", "GetTool", "ListTools", "DeleteTool"];
const megabyte = 1024 * 1024;

function recordText(index) {
  const name = `tool-${index % 400}`;
  const parameters = { AcsProduct: "AgentRun", RegionId: "cn-hangzhou", toolName: name, pageSize: 20 };
  return JSON.stringify({
    eventId: `${String(index).padStart(8, "0")}-94CA-5689-95C7-8CA5D6F28406`,
    eventVersion: 1,
    eventCategory: "Management",
    eventType: "ApiCall",
    eventName: apis[index % apis.length],
    eventRW: index % 3 === 0 ? "Write" : "Read",
    eventSource: "agentrun.cn-hangzhou.aliyuncs.com",
    eventTime: new Date(Date.UTC(2026, 8, 1) + index * 500).toISOString().replace(".000Z", "Z"),
    acsRegion: "cn-hangzhou",
    isGlobal: false,
    serviceName: "AgentRun",
    requestId: `${String(index).padStart(8, "0")}-94CA-5689-95C7-8CA5D6F28406`,
    sourceIpAddress: "203.0.113.12",
    userAgent: "AlibabaCloud (linux; x64) Python/3.11 Core/0.4",
    recipientAccountId: "1000000000000001",
    userIdentity: {
      accessKeyId: "STS.NUEXAMPLE***1",
      accountId: "1000000000000001",
      principalId: "300000000000000021:github-4711",
      type: "assumed-role",
      userName: `deployer-${index % 20}:github-${index}`,
      sessionContext: { attributes: { mfaAuthenticated: "false", creationDate: "2026-11-02T03:00:00Z" } },
    },
    requestParameters: parameters,
    apiVersion: "2025-09-10",
    requestParameterJson: JSON.stringify(parameters),
  });
}

/** One block of events, which is repeated with other ids, so that making events takes little time. */
const blockSize = 10_000;
const block = Array.from({ length: blockSize }, (_, index) => recordText(index));
const bytesOfEvent = Math.round(Buffer.byteLength(block.join("")) / blockSize);

function* chunks(form) {
  const separator = form === "list" ? ",\n" : "\n";
  if (form === "list") yield Buffer.from("[\n");
  for (let start = 0; start < events; start += blockSize) {
    const text = block.map((one, index) =>
      one.replace(/"eventId":"\d{8}/, `"eventId":"${String(start + index).padStart(8, "0")}`),
    );
    const bytes = Buffer.from(`${start === 0 ? "" : separator}${text.join(separator)}`);
    for (let at = 0; at < bytes.length; at += 256 * 1024) yield bytes.subarray(at, at + 256 * 1024);
  }
  if (form === "list") yield Buffer.from("\n]");
}

function perSecond(seconds, count = events) {
  return `${Math.round(count / seconds).toLocaleString("en")} events/s`;
}

/** Runs a function; prints its processor time and its time by the clock, and returns the processor time in seconds. */
async function timed(label, run, without = 0) {
  let most = 0;
  let early = 0;
  const look = (done) => {
    const { rss } = process.memoryUsage();
    if (done < 0.1) early = Math.max(early, rss);
    most = Math.max(most, rss);
  };
  const start = process.hrtime.bigint();
  const before = process.cpuUsage();
  await run(look);
  const { user, system } = process.cpuUsage(before);
  const clock = Number(process.hrtime.bigint() - start) / 1e9;
  const processor = (user + system) / 1e6 - without;
  const size = ((events / processor) * bytesOfEvent) / megabyte;
  console.log(
    `${label}: ${perSecond(processor)} of processor time (${size.toFixed(0)} MB/s), ${perSecond(clock)} by the clock, ` +
      `at most ${(most / megabyte).toFixed(0)} MB (${(early / megabyte).toFixed(0)} MB in the first tenth)`,
  );
  return processor;
}

console.log(`${events.toLocaleString("en")} events of ${bytesOfEvent} bytes`);
const making = await timed("making the events, which is not in the processor time of the others", (look) => {
  let at = 0;
  for (const chunk of chunks("lines")) {
    at += chunk.length;
    if (at < 0) throw new Error();
    look(0.05);
  }
});

const parsing = await timed(
  "JSON.parse of each line alone",
  (look) => {
    let rest = "";
    let seen = 0;
    for (const chunk of chunks("lines")) {
      const lines = (rest + chunk.toString("utf8")).split("\n");
      rest = lines.pop();
      for (const line of lines) {
        JSON.parse(line);
        seen += 1;
      }
      look(seen / events);
    }
  },
  making,
);

const jq = jqSeconds(Math.min(events, 200_000));

for (const form of ["lines", "list"]) {
  const seconds = await timed(
    `usage table from ${form}`,
    async (look) => {
      const usage = await readEvidence([{ name: form, chunks: chunks(form) }], {
        progress: (progress) => look(progress.events / events),
      });
      const { counts } = usage;
      if (counts.used !== events) throw new Error(`used ${JSON.stringify(counts)} of ${events}`);
    },
    making,
  );
  console.log(`  time beside JSON.parse alone: ${(seconds / parsing).toFixed(2)}`);
  console.log(`  time beside jq alone: ${jq === undefined ? "NOT RUN, because jq is not installed" : (seconds / events / jq).toFixed(2)}`); // prettier-ignore
}

/** Seconds of processor time that jq takes to read one event and do nothing else; `undefined` without jq. */
function jqSeconds(count) {
  const folder = mkdtempSync(path.join(tmpdir(), "bench-evidence-"));
  try {
    const file = path.join(folder, "trail.jsonl");
    writeFileSync(file, Array.from({ length: count }, (_, index) => block[index % blockSize]).join("\n"));
    const script = `command -v jq > /dev/null || exit 3; jq -n 'reduce inputs as $one (0; . + 1)' ${file} && times`;
    const { status, stdout } = spawnSync("bash", ["-c", script], { encoding: "utf8" });
    if (status !== 0) {
      console.log("jq alone: NOT RUN, because jq is not installed");
      return undefined;
    }
    const [, , children = ""] = stdout.trim().split("\n");
    const seconds = children.split(" ").reduce((sum, text) => {
      const [, minutes = "0", rest = "0"] = /^(\d+)m([\d.]+)s$/.exec(text) ?? [];
      return sum + Number(minutes) * 60 + Number(rest);
    }, 0);
    console.log(`jq alone: ${perSecond(seconds, count)} of processor time`);
    return seconds / count;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
