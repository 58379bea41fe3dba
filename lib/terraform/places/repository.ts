import { existsSync } from "node:fs";
import path from "node:path";

/** The root of the git checkout that a file is in, the nearest one; `undefined` outside of checkouts. */
export function repositoryOf(file: string): string | undefined {
  return repositoryAround(path.dirname(path.resolve(file)));
}

/** The same for a folder, which may be the root itself. */
export function repositoryAround(folder: string): string | undefined {
  return foldersFrom(path.resolve(folder)).find(isCheckout);
}

export function isCheckout(folder: string): boolean {
  return existsSync(path.join(folder, ".git"));
}

/** The folder and those above it, the nearest first. */
export function foldersFrom(folder: string): readonly string[] {
  const above = path.dirname(folder);
  return above === folder ? [folder] : [folder, ...foldersFrom(above)];
}

/** Whether a file or folder is in a folder, or is the folder. Reads nothing: where links may lead out, give real paths. */
export function isWithin(folder: string, file: string): boolean {
  const way = path.relative(folder, file);
  return way !== ".." && !way.startsWith(`..${path.sep}`) && !path.isAbsolute(way);
}

/** The relative path from a folder to something in it, with `/`; `undefined` for anything else. */
export function pathWithin(folder: string, file: string): string | undefined {
  const way = path.relative(folder, file);
  return way === "" || !isWithin(folder, file) ? undefined : way.split(path.sep).join("/");
}
