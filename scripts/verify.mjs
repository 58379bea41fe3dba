/**
 * Builds, checks and tests everything, as CI does. Stops at the first step that fails, with its output; ends with what
 * could not run here (`end-to-end: NOT RUN`), and the number of tests, e.g. `412 passed, 0 failed`.
 */
import { spawn } from "node:child_process";
import { readFileSync, readdirSync, rmSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

/** Milliseconds, far more than any step takes on a slow machine. */
const longestStep = 20 * 60_000;
const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const jestReport = path.join(root, ".build", "jest.json");
const bin = (name) => path.join(root, "node_modules", ".bin", name);
const node = process.execPath;

/** Each of these uses one core, so that two run at a time. */
const checks = [
  [["lint", bin("eslint"), [".", "--max-warnings", "0"]]],
  [
    ["site", node, ["scripts/test-site.mjs"]],
    ["type check", bin("tsc"), ["-p", "tsconfig.json"]],
    ["type check of the studio", bin("tsc"), ["-p", "studio/tsconfig.json"]],
    ["format", bin("prettier"), ["--check", "--log-level", "warn", "."]],
  ],
];
const steps = [
  ["tests", bin("jest"), ["--ci", "--json", "--outputFile", jestReport]],
  ["browser", node, ["scripts/test-browser.mjs"]],
  ["examples", "npm", ["run", "--silent", "examples"]],
  ["cdktf synth", bin("cdktf"), ["synth"], checkCdktfOutput],
  ["other frameworks", node, ["scripts/test-frameworks.mjs"]],
  ["package", node, ["scripts/test-package.mjs"]],
  ["end-to-end", node, ["scripts/test-e2e.mjs"]],
];
const notRun = [];
const running = new Set();

rmSync(jestReport, { force: true });
await inOrder([["build", node, ["scripts/build.mjs"]]]);
await Promise.all(checks.map(inOrder));
await inOrder(steps);
for (const line of notRun) console.log(line);
console.log(testCount());

async function inOrder(some) {
  for (const step of some) await run(step);
}

async function run([name, command, args, check]) {
  if (name === "cdktf synth") rmSync(path.join(root, "cdktf.out"), { recursive: true, force: true });
  const started = Date.now();
  const { status, signal, stdout, stderr } = await outputOf(command, args);
  const seconds = ((Date.now() - started) / 1000).toFixed(0);
  const problem = status === 0 ? check?.() : status === null ? `ended by ${signal}` : `exit code ${status}`;
  if (problem !== undefined) {
    console.log(`${stdout}${stderr}\n${name}: failed (${problem})`);
    if (name === "tests") console.log(testCount());
    for (const child of running) child.kill("SIGKILL");
    process.exit(1);
  }
  // Repeated before the number of tests, where nobody overlooks it.
  const [, endToEnd, skipped = endToEnd] = /^(?:e2e: (.*NOT RUN \(.*)|(skipped: .*))$/m.exec(stdout) ?? [];
  if (skipped !== undefined) notRun.push(`${name}: ${skipped}`);
  console.log(stdout.startsWith("e2e: NOT RUN") ? `${name}: NOT RUN` : `${name}: passed in ${seconds} s`);
  if (["browser", "other frameworks", "package", "end-to-end"].includes(name)) console.log(stdout.trimEnd());
}

function outputOf(command, args) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: root,
      stdio: ["ignore", "pipe", "pipe"],
      // A test that leaves something open would keep its process, and this one, for ever.
      timeout: longestStep,
      killSignal: "SIGKILL",
      // No step may look for updates, rewrite snapshots or draw on the terminal.
      env: { ...process.env, CI: "1", CHECKPOINT_DISABLE: "1", FORCE_COLOR: "0" },
    });
    running.add(child);
    const printed = { stdout: "", stderr: "" };
    for (const stream of ["stdout", "stderr"]) {
      child[stream].setEncoding("utf8").on("data", (text) => (printed[stream] += text));
    }
    child.on("error", reject);
    child.on("close", (status, signal) => {
      running.delete(child);
      resolve({ status, signal, ...printed });
    });
  });
}

/** Checks the output, because `cdktf synth` succeeds even if the app writes nothing. */
function checkCdktfOutput() {
  const written = readdirSync(path.join(root, "cdktf.out", "stacks"));
  const golden = readdirSync(path.join(root, "test", "examples", "golden"));
  const missing = golden.map((file) => file.replace(".tf.json", "")).filter((name) => !written.includes(name));
  return missing.length === 0 ? undefined : `no cdk.tf.json of ${missing.join(", ")}`;
}

function testCount() {
  const { numPassedTests, numFailedTests } = JSON.parse(readFileSync(jestReport, "utf8"));
  return `${numPassedTests} passed, ${numFailedTests} failed`;
}
