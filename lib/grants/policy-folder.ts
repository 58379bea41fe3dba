import { readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import { formatProblem, parse } from "../policy";
import type { GrantModel, GrantedPolicy } from "./grant-model";
import { UnreadableStackError } from "../terraform/synthesized-stack";
import { withoutMark } from "../terraform/file-without-bom";

/** Whether parsed JSON is a policy document. */
export function isPolicyDocument(json: Readonly<Record<string, unknown>>): boolean {
  return json["Statement"] !== undefined;
}

/**
 * The files of a folder, and of the folders in it, that are policies by their names: `.json` or `.policy`, in any letter
 * case. Sorted, as paths in the folder with `/`.
 */
export function policyFilesIn(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => /\.(json|policy)$/i.test(file))
    .map((file) => file.split(path.sep).join("/"))
    .sort();
}

/**
 * Reads a folder, and the folders in it, whose policy files are identity policies. Whom they are attached to is not known:
 * each counts for whoever has it.
 *
 * @throws UnreadableStackError RAM501 for a file that is no policy, a folder without any, or names that differ in letter case only
 */
export function policyFolderGrants(folder: string): GrantModel {
  const files = policyFilesIn(folder);
  if (files.length === 0) {
    throw new UnreadableStackError(folder, "neither a manifest.json nor any .json or .policy file");
  }
  // Policies of one name would count as one.
  const byName = new Map<string, string>();
  for (const file of files) {
    const other = byName.get(nameOf(file).toLowerCase());
    if (other !== undefined) throw new UnreadableStackError(folder, `${other} and ${file} are policies of one name`);
    byName.set(nameOf(file).toLowerCase(), file);
  }
  return policyGrants(
    path.basename(path.resolve(folder)),
    files.map((file) => readPolicyFile(folder, file)),
  );
}

/** Policies of files, as what they grant to whoever has them. */
export function policyGrants(stack: string, policies: readonly GrantedPolicy[]): GrantModel {
  return { stack, principals: [], serviceLinkedRoles: [], unattached: policies, restore: (text) => text };
}

function readPolicyFile(folder: string, file: string): GrantedPolicy {
  return policyOfText(file, path.join(folder, file), readText(path.join(folder, file)));
}

/** A file without its extension; `.policy` stays, so that it can stand beside a `.json` of the same name. */
function nameOf(file: string): string {
  return file.replace(/\.json$/i, "");
}

/** @throws UnreadableStackError RAM501 */
export function readText(file: string): string {
  try {
    return withoutMark(readFileSync(file, "utf8"));
  } catch {
    throw new UnreadableStackError(file, "cannot be read");
  }
}

/** @throws UnreadableStackError RAM501 with everything that RAM would refuse */
export function policyOfText(name: string, file: string, text: string): GrantedPolicy {
  const { typed, findings } = parse(text, "identity");
  if (typed !== undefined && typed.kind !== "trust") {
    return { name: nameOf(name), type: "Custom", document: typed.policy, source: file, file };
  }
  throw new UnreadableStackError(file, findings.map(formatProblem).join(" "));
}
