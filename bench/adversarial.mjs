/**
 * Measures every step on adversarial input: the time for documents of growing size, as ratios to n log n, and for single
 * documents that RAM could hold; how full split documents are; and how far minimized documents are from the optimum. Times
 * are processor times, the least of several runs. Needs a build.
 *
 * `node bench/adversarial.mjs [statements]`
 */
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { knownActions } from "../dist/catalog/index.js";
import { PolicyDocument, minimize, split, validate } from "../dist/policy/index.js";

const largest = Number(process.argv[2] ?? 10_000);

/** A sequence of numbers from 0 to 1 that is the same in every run. */
function random(seed) {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

function name(next, length = 8) {
  return Array.from({ length }, () => "abcdefghijklmnopqrstuvwxyz"[Math.floor(next() * 26)]).join("");
}

const arn = "acs:oss:*:*:";
const allow = (Action, Resource, Condition) => ({ Effect: "Allow", Action, Resource, ...(Condition && { Condition }) });
const many = (count, seed, make) => {
  const next = random(seed);
  return Array.from({ length: count }, (_, index) => make(next, index));
};

/** Makes a given number of statements. */
const shapes = {
  "random prefixes": (count) => many(count, 1, (next) => allow("oss:Get*", `${arn}${name(next)}*`)),
  "random suffixes": (count) => many(count, 2, (next) => allow("oss:Get*", `${arn}*${name(next)}`)),
  "both random": (count) => many(count, 3, (next) => allow("oss:Get*", `${arn}${name(next)}*${name(next)}`)),
  "random middles": (count) => many(count, 4, (next) => allow("oss:Get*", `${arn}*${name(next)}*`)),
  "shared prefixes": (count) => many(count, 5, (next) => allow("oss:Get*", `${arn}logs/2026/*/${name(next)}/*`)),
  "shared suffixes": (count) => many(count, 6, (next) => allow("oss:Get*", `${arn}${name(next)}/*/logs/2026`)),
  nested: (count) => many(count, 7, (_, index) => allow("oss:Get*", `${arn}${"a".repeat(index % 50)}b${index}*`)),
  "one in the other": (count) =>
    many(count, 8, (_, index) => allow(`oss:A${index}`, `${arn}${"a/".repeat(index % 60)}*`)),
  "all different actions": (count) => many(count, 9, (next, index) => allow(`oss:*${name(next)}`, `${arn}b${index}`)),
  "NotAction, different": (count) =>
    many(count, 10, (next, index) => ({
      Effect: "Allow",
      NotAction: `oss:${name(next)}*`,
      Resource: `${arn}b${index}`,
    })),
  "NotAction, one resource": (count) =>
    many(count, 11, (next) => ({ Effect: "Allow", NotAction: [`oss:${name(next)}`, "oss:PutBucket"], Resource: "*" })),
  "NotAction of wildcards": (count) =>
    many(count, 12, (next) => ({ Effect: "Deny", NotAction: [`oss:*${name(next)}`, "ram:*"], Resource: "*" })),
  "all different conditions": (count) =>
    many(count, 13, (next) => allow("oss:Get*", "*", { StringEquals: { "acs:ResourceTag/team": name(next) } })),
  "different patterns in conditions": (count) =>
    many(count, 14, (next, index) =>
      allow(["oss:Get*", `oss:P${index}`], "*", { StringLike: { "acs:ResourceTag/team": `*${name(next)}*` } }),
    ),
  "different keys": (count) =>
    many(count, 15, (next) => allow("oss:Get*", "*", { StringEquals: { [`acs:ResourceTag/${name(next)}`]: "a" } })),
  "different bounds": (count) =>
    many(count, 16, (next, index) =>
      allow(`oss:G${index % 100}`, "*", { NumericLessThan: { "oss:Size": String(Math.floor(next() * 1e9)) } }),
    ),
  addresses: (count) =>
    many(count, 17, (next) =>
      allow("oss:Get*", `${arn}${name(next, 3)}`, {
        IpAddress: { "acs:SourceIp": [0, 0, 0, 0].map(() => Math.floor(next() * 256)).join(".") },
      }),
    ),
  "excepted addresses": (count) =>
    many(count, 18, (next) =>
      allow("oss:Get*", "*", {
        NotIpAddress: { "acs:SourceIp": [0, 0, 0, 0].map(() => Math.floor(next() * 256)).join(".") },
      }),
    ),
  grids: (count) =>
    many(count, 19, (next) => allow(`oss:A${Math.floor(next() * 30)}`, `${arn}b${Math.floor(next() * (count / 10))}`)),
  "allowed and refused": (count) =>
    many(count, 20, (next, index) => ({
      ...allow(`oss:${name(next)}*`, `${arn}${name(next, 2)}*`),
      Effect: index % 2 === 0 ? "Allow" : "Deny",
    })),
  "equal statements": (count) => many(count, 21, () => allow("oss:GetObject", "*")),
};

const steps = {
  validate: ({ text }) => validate(text, "identity", { knowledge: knownActions, rules: "strict" }),
  minimize: ({ document }) => minimize(document),
  split: ({ document }) => split(document, { maxDocuments: Number.MAX_SAFE_INTEGER }),
};

for (const [step, run] of Object.entries(steps)) {
  console.log(`${step}: seconds for ${largest} statements, and how much more than n log n from a tenth of them`);
  for (const [shape, statementsOf] of Object.entries(shapes)) {
    const [few, all] = [largest / 10, largest].map((count) => least(run, inputOf(statementsOf(count)), 2));
    const growth = all / few / ((10 * Math.log(largest)) / Math.log(largest / 10));
    console.log(`${all.toFixed(2).padStart(8)} s ${growth.toFixed(2).padStart(6)} × ${shape}`);
  }
}

function inputOf(Statement) {
  const document = PolicyDocument.fromJson({ Version: "1", Statement });
  return { document, text: document.toText() };
}

/** Seconds of processor time: the least of several runs, after one that is not counted. */
function least(run, input, times) {
  const measured = Array.from({ length: times }, () => {
    const start = process.cpuUsage().user;
    run(input);
    return (process.cpuUsage().user - start) / 1e6;
  });
  return Math.min(...measured);
}

/** Documents of nearly 6,144 bytes: a text of a given length in each place where a pattern can be. */
const texts = {
  "*a ... b": (length) => `${"*a".repeat(length / 2 - 1)}b`,
  "*a*b ...": (length) => "*a*b".repeat(length / 4),
  "?*a ...": (length) => "?*a".repeat(length / 3),
  "*aab ...": (length) => `${"*aab".repeat(length / 4)}aaa`,
  "????": (length) => "?".repeat(length),
};
const pairs = {};
for (const [title, textOf] of Object.entries(texts)) {
  const one = (text) => [allow(`oss:${text}`, "*")];
  pairs[`${title} in an action`] = [one(textOf(6000)), one(`${textOf(6000)}c`)];
  pairs[`${title} in a resource`] = [
    [allow("oss:A", `${arn}${textOf(6000)}`)],
    [allow("oss:A", `${arn}c${textOf(6000)}`)],
  ];
  pairs[`${title} in a condition`] = [
    [allow("oss:A", "*", { StringLike: { k: textOf(5900) } })],
    [allow("oss:A", "*", { StringLike: { k: `${textOf(5900)}c` } })],
  ];
  pairs[`${title} in two actions`] = [
    [allow([`oss:${textOf(2900)}`, `oss:a${textOf(2900)}`], "*")],
    [allow([`oss:b${textOf(2900)}`, `oss:a${textOf(2900)}`], "*")],
  ];
}
for (const [title, patternOf] of Object.entries({
  "many *x*": (next) => `*${name(next, 3)}*`,
  "many x*y": (next) => `${name(next, 2)}*${name(next, 2)}`,
  "many *?x?*": (next) => `*?${name(next, 2)}?*`,
})) {
  const lists = (seed) => many(580, seed, patternOf);
  pairs[`${title} in actions`] = [5, 6].map((seed) => [
    allow(
      lists(seed)
        .map((one) => `a:${one}`)
        .slice(0, 480),
      "*",
    ),
  ]);
  pairs[`${title} in conditions`] = [5, 6].map((seed) => [allow("a:B", "*", { StringLike: { k: lists(seed) } })]);
  pairs[`${title} in resources`] = [5, 6].map((seed) => [
    allow(
      "oss:A",
      lists(seed)
        .map((one) => `acs:oss:*:*:${one}`)
        .slice(0, 280),
    ),
  ]);
  pairs[`${title} in statements`] = [5, 6].map((seed) =>
    lists(seed)
      .slice(0, 85)
      .map((one) => allow(`a:${one}`, `a:${one}`)),
  );
}

const folder = mkdtempSync(path.join(tmpdir(), "bench-adversarial-"));
const cli = fileURLToPath(new URL("../dist/cli/agentrun-ram.js", import.meta.url));
const commands = {
  validate: ["validate", "a/p.json"],
  lint: ["lint", "a/p.json"],
  minimize: ["minimize", "a/p.json"],
  split: ["split", "a/p.json"],
  evaluate: ["evaluate", "a/p.json", `oss:${"a".repeat(3000)}`, `acs:oss:cn-hangzhou:1:${"a".repeat(3000)}`],
  review: ["review", "a", "b"],
  summary: ["summary", "a/p.json"],
};

/** Milliseconds of processor time that a command takes, in its own process. */
function commandTime(args) {
  const program = `
    process.argv.splice(1, 0, "agentrun-ram");
    process.on("exit", () => process.stderr.write("\\ncpu " + process.resourceUsage().userCPUTime));
    require(${JSON.stringify(cli)});`;
  const { stderr } = spawnSync(process.execPath, ["-e", program, ...args], { cwd: folder, encoding: "utf8" });
  return Number(/cpu (\d+)/.exec(stderr)?.[1]) / 1000;
}

try {
  const start = Math.min(...[1, 2, 3].map(() => commandTime(["help"])));
  console.log(`milliseconds of each command for one document of about 6,144 bytes, above ${start.toFixed(0)} to start`);
  for (const [title, [before, after]] of Object.entries(pairs)) {
    for (const [name, Statement] of Object.entries({ a: before, b: after })) {
      mkdirSync(path.join(folder, name), { recursive: true });
      writeFileSync(path.join(folder, name, "p.json"), JSON.stringify({ Version: "1", Statement }));
    }
    const times = Object.entries(commands).map(([name, args]) => `${name} ${(commandTime(args) - start).toFixed(0)}`);
    console.log(`${title.padEnd(28)} ${times.join(", ")}`);
  }
} finally {
  rmSync(folder, { recursive: true });
}

console.log("how full split documents are, on average");
let [full, count] = [0, 0];
for (const [title, statementsOf] of Object.entries({
  "statements on buckets": (size) =>
    many(size, 30, (next) => allow(["oss:GetObject", "oss:PutObject"], `${arn}${name(next)}/*`)),
  "statements of many sizes": (size) =>
    many(size, 31, (next) =>
      allow(
        Array.from({ length: 1 + Math.floor(next() * 12) }, () => `ecs:${name(next)}`),
        "*",
      ),
    ),
  "one list of actions": (size) => [
    allow(
      many(size * 5, 32, (next) => `ecs:Describe${name(next)}`),
      "*",
    ),
  ],
  "one list of values": (size) => [
    allow("oss:*", "*", { StringEquals: { k: many(size * 5, 33, (next) => name(next, 12)) } }),
  ],
  "lists and statements": (size) => [
    allow(
      many(size * 2, 34, (next) => `ecs:Describe${name(next)}`),
      "*",
    ),
    ...many(size / 2, 35, (next) => allow("oss:GetObject", `${arn}${name(next)}`)),
  ],
})) {
  const fills = [200, 400, 700, 1000, 1600].map((size) => {
    const { document } = inputOf(statementsOf(size));
    const documents = split(document, { maxDocuments: 1000 });
    return documents.reduce((sum, one) => sum + one.document.byteLength, 0) / 6144 / documents.length;
  });
  full += fills.reduce((sum, one) => sum + one);
  count += fills.length;
  console.log(`${title.padEnd(28)} ${fills.map((fill) => `${(100 * fill).toFixed(0)} %`).join(", ")}`);
}
console.log(`${((100 * full) / count).toFixed(1)} % in the mean`);

console.log(
  "bytes of minimized documents, of the fewest that are possible: all documents of three actions and resources",
);
const { exhaustiveLabels, ratiosToOptimum } = await compiled("../test/policy/minimize/optimum.ts");
for (const [title, labels] of exhaustiveLabels) {
  const { mean, worst, documents } = ratiosToOptimum(labels);
  const texts = [mean, worst].map((ratio) => `${(100 * ratio).toFixed(2)} %`);
  console.log(`${title.padEnd(28)} ${texts[0]} in the mean, ${texts[1]} at worst, of ${documents} documents`);
}

/** Loads a TypeScript file of the tests that imports only this package. */
async function compiled(file) {
  const source = readFileSync(new URL(file, import.meta.url), "utf8");
  const options = { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2022 };
  const { outputText } = ts.transpileModule(source, { compilerOptions: options });
  const target = new URL("../.build/bench/module.mjs", import.meta.url); // within the package, which it imports by name
  mkdirSync(new URL(".", target), { recursive: true });
  writeFileSync(target, outputText);
  return await import(target.href);
}
