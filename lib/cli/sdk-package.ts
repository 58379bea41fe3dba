import { readdirSync } from "node:fs";
import path from "node:path";
import { type SdkList, codeOfPackage, operationsInClient } from "../catalog/import";
import { readText } from "./arguments";
import { UsageError } from "./command";

const clients: ReadonlySet<string> = new Set(["client.py", "client.go", "client.ts", "client.js"]);
const manifests: ReadonlySet<string> = new Set(["PKG-INFO", "METADATA", "setup.py", "go.mod", "package.json"]);

/** Limits of the search in a package: the depth of folders, and the number of entries. */
const deepest = 4;
const mostEntries = 20_000;

/**
 * The operations of an SDK in a folder: the unpacked package of a generated client.
 *
 * @throws UsageError if the folder has no client, or one without operations
 */
export function readSdkPackage(folder: string): SdkList {
  const files = readableFilesIn(folder, { left: mostEntries }, deepest);
  const named = (names: ReadonlySet<string>): readonly string[] =>
    files.filter((file) => names.has(path.basename(file)));
  const operations = new Set(named(clients).flatMap((file) => operationsInClient(readText(file))));
  if (operations.size === 0) {
    throw new UsageError("it has no operations of an SDK", {
      where: folder,
      fix: `give an unpacked package with ${[...clients].join(" or ")}`,
    });
  }
  const codes = [...named(manifests).map(readText), path.basename(path.resolve(folder))].flatMap(
    (text) => codeOfPackage(text) ?? [],
  );
  return { code: codes[0], operations: [...operations].sort() };
}

/** The files of a package, sorted. A folder that cannot be read, or that is too large, is no package. */
function filesIn(folder: string, budget: { left: number }, depth: number): readonly string[] {
  const entries = readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  budget.left -= entries.length;
  if (budget.left < 0)
    throw new UsageError("it is too large for the package of an SDK", {
      where: folder,
      fix: "name the folder of one package",
    });
  return entries.flatMap((entry) => {
    const name = path.join(folder, entry.name);
    if (entry.isFile()) return [name];
    const isInside = entry.isDirectory() && depth > 0 && entry.name !== "node_modules" && !entry.name.startsWith(".");
    return isInside ? readableFilesIn(name, budget, depth - 1) : [];
  });
}

function readableFilesIn(folder: string, budget: { left: number }, depth: number): readonly string[] {
  try {
    return filesIn(folder, budget, depth);
  } catch (error) {
    if (error instanceof UsageError) throw error;
    return [];
  }
}
