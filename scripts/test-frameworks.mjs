/**
 * Synthesizes the examples, from the packed library, with the newest cdktf and with cdktn in its place (an npm
 * override), and compares every stack with what the pinned, lowest cdktf makes of the same sources. Needs a build and
 * compiled examples.
 */
import { deepStrictEqual } from "node:assert";
import { cpSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { install, pack, root, run, synthesizedStacks, temporaryFolder } from "./consumer.mjs";

const frameworks = [
  { name: "cdktf 0.21.0", dependencies: { cdktf: "0.21.0", constructs: "^10.4.2" } },
  {
    name: "cdktn 0.24.0 in the place of cdktf",
    dependencies: { cdktf: "npm:cdktn@0.24.0", constructs: "~10.7.0" },
    overrides: { cdktf: "npm:cdktn@0.24.0" },
  },
];
const examples = path.join(root, ".build", "examples");

const expected = synthesize(root, path.join(examples, "main.js"));
if (expected.size < 9) throw new Error(`frameworks: only ${expected.size} example stacks`);
const { tarball } = pack(temporaryFolder());

for (const { name, dependencies, overrides } of frameworks) {
  const project = temporaryFolder();
  install(project, { dependencies: { "cdktf-alicloud-agentrun": tarball, ...dependencies }, overrides });
  cpSync(examples, path.join(project, "examples"), { recursive: true });
  const versions = ["cdktf", "constructs"].map((dependency) => {
    const found = createRequire(path.join(project, "package.json"))(`${dependency}/package.json`);
    return `${found.name} ${found.version}`;
  });
  const stacks = synthesize(project, path.join(project, "examples", "main.js"));
  deepStrictEqual(stacks, expected, `${name} synthesizes the examples in another way`);
  console.log(`frameworks: ${stacks.size} stacks equal with ${versions.join(" and ")}`);
}

function synthesize(cwd, main) {
  const output = path.join(temporaryFolder(), "cdktf.out");
  run(process.execPath, [main], { cwd, env: { ...process.env, CDKTF_OUTDIR: output, CHECKPOINT_DISABLE: "1" } });
  return synthesizedStacks(output);
}
