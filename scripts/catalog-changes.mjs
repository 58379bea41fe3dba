/**
 * Lines for the changelog: what changed in the catalog's pages since a commit. A removed or renamed action is a
 * breaking change, since policies that name it no longer compile, or do nothing. Needs a build.
 *
 *     node scripts/catalog-changes.mjs [commit, by default HEAD]
 */
import { execFileSync } from "node:child_process";
import { readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { pageChanges } from "../dist/catalog/import/index.js";

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const folder = "lib/catalog/data/pages";
const commit = process.argv[2] ?? "HEAD";
const lines = [];

for (const file of readdirSync(path.join(root, folder))) {
  const now = JSON.parse(readFileSync(path.join(root, folder, file), "utf8"));
  const before = pageAt(file);
  if (before === undefined) {
    lines.push(`- new in the catalog: ${now.title} (${Object.keys(now.actions).length} actions)`);
    continue;
  }
  const { breaking, added, removed } = pageChanges(before, now);
  if (breaking.length > 0) lines.push(`- BREAKING: ${now.code} no longer has ${breaking.join(", ")}`);
  lines.push(...removed.map((fact) => `- was: ${fact}`), ...added.map((fact) => `- now: ${fact}`));
}
console.log(lines.length === 0 ? "no change" : lines.join("\n"));

function pageAt(file) {
  try {
    const options = { cwd: root, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] };
    return JSON.parse(execFileSync("git", ["show", `${commit}:${folder}/${file}`], options));
  } catch {
    return undefined; // the commit has no such page
  }
}
