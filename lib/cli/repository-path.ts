import { existsSync } from "node:fs";
import path from "node:path";

/**
 * The path of a file relative to the root of its git checkout, with `/`. Outside of a checkout, it is relative to the
 * working folder, or absolute for a file elsewhere.
 */
export function repositoryPath(file: string): string {
  const whole = path.resolve(process.cwd(), file);
  const root = foldersAbove(whole).find((folder) => existsSync(path.join(folder, ".git"))) ?? process.cwd();
  const within = path.relative(root, whole);
  const isOutside = within === "" || within.split(path.sep)[0] === ".." || path.isAbsolute(within);
  return (isOutside ? whole : within).split(path.sep).join("/");
}

/** Starts with the nearest folder. */
function foldersAbove(file: string): readonly string[] {
  const folder = path.dirname(file);
  return folder === file ? [] : [folder, ...foldersAbove(folder)];
}
