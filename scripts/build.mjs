/** Builds dist/ from lib/: generated bindings, compiled sources, and the JSON data that they read. */
import { spawnSync } from "node:child_process";
import { cpSync, existsSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import typescript from "typescript";
import { writeEsModules } from "./es-modules.mjs";
import { makeEntriesLazy } from "./lazy-entries.mjs";

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
process.chdir(root);

run(process.execPath, ["scripts/generate-provider-bindings.mjs"]);
if (!existsSync("dist/index.js")) rmSync(".build/lib.tsbuildinfo", { force: true });
run(process.execPath, ["node_modules/typescript/bin/tsc", "-p", "tsconfig.build.json"]);
// Editors show the comments of declarations. Those in the code would be a tenth of the package.
removeComments("dist");
makeEntriesLazy("dist");
writeEsModules("lib", "dist");
cpSync("lib/provider-alicloud", "dist/provider-alicloud", {
  recursive: true,
  filter: (source) => statSync(source).isDirectory() || /\.(js|d\.ts)$/.test(source),
});

// Data that is read on first use. The compiler does not see it.
for (const room of ["catalog", "code-scan"]) cpSync(`lib/${room}/data`, `dist/${room}/data`, { recursive: true });

/** Removes the comments of compiled files. Skips files without comments. */
function removeComments(folder) {
  for (const name of readdirSync(folder, { recursive: true, encoding: "utf8" })) {
    const file = path.join(folder, name);
    if (!file.endsWith(".js") || name.startsWith("provider-alicloud")) continue;
    const text = readFileSync(file, "utf8");
    if (!/\/\*\*|\/\//.test(text)) continue;
    const compilerOptions = { removeComments: true, target: "ES2022", module: "CommonJS", allowJs: true };
    const { outputText } = typescript.transpileModule(text, { compilerOptions });
    if (outputText !== text) writeFileSync(file, outputText);
  }
}

function run(command, args) {
  const { status } = spawnSync(command, args, { stdio: "inherit" });
  if (status !== 0) process.exit(status ?? 1);
}
