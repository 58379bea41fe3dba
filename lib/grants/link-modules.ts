import { existsSync, mkdirSync, readdirSync, symlinkSync } from "node:fs";
import path from "node:path";

/**
 * Links the installed packages of one folder into another that has none. Each package gets its own link, because `npm ci`
 * empties `node_modules`: through a single link to the folder, it would delete the packages themselves.
 */
export function linkModules(from: string, to: string): void {
  const [installed, own] = [from, to].map((folder) => path.resolve(folder, "node_modules"));
  if (installed === undefined || own === undefined || !existsSync(installed) || existsSync(own)) return;
  mkdirSync(own);
  for (const name of readdirSync(installed)) {
    const [source, target] = [path.join(installed, name), path.join(own, name)];
    if (!name.startsWith("@")) {
      symlinkSync(source, target);
      continue;
    }
    mkdirSync(target);
    for (const scoped of readdirSync(source)) symlinkSync(path.join(source, scoped), path.join(target, scoped));
  }
}
