import { readdirSync } from "node:fs";
import path from "node:path";
import { UnreadableStackError } from "../terraform/unreadable-stack-error";

/**
 * The policy files in a folder and its subfolders: names that end in `.json` or `.policy`, in any letter case. Returns
 * sorted paths relative to the folder, with `/`.
 *
 * @throws UnreadableStackError RAM501
 */
export function policyFilesIn(folder: string): readonly string[] {
  return filesIn(folder)
    .filter((file) => /\.(json|policy)$/i.test(file))
    .map((file) => file.split(path.sep).join("/"))
    .sort();
}

function filesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder, { recursive: true, encoding: "utf8" });
  } catch {
    throw new UnreadableStackError(folder, "cannot be read: no permission for the folder or a subfolder");
  }
}
