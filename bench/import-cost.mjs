/**
 * The time to import the package, as a ratio to importing `cdktf` alone. Takes medians over processes that are started in
 * turn, so that load on the machine affects all of them equally. Needs a build. `node bench/import-cost.mjs [rounds]`
 */
import { execFileSync } from "node:child_process";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";

const rounds = Number(process.argv[2] ?? 15);
const { exports } = createRequire(import.meta.url)("../package.json");
const entry = (name) => fileURLToPath(new URL(`../${exports[name].default}`, import.meta.url));

const subjects = {
  "cdktf alone": ["cdktf"],
  "cdktf and the library": ["cdktf", entry(".")],
  "and the bindings' index": ["cdktf", entry("."), entry("./provider-alicloud")],
  "and the provider class (endpoint table)": [
    "cdktf",
    entry("."),
    entry("./provider-alicloud/*").replace("*", "provider"),
  ],
  "the policy engine alone": [entry("./policy")],
};

const times = Object.fromEntries(Object.keys(subjects).map((name) => [name, []]));
for (let round = 0; round < rounds; round++) {
  for (const [name, modules] of Object.entries(subjects)) times[name].push(loadTime(modules));
}
const baseline = median(times["cdktf alone"]);
for (const [name, measured] of Object.entries(times)) {
  const time = median(measured);
  const more = (time - baseline).toFixed(1);
  console.log(
    `${name.padEnd(42)} ${time.toFixed(1).padStart(7)} ms  ${(time / baseline).toFixed(3)} × cdktf  (${more} ms more)`,
  );
}

/** Milliseconds that a fresh process needs to load these modules. */
function loadTime(modules) {
  const program = `
    const start = process.hrtime.bigint();
    for (const module of ${JSON.stringify(modules)}) require(module);
    console.log(Number(process.hrtime.bigint() - start) / 1e6);`;
  return Number(
    execFileSync(process.execPath, ["-e", program], { cwd: fileURLToPath(new URL("..", import.meta.url)) }),
  );
}

function median(values) {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
}
