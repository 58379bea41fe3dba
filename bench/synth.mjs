/**
 * The cost of synth with this library, as ratios to the same resources made with the generated bindings: a policy with the
 * same document as literal JSON, and an attachment. Includes the construction. Needs a build.
 * `node bench/synth.mjs [rounds]`
 *
 * Each measurement has its own process. Subjects take turns, and the least time of the rounds is used, because load on the
 * machine can only add time.
 */
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";
import { performance } from "node:perf_hooks";
import process from "node:process";
import { fileURLToPath } from "node:url";

const require = createRequire(import.meta.url);
const entry = (name) => fileURLToPath(new URL(`../dist/${name}`, import.meta.url));

const sizes = [
  { stacks: 1, policies: 5000, atMost: 1.4 },
  { stacks: 100, policies: 10, atMost: 1.5 },
  { stacks: 400, policies: 10, atMost: 1.5 },
  { stacks: 1000, policies: 10, atMost: 1.5 },
];

const builders = { raw: buildRaw, library: buildWithLibrary };
const loads = {
  cdktf: () => require("cdktf"),
  library: () => [require("cdktf"), require(entry("index.js"))],
  construct: () => [require("cdktf"), require(entry("index.js")).CustomPolicy],
};

const [subject, ...given] = process.argv.slice(2);
if (subject === "synth") report(synth(...given));
else if (subject === "require") report(measure(loads[given[0]]));
else compare(Number(subject ?? 5));

function compare(rounds) {
  const perStack = {};
  for (const { stacks, policies, atMost } of sizes) {
    const subjects = Object.keys(builders).map((name) => [name, ["synth", name, stacks, policies]]);
    const { raw, library } = leastOf(subjects, stacks * policies > 5000 ? Math.ceil(rounds / 2) : rounds);
    perStack[stacks] = library.time / stacks;
    const ratio = { cpu: library.cpu / raw.cpu, time: library.time / raw.time };
    console.log(
      `${`${stacks} × ${policies}`.padEnd(10)} raw ${show(raw)}, library ${show(library)}: ` +
        `${ratio.time.toFixed(2)} × (at most ${atMost}), ${ratio.cpu.toFixed(2)} × in CPU of all threads`,
    );
  }
  const growth = perStack[1000] / perStack[100];
  console.log(`a stack of 1,000 costs ${growth.toFixed(2)} × one of 100 (1 where cost is linear)`);
  const subjects = Object.keys(loads).map((name) => [name, ["require", name]]);
  const { cdktf, library, construct } = leastOf(subjects, 4 * rounds);
  const more = ({ cpu, time }) => show({ cpu: cpu - cdktf.cpu, time: time - cdktf.time });
  console.log(`require    cdktf ${show(cdktf)}, with the library ${more(library)} more (at most 15 ms)`);
  console.log(`           and a policy, whose modules load when it is first asked for: ${more(construct)} more`);
}

/** The least time of each subject, and the least CPU time. */
function leastOf(subjects, rounds) {
  const least = Object.fromEntries(subjects.map(([name]) => [name, { cpu: Infinity, time: Infinity }]));
  for (let round = 0; round < rounds; round++) {
    for (const [name, args] of subjects) {
      const file = fileURLToPath(import.meta.url);
      const { cpu, time } = JSON.parse(execFileSync(process.execPath, [file, ...args.map(String)]));
      least[name] = { cpu: Math.min(least[name].cpu, cpu), time: Math.min(least[name].time, time) };
    }
  }
  return least;
}

function show({ cpu, time }) {
  return `${time.toFixed(0)} ms (CPU ${cpu.toFixed(0)} ms)`;
}

function report(measured) {
  console.log(JSON.stringify(measured));
}

/** User CPU time of the process and time of the main thread, in milliseconds. */
function measure(work) {
  const cpu = process.cpuUsage();
  const start = mainThreadTime();
  work();
  return { cpu: process.cpuUsage(cpu).user / 1000, time: mainThreadTime() - start };
}

/** The running time of the main thread in milliseconds: the time by the clock on an idle machine. */
function mainThreadTime() {
  const file = `/proc/self/task/${process.pid}/schedstat`;
  return existsSync(file) ? Number(readFileSync(file, "utf8").split(" ")[0]) / 1e6 : performance.now();
}

function synth(builder, stacks, policies) {
  const { App, TerraformStack } = require("cdktf");
  const build = builders[builder]();
  const { AlicloudProvider } = require(entry("provider-alicloud/provider/index.js"));
  const outdir = mkdtempSync(path.join(tmpdir(), "synth-bench-"));
  try {
    return measure(() => {
      const app = new App({ outdir });
      for (let number = 0; number < Number(stacks); number++) {
        const stack = new TerraformStack(app, `stack-${number}`);
        new AlicloudProvider(stack, "alicloud", { region: "cn-hangzhou" });
        for (let index = 0; index < Number(policies); index++) build(stack, `${number}-${index}`);
      }
      app.synth();
    });
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}

/** Permissions of a team on its own runtimes. Every team has a different document. */
function documentOf(name) {
  return {
    Version: "1",
    Statement: [
      {
        Effect: "Allow",
        Action: ["agentrun:DeleteAgentRuntime", "agentrun:UpdateAgentRuntime"],
        Resource: [`acs:agentrun:cn-hangzhou:1234567890123456:workspaces/default/runtimes/${name}`],
      },
    ],
  };
}

function buildRaw() {
  const { RamPolicy } = require(entry("provider-alicloud/ram-policy/index.js"));
  const { RamGroupPolicyAttachment } = require(entry("provider-alicloud/ram-group-policy-attachment/index.js"));
  return (stack, name) => {
    const policy = new RamPolicy(stack, `Policy-${name}`, {
      policyName: `policy-${name}`,
      description: `What team ${name} may do`,
      rotateStrategy: "DeleteOldestNonDefaultVersionWhenLimitExceeded",
      policyDocument: JSON.stringify(documentOf(name)),
    });
    new RamGroupPolicyAttachment(stack, `Attachment-${name}`, {
      policyName: policy.policyName,
      policyType: "Custom",
      groupName: `team-${name}`,
    });
  };
}

function buildWithLibrary() {
  const { CustomPolicy } = require(entry("index.js"));
  return (stack, name) =>
    new CustomPolicy(stack, `Policy-${name}`, {
      policyName: `policy-${name}`,
      description: `What team ${name} may do`,
      document: documentOf(name),
      attachTo: { groups: [`team-${name}`] },
    });
}
