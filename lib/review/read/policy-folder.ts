import { readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import { formatProblem, parse } from "../../policy";
import type { GrantModel, GrantedPolicy } from "./grant-model";
import { UnreadableStackError } from "./synthesized-stack";

/** Whether parsed JSON is a policy document. */
export function isPolicyDocument(json: Readonly<Record<string, unknown>>): boolean {
  return json["Statement"] !== undefined;
}

/**
 * Reads a folder, and the folders in it, whose JSON files are identity policies. Whom they are attached to is not known:
 * each counts for whoever has it.
 *
 * @throws UnreadableStackError RAM501 for a file that is no policy, or a folder without any
 */
export function policyFolderGrants(folder: string): GrantModel {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".json"))
    .map((file) => file.split(path.sep).join("/"))
    .sort();
  if (files.length === 0) throw new UnreadableStackError(folder, "neither a manifest.json nor any JSON file");
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

function readText(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    throw new UnreadableStackError(file, "cannot be read");
  }
}

/** @throws UnreadableStackError RAM501 with everything that RAM would refuse */
export function policyOfText(name: string, file: string, text: string): GrantedPolicy {
  const { typed, findings } = parse(text, "identity");
  if (typed !== undefined && typed.kind !== "trust") {
    return { name: name.replace(/\.json$/, ""), type: "Custom", document: typed.policy, source: file };
  }
  throw new UnreadableStackError(file, findings.map(formatProblem).join(" "));
}
