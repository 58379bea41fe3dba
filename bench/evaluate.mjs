/**
 * Decisions per second of the evaluator: on the vendor's 28-statement policy, and on documents of growing size, as
 * ratios to the smallest. Needs a build. `node bench/evaluate.mjs [milliseconds per measurement]`
 */
import { readFileSync } from "node:fs";
import { performance } from "node:perf_hooks";
import { PolicyDocument, evaluate } from "../dist/policy/index.js";

const duration = Number(process.argv[2] ?? 1000);
const full = PolicyDocument.fromJson(
  readFileSync(new URL("../test/fixtures/full-access-policy.json", import.meta.url), "utf8"),
);
const requests = [
  { action: "agentrun:GetAgentRuntime", resource: "acs:agentrun:cn-hangzhou:1:workspaces/w/runtimes/r" },
  { action: "ram:PassRole", resource: "acs:ram:*:1:role/r" },
  { action: "log:GetLogStoreLogs", resource: "acs:log:cn-hangzhou:1:project/p/logstore/aliyun-prom-x" },
  { action: "ecs:RunInstances", resource: "*" },
];
const context = { "acs:Service": "fc.aliyuncs.com" };

const perSecond = rate([full]);
console.log(`28-statement policy: ${perSecond.toFixed(0)} decisions per second`);

let smallest;
for (const count of [10, 100, 1000, 10000]) {
  const document = PolicyDocument.fromJson({
    Version: "1",
    Statement: Array.from({ length: count }, (_, index) => ({
      Effect: "Allow",
      Action: [`svc${index}:Get*`, `svc${index}:List*`],
      Resource: `acs:svc${index}:*:*:thing/*`,
    })),
  });
  const time = 1e6 / rate([document]);
  smallest ??= time / count;
  const growth = time / count / smallest;
  console.log(
    `${String(count).padStart(6)} statements: ${time.toFixed(1)} µs each, ${growth.toFixed(2)} × per statement`,
  );
}

function rate(policies) {
  for (let warm = 0; warm < 200; warm++) for (const request of requests) evaluate({ policies, request, context });
  let decisions = 0;
  const end = performance.now() + duration;
  const start = performance.now();
  while (performance.now() < end) {
    for (const request of requests) evaluate({ policies, request, context });
    decisions += requests.length;
  }
  return (decisions / (performance.now() - start)) * 1000;
}
