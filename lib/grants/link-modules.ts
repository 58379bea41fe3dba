import { existsSync, mkdirSync, readdirSync, symlinkSync } from "node:fs";
import path from "node:path";

/**
 * Makes the packages installed in one folder usable in another that has none. Each package is a link of its own: a command
 * that empties the folder, as `npm ci` does, removes links, while through a link to the whole folder it would remove the
 * packages.
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
