import { existsSync } from "node:fs";
import path from "node:path";

/**
 * A file as code hosts know it: from the root of the checkout that it is in, with `/`. Outside of any checkout, from the
 * working folder where it is in that, and whole otherwise.
 */
export function repositoryPath(file: string): string {
  const whole = path.resolve(process.cwd(), file);
  const root = foldersAbove(whole).find((folder) => existsSync(path.join(folder, ".git"))) ?? process.cwd();
  const within = path.relative(root, whole);
  const isOutside = within === "" || within.split(path.sep)[0] === ".." || path.isAbsolute(within);
  return (isOutside ? whole : within).split(path.sep).join("/");
}

/** The nearest first. */
function foldersAbove(file: string): readonly string[] {
  const folder = path.dirname(file);
  return folder === file ? [] : [folder, ...foldersAbove(folder)];
}
