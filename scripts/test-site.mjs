/**
 * Builds the site of the documentation, which fails for a broken link. The site has packages of its own. If their registry
 * cannot be reached, it says so and passes without running.
 */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const docs = path.join(root, "docs");

const isInstalled = existsSync(path.join(docs, "node_modules", ".bin", "vitepress"));
const install = isInstalled ? undefined : run("npm", ["ci", "--no-audit", "--no-fund", "--prefer-offline"], docs);
const unreachable = /npm (?:error|ERR!) code (E(?:NOTFOUND|AI_AGAIN|CONNREFUSED|CONNRESET|TIMEDOUT|NETUNREACH))/.exec(
  install?.output ?? "",
);
if (install !== undefined && install.status !== 0 && unreachable !== null) {
  console.log(`skipped: the site was NOT BUILT (${unreachable[1]}: the registry of its packages cannot be reached)`);
} else if (install !== undefined && install.status !== 0) {
  fail(install);
} else {
  const build = run(process.execPath, [path.join(root, "scripts", "build-docs.mjs")], root);
  if (build.status !== 0) fail(build);
}

function run(command, args, cwd) {
  const { status, error, stdout, stderr } = spawnSync(command, args, { cwd, encoding: "utf8", maxBuffer: 1 << 26 });
  return { status, output: `${stdout ?? ""}${stderr ?? ""}${error?.message ?? ""}` };
}

function fail({ output }) {
  console.log(`${output}\nsite: failed`);
  process.exitCode = 1;
}
