/**
 * Synthesizes the examples and an app with references between stacks, with the packed library and each framework of
 * frameworks.json: `cdktf`, `cdktn` with the package for it, and `cdktn` in the place of `cdktf` by an npm override. Compares
 * every stack, byte by byte, with the output of the sources and the pinned, lowest cdktf. Needs a build and compiled
 * examples.
 *
 *     node scripts/test-frameworks.mjs [id of a framework, by default all]
 */
import { deepStrictEqual } from "node:assert";
import { copyFileSync, existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { packForCdktn } from "./cdktn-package.mjs";
import { install, pack, root, run, runBeside, synthesizedStacks, temporaryFolder } from "./consumer.mjs";
import { forCdktn, packageNames } from "./framework-names.mjs";

/** The version of Node.js that `cdktn-cli` needs. The library itself does not. */
const oldestNodeOfCdktnCli = [22, 19];

const [wanted] = process.argv.slice(2);
const all = JSON.parse(readFileSync(path.join(root, "scripts", "frameworks.json"), "utf8"));
const frameworks = all.filter(({ id }) => wanted === undefined || id === wanted);
if (frameworks.length === 0) {
  throw new Error(`frameworks: ${wanted} is not one of ${all.map(({ id }) => id).join(", ")}`);
}
const examples = path.join(root, ".build", "examples");
const crossStack = path.join(root, "test", "package", "cross-stack.mjs");

const { tarball } = pack(temporaryFolder());
const projects = frameworks.map(prepare);
const [expected, expectedCrossStack] = await synthesize(root, path.join(examples, "main.js"), crossStack);
if (expected.size < 9) throw new Error(`frameworks: only ${expected.size} example stacks`);

for (const { id, dependencies, isNative, project, isInstalled } of projects) {
  await isInstalled;
  if (isNative && existsSync(path.join(project, "node_modules", "cdktf"))) throw new Error(`${id} installs cdktf`);
  copyPrograms(project, isNative);
  const [stacks, crossStacks] = await synthesize(project, path.join("examples", "main.js"), "cross-stack.mjs");
  deepStrictEqual(stacks, expected, `${id} synthesizes the examples differently`);
  deepStrictEqual(crossStacks, expectedCrossStack, `${id} synthesizes references between stacks differently`);
  console.log(`frameworks: ${stacks.size + crossStacks.size} stacks equal with ${versions(project, dependencies)}`);
  if (isNative) {
    checkTypes(project);
    checkTool(project, dependencies.cdktn);
  }
}

/** Installs the framework and the package for it, while other work goes on. */
function prepare({ id, dependencies, overrides }) {
  const project = temporaryFolder();
  const isNative = dependencies.cdktn !== undefined;
  const library = isNative
    ? { [packageNames.cdktn]: packForCdktn(tarball, temporaryFolder()) }
    : { [packageNames.cdktf]: tarball };
  const isInstalled = install(project, { dependencies: { ...library, ...dependencies }, overrides });
  return { id, dependencies, isNative, project, isInstalled };
}

/** The stacks of each program. */
function synthesize(cwd, ...programs) {
  return Promise.all(
    programs.map(async (program) => {
      const output = path.join(temporaryFolder(), "cdktf.out");
      const env = { ...process.env, CDKTF_OUTDIR: output, CHECKPOINT_DISABLE: "1" };
      await runBeside(process.execPath, [program], { cwd, env });
      return synthesizedStacks(output);
    }),
  );
}

/** The same programs, converted to the framework of the project. */
function copyPrograms(project, isNative) {
  mkdirSync(path.join(project, "examples"));
  const programs = readdirSync(examples).map((file) => [path.join(examples, file), path.join("examples", file)]);
  for (const [from, to] of [...programs, [crossStack, "cross-stack.mjs"]]) {
    if (!isNative) copyFileSync(from, path.join(project, to));
    else writeFileSync(path.join(project, to), forCdktn(readFileSync(from, "utf8"), to));
  }
}

function versions(project, dependencies) {
  const require = createRequire(path.join(project, "package.json"));
  const found = Object.keys(dependencies).map((dependency) => require(`${dependency}/package.json`));
  return found.map(({ name, version }) => `${name} ${version}`).join(" and ");
}

/** The package for CDK Terrain has the types of CDK Terrain. */
function checkTypes(project) {
  const app = readFileSync(path.join(root, "test", "package", "app.ts"), "utf8");
  writeFileSync(path.join(project, "app.ts"), forCdktn(app));
  const compilerOptions = {
    target: "ES2022",
    lib: ["ES2022"],
    module: "node16",
    moduleResolution: "node16",
    strict: true,
    exactOptionalPropertyTypes: true,
    noEmit: true,
    types: ["node"],
    typeRoots: [path.join(root, "node_modules", "@types")],
  };
  writeFileSync(path.join(project, "tsconfig.json"), JSON.stringify({ compilerOptions, include: ["app.ts"] }));
  run(process.execPath, [path.join(root, "node_modules/typescript/bin/tsc"), "-p", project]);
  console.log(`frameworks: the types of ${packageNames.cdktn} compile`);
}

/** `cdktn synth` writes the examples. */
function checkTool(project, version) {
  const [major, minor] = process.versions.node.split(".").map(Number);
  const [oldestMajor, oldestMinor] = oldestNodeOfCdktnCli;
  if (major < oldestMajor || (major === oldestMajor && minor < oldestMinor)) {
    const needed = oldestNodeOfCdktnCli.join(".");
    console.log(`skipped: cdktn synth (cdktn-cli needs Node.js ${needed} or later, this is ${process.versions.node})`);
    return;
  }
  writeFileSync(
    path.join(project, "cdktf.json"),
    JSON.stringify({ language: "typescript", app: "node examples/main.js", sendCrashReports: "false" }),
  );
  run("npx", ["--yes", `cdktn-cli@${version}`, "synth"], { cwd: project });
  const stacks = synthesizedStacks(path.join(project, "cdktf.out"));
  deepStrictEqual(stacks, expected, "cdktn synth writes the examples differently");
  console.log(`frameworks: ${stacks.size} stacks equal with cdktn synth`);
}
