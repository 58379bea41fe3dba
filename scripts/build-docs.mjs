/** Builds the site of the documentation into docs/.vitepress/dist. Needs the network only to install its packages. */
import { spawnSync } from "node:child_process";
import { cpSync, existsSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const docs = path.join(root, "docs");
const bin = (name) => path.join(docs, "node_modules", ".bin", name);

const steps = [
  ...(existsSync(bin("vitepress")) ? [] : [["npm", ["ci", "--no-audit", "--no-fund", "--prefix", docs]]]),
  [process.execPath, [path.join(root, "scripts", "build-studio.mjs")]],
  [bin("typedoc"), ["--options", "typedoc.json"]],
  [bin("vitepress"), ["build"]],
];
for (const [command, args] of steps) {
  // VitePress copies this folder unchanged.
  if (command === bin("vitepress")) cpSync(path.join(root, ".build", "studio"), path.join(docs, "public", "studio"), { recursive: true }); // prettier-ignore
  const { status, error } = spawnSync(command, args, { cwd: docs, stdio: "inherit" });
  if (status !== 0) {
    console.error(error?.message ?? `${path.basename(command)} failed`);
    process.exit(1);
  }
}
