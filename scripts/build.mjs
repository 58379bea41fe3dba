/** Builds dist/ from lib/: generated bindings, compiled sources, and the JSON data that they read. */
import { spawnSync } from "node:child_process";
import { cpSync, existsSync, rmSync, statSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { writeEsModules } from "./es-modules.mjs";
import { makeEntriesLazy } from "./lazy-entries.mjs";

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
process.chdir(root);

run(process.execPath, ["scripts/generate-provider-bindings.mjs"]);
if (!existsSync("dist/index.js")) rmSync(".build/lib.tsbuildinfo", { force: true });
run(process.execPath, ["node_modules/typescript/bin/tsc", "-p", "tsconfig.build.json"]);
makeEntriesLazy("dist");
writeEsModules("lib", "dist");
cpSync("lib/provider-alicloud", "dist/provider-alicloud", {
  recursive: true,
  filter: (source) => statSync(source).isDirectory() || /\.(js|d\.ts)$/.test(source),
});

// Data that is read when it is first asked for, which the compiler does not see.
cpSync("lib/catalog/data", "dist/catalog/data", { recursive: true });

function run(command, args) {
  const { status } = spawnSync(command, args, { stdio: "inherit" });
  if (status !== 0) process.exit(status ?? 1);
}
