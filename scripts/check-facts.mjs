/**
 * Compares every page, SDK package and list of operations in a folder with the catalog. Prints the differences and the lines
 * for the changelog as Markdown. A missing or empty folder is no error. Needs a build.
 *
 *     node scripts/check-facts.mjs [folder, by default facts]
 *
 * The exit code is that of `agentrun-ram catalog check`: 0 if all agree, 2 if something differs, 1 for an unreadable file.
 */
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const command = path.join(root, "dist", "cli", "agentrun-ram.js");
const [folder = "facts"] = process.argv.slice(2);
const inputs = (existsSync(folder) ? readdirSync(folder) : [])
  .filter((name) => !name.startsWith(".") && name !== "README.md")
  .sort()
  .map((name) => path.join(folder, name));

if (inputs.length === 0) console.log(`Nothing to compare in ${folder}.`);
else {
  const compared = run();
  console.log(`## Pages and SDKs, compared with the catalog\n\n${fenced(compared.stdout + compared.stderr)}`);
  if (compared.status === 2) console.log(`## Lines for the changelog\n\n${run("--changelog").stdout}`);
  process.exitCode = compared.status ?? 1;
}

function run(...options) {
  return spawnSync(process.execPath, [command, "catalog", "check", ...inputs, ...options], { encoding: "utf8" });
}

/** Wraps a text from the inputs in a fence that is longer than any in the text. */
function fenced(text) {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = "`".repeat(longest + 1);
  return `${fence}\n${text.trimEnd()}\n${fence}\n`;
}
