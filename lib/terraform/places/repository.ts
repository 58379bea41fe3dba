import { existsSync } from "node:fs";
import path from "node:path";

/** The root of the git checkout that a file or folder is in; `undefined` outside of one. */
export function repositoryOf(file: string): string | undefined {
  return foldersAbove(path.resolve(file)).find((folder) => existsSync(path.join(folder, ".git")));
}

/** Starts with the nearest folder. */
export function foldersAbove(file: string): readonly string[] {
  const folder = path.dirname(file);
  return folder === file ? [] : [folder, ...foldersAbove(folder)];
}

/** The way from a folder to what is in it, with `/`; `undefined` for anything else. */
export function pathWithin(folder: string, file: string): string | undefined {
  const within = path.relative(folder, file);
  const isOutside = within === "" || within.split(path.sep)[0] === ".." || path.isAbsolute(within);
  return isOutside ? undefined : within.split(path.sep).join("/");
}
