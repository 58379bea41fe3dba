/**
 * Synthesizes the examples with the packed library and each framework of frameworks.json (cdktn takes the place of cdktf
 * by an npm override). Compares every stack with the output of the sources and the pinned, lowest cdktf. Needs a build
 * and compiled examples.
 *
 *     node scripts/test-frameworks.mjs [id of a framework, by default all]
 */
import { deepStrictEqual } from "node:assert";
import { cpSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { install, pack, root, run, synthesizedStacks, temporaryFolder } from "./consumer.mjs";

const [wanted] = process.argv.slice(2);
const all = JSON.parse(readFileSync(path.join(root, "scripts", "frameworks.json"), "utf8"));
const frameworks = all.filter(({ id }) => wanted === undefined || id === wanted);
if (frameworks.length === 0) {
  throw new Error(`frameworks: ${wanted} is not one of ${all.map(({ id }) => id).join(", ")}`);
}
const examples = path.join(root, ".build", "examples");

const expected = synthesize(root, path.join(examples, "main.js"));
if (expected.size < 9) throw new Error(`frameworks: only ${expected.size} example stacks`);
const { tarball } = pack(temporaryFolder());

for (const { id, dependencies, overrides } of frameworks) {
  const project = temporaryFolder();
  install(project, { dependencies: { "cdktf-alicloud-agentrun": tarball, ...dependencies }, overrides });
  cpSync(examples, path.join(project, "examples"), { recursive: true });
  const versions = ["cdktf", "constructs"].map((dependency) => {
    const found = createRequire(path.join(project, "package.json"))(`${dependency}/package.json`);
    return `${found.name} ${found.version}`;
  });
  const stacks = synthesize(project, path.join(project, "examples", "main.js"));
  deepStrictEqual(stacks, expected, `${id} synthesizes the examples differently`);
  console.log(`frameworks: ${stacks.size} stacks equal with ${versions.join(" and ")}`);
}

function synthesize(cwd, main) {
  const output = path.join(temporaryFolder(), "cdktf.out");
  run(process.execPath, [main], { cwd, env: { ...process.env, CDKTF_OUTDIR: output, CHECKPOINT_DISABLE: "1" } });
  return synthesizedStacks(output);
}
