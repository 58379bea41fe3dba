/**
 * Smoke test of the package: packs the library, installs the tarball with its peers outside the repository, and synthesizes
 * one app as CommonJS, as a native ES module and as TypeScript, with equal results. Then installs it without its peers, and
 * runs what needs no framework. Needs a build.
 */
import { spawnSync } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import vm from "node:vm";
import { gzipSync } from "node:zlib";
import { loadWithoutPlatform } from "./browser-check.mjs";
import { bundle } from "./bundles.mjs";
import { install, pack, root, run, temporaryFolder } from "./consumer.mjs";

const maxTarballBytes = 1_500_000;
const maxEvaluateBytes = 20_000;
const allowed = [
  /^dist\/.+\.(js|d\.ts|json)$/,
  /^dist\/(policy|catalog)\/.+\.mjs$/,
  /^dist\/testing\/vitest\.(mjs|d\.mts)$/,
  /^conformance\/(cases\/.+\.json|schema\.json|README\.md)$/,
  /^schema\/(account-listing|agentrun-ram\.config|(lint|review|summary)-report)\.schema\.json$/,
  /^docs\/(decisions\/)?[A-Za-z-]+\.md$/,
  /^(package\.json|README(\.zh-CN)?\.md|CHANGELOG\.md|LICENSE|NOTICE)$/,
];
/** The largest binding: the provider's configuration with its table of service endpoints. */
const endpointTable = "dist/provider-alicloud/provider/index.js";
const { devDependencies, version } = createRequire(import.meta.url)("../package.json");

const { tarball, content } = pack(temporaryFolder());
checkContent();
const bare = temporaryFolder();
const isBareInstalled = install(bare, { dependencies: { "cdktf-alicloud-agentrun": tarball } });
const project = temporaryFolder();
const begin = Date.now();
await install(project, {
  dependencies: {
    "cdktf-alicloud-agentrun": tarball,
    cdktf: ">=0.20.12 <0.22.0",
    constructs: "^10.3.0",
    typescript: devDependencies.typescript,
    "@types/node": devDependencies["@types/node"],
    "@types/jest": devDependencies["@types/jest"],
    "@jest/globals": devDependencies.jest,
  },
});
const installed = Date.now();
const expected = javascript("app.cjs");
console.log(
  `package: in an empty folder, the first stack is there after ${secondsTo(Date.now())} s, ${secondsTo(installed)} s of it for npm install`,
);
expect(expected.includes('"aliyun/alicloud"'), "the CommonJS app prints no stack");
expect(javascript("app.mjs") === expected, "the ES module app synthesizes another stack than the CommonJS app");
for (const [module, moduleResolution] of [
  ["node16", "node16"],
  ["commonjs", "node10"],
]) {
  expect(typescript(module, moduleResolution) === expected, `the TypeScript app (${module}) synthesizes another stack`);
}
const { PolicyDocument, evaluate, minimize, split, validate } = loadWithoutPlatform(
  path.join(project, "node_modules/cdktf-alicloud-agentrun/dist/policy/index.js"),
);
const json = '{"Version":"1","Statement":[{"Effect":"Allow","Action":["oss:Get*","oss:GetObject"],"Resource":"*"}]}';
expect(validate(json, "identity", { rules: "strict" }).findings.length === 1, "the engine finds other things alone");
const [{ document }] = split(minimize(PolicyDocument.fromJson(json)).document);
const { decision } = evaluate({ policies: [document], request: { action: "oss:GetObject", resource: "*" } });
expect(decision === "Allow", "the engine decides otherwise alone");
await checkBundles();
expect(javascript("copies.mjs") === "", "the test of copies prints something");
checkTestRunners();
checkEmulator();
checkNewProject();
await isBareInstalled;
checkWithoutFramework();
checkLazyEntry();
console.log("package: the policy engine runs without Node, as in a browser");
console.log("package: the CommonJS, ES module and TypeScript apps synthesize the same stack");

function checkContent() {
  const files = content.files.map((file) => file.path);
  const unexpected = files.filter((file) => !allowed.some((pattern) => pattern.test(file)));
  expect(unexpected.length === 0, `files that the package should not have: ${unexpected.join(", ")}`);
  const schemas = ["agentrun-ram.config", ...["lint", "review", "summary"].map((name) => `${name}-report`)].map(
    (name) => `schema/${name}.schema.json`,
  );
  const data = readdirSync(path.join(root, "lib/code-scan/data")).map((name) => `dist/code-scan/data/${name}`);
  for (const file of ["LICENSE", "NOTICE", "README.md", "CHANGELOG.md", endpointTable, ...schemas, ...data]) {
    expect(files.includes(file), `the package lacks ${file}`);
  }
  expect(content.size < maxTarballBytes, `the tarball has ${content.size} bytes, of ${maxTarballBytes} at most`);
  const table = readFileSync(path.join(root, endpointTable));
  console.log(
    `package: ${kilobytes(content.size)} packed, ${kilobytes(content.unpackedSize)} unpacked, ${files.length} files; ` +
      `of it the provider's endpoint table ${kilobytes(gzipSync(table).length)} packed, ` +
      `${kilobytes(statSync(path.join(root, endpointTable)).size)} unpacked`,
  );
}

function javascript(name) {
  copyFileSync(path.join(root, "test/package", name), path.join(project, name));
  return run(process.execPath, [name], { cwd: project });
}

function typescript(module, moduleResolution) {
  const folder = path.join(project, module);
  mkdirSync(folder);
  copyFileSync(path.join(root, "test/package/app.ts"), path.join(folder, "app.ts"));
  compile(folder, ["app.ts"], { module, moduleResolution });
  expect(existsSync(path.join(folder, "app.js")), `${module}: nothing compiled`);
  return run(process.execPath, ["app.js"], { cwd: folder });
}

/** Compiles with the strictest settings that a project may have. */
function compile(folder, include, options) {
  const compilerOptions = {
    target: "ES2022",
    lib: ["ES2022"],
    strict: true,
    exactOptionalPropertyTypes: true,
    skipLibCheck: false,
    types: ["node"],
    ...options,
  };
  writeFileSync(path.join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions, include }));
  run(process.execPath, [path.join(project, "node_modules/typescript/bin/tsc"), "-p", folder]);
}

/** Bundles for browsers have only the parts that they use, as ES modules. Bundles for Node have the CommonJS modules. */
async function checkBundles() {
  const inBrowser = { platform: "browser", format: "iife", globalName: "bundled" };
  const evaluator = 'export { PolicyDocument, evaluate } from "cdktf-alicloud-agentrun/policy";';
  const { text } = await bundle(project, evaluator, inBrowser);
  const bytes = gzipSync(text).length;
  expect(bytes < maxEvaluateBytes, `evaluate alone has ${bytes} bytes, of ${maxEvaluateBytes} at most`);
  const { PolicyDocument, evaluate } = vm.runInNewContext(`${text};bundled`);
  const request = { action: "oss:GetObject", resource: "*" };
  const { decision } = evaluate({ policies: [PolicyDocument.fromJson(json)], request });
  expect(decision === "Allow", "the bundled engine decides otherwise");

  const all = `
    import { knownActions } from "cdktf-alicloud-agentrun/catalog";
    import { validate } from "cdktf-alicloud-agentrun/policy";
    export const findings = (json) => validate(json, "identity", { knowledge: knownActions }).findings;`;
  const checker = await bundle(project, all, inBrowser);
  const { findings } = vm.runInNewContext(`${checker.text};bundled`);
  const broad = { Version: "1", Statement: [{ Effect: "Allow", Action: "agentrun:Get*", Resource: "*" }] };
  expect(
    findings(broad).some(({ id }) => id === "RAM723"),
    "the bundled catalog does not know secrets",
  );
  const common = checker.files.filter((file) => file.endsWith(".js"));
  expect(common.length === 0, `a bundle for browsers has a second copy: ${common.join(", ")}`);

  const app = `${all} export { CustomPolicy } from "cdktf-alicloud-agentrun";`;
  const { files } = await bundle(project, app, { platform: "node", format: "cjs" });
  const modules = files.filter((file) => file.endsWith(".mjs"));
  expect(files.length > 100 && modules.length === 0, `a bundle for Node has a second copy: ${modules.join(", ")}`);
  const asBrowser = ["--conditions=browser", "-p", 'require("cdktf-alicloud-agentrun/policy").evaluate.name'];
  expect(run(process.execPath, asBrowser, { cwd: project }) === "evaluate\n", "a test with a DOM loads no CommonJS");
  console.log(`package: evaluate alone has ${kilobytes(bytes)} packed, of ${kilobytes(maxEvaluateBytes)} at most`);
}

/** The matchers have types for each test runner. Vitest is not installed, so the test declares the parts that are used. */
function checkTestRunners() {
  for (const [name, types] of [
    ["jest.ts", ["node", "jest"]],
    ["jest-globals.ts", ["node"]],
    ["vitest.mts", ["node"]],
  ]) {
    const folder = path.join(project, `runner-${path.parse(name).name}`);
    mkdirSync(folder);
    copyFileSync(path.join(root, "test/package/runners", name), path.join(folder, name));
    const isVitest = name === "vitest.mts";
    if (isVitest) copyFileSync(path.join(root, "lib/testing/vitest-module.d.ts"), path.join(folder, "module.d.ts"));
    const include = isVitest ? [name, "module.d.ts"] : [name];
    compile(folder, include, { module: "node16", moduleResolution: "node16", types, noEmit: true });
  }
  console.log("package: the matchers have types for jest, @jest/globals and vitest (of which a part is declared)");
}

/** The emulator answers, and so does the command, installed as users have it. */
function checkEmulator() {
  expect(javascript("emulator.mjs") === "alice\n", "the emulator does not answer");
  const command = path.join(project, "node_modules/.bin/agentrun-ram");
  expect(run(command, ["--version"]) === `${version}\n`, "the command does not give the package's version");
  expect(run(command, ["emulator", "--help"]).includes("agentrun-ram emulator"), "the command gives no help");
  const program = "process.exit(process.env.AGENTRUN_RAM_EMULATOR === undefined ? 1 : 5)";
  const { status } = spawnSync(command, ["emulator", "--", process.execPath, "-e", program], { cwd: project });
  expect(status === 5, `the command around a program ends with ${status}`);
  console.log("package: the emulator runs, as a module and as a command");
}

/** A new project synthesizes and passes its tests as it is. */
function checkNewProject() {
  const folder = path.join(project, "new-team");
  run(path.join(project, "node_modules/.bin/agentrun-ram"), ["init", folder, "--from", tarball]);
  run(process.execPath, [path.join(project, "node_modules/typescript/bin/tsc"), "-p", folder]);
  run(process.execPath, ["build/main.js"], { cwd: folder });
  const stack = path.join(folder, "cdktf.out/stacks/new-team/cdk.tf.json");
  expect(readFileSync(stack, "utf8").includes("agentrun:DeleteTool"), "a new project grants nothing");
  // Jest is not installed in the project, which would take longer than everything else here.
  const modules = path.join(root, "node_modules");
  const transform = JSON.stringify({ "\\.ts$": path.join(modules, "ts-jest") });
  run(process.execPath, [path.join(modules, "jest/bin/jest.js"), "--ci", "-i", "--transform", transform], {
    cwd: folder,
  });
  console.log("package: a new project synthesizes and passes its tests");
}

/** The peers are optional: everything except the constructs runs without them. */
function checkWithoutFramework() {
  for (const peer of ["cdktf", "constructs"]) {
    expect(!existsSync(path.join(bare, "node_modules", peer)), `npm installs ${peer}, which is optional`);
  }
  const stack = path.join(bare, "cdk.tf.json");
  writeFileSync(stack, expected);
  writeFileSync(path.join(bare, "policy.json"), json);
  copyFileSync(path.join(root, "test/package/without-framework.mjs"), path.join(bare, "app.mjs"));
  const [principals, missing] = run(process.execPath, ["app.mjs", stack], { cwd: bare }).split("\n");
  expect(/group agentrun-admins.*group agentrun-admins/.test(principals), `the stack grants to ${principals}`);
  expect(missing === "MODULE_NOT_FOUND: 'constructs'" || missing === "MODULE_NOT_FOUND: 'cdktf'", missing);
  const command = path.join(bare, "node_modules/.bin/agentrun-ram");
  const printed = (...args) => run(command, args, { cwd: bare });
  expect(JSON.parse(printed("minimize", "policy.json")).Statement.length === 1, "minimize prints no policy");
  expect(printed("review", stack, stack).startsWith("Unchanged"), "a stack differs from itself");
  expect(printed("summary", stack).includes("agentrun-admins"), "the summary lacks a group of the stack");
  expect(printed("emulator", "--help").includes("agentrun-ram emulator"), "the emulator gives no help");
  console.log("package: without cdktf and constructs, the command and the engine run");
}

/** A `require` of the library loads only index files. A construct loads on first use. */
function checkLazyEntry() {
  const script = `
    const loaded = () => Object.keys(require.cache).filter((file) => file.includes("cdktf-alicloud-agentrun")).length;
    const library = require("cdktf-alicloud-agentrun");
    const [before, isThere, after] = [loaded(), typeof library.CustomPolicy, loaded()];
    console.log(before <= 4 && isThere === "function" && after > 20);`;
  expect(
    run(process.execPath, ["-e", script], { cwd: project }).trim() === "true",
    "the entry loads more than indexes",
  );
}

function secondsTo(time) {
  return ((time - begin) / 1000).toFixed(1);
}

function kilobytes(bytes) {
  return `${(bytes / 1000).toFixed(0)} kB`;
}

function expect(condition, message) {
  if (!condition) throw new Error(`package: ${message}`);
}
