import { readdirSync } from "node:fs";
import path from "node:path";
import { type PolicyKind, formatProblem, parse } from "../policy";
import { protectTokens, restoreExpressions } from "../terraform/expressions";
import { asList } from "../terraform/json-values";
import { isJsonObject } from "../policy/json-value";
import { UnreadableStackError } from "../terraform/synthesized-stack";
import type { GrantModel, GrantedPolicy, PrincipalGrants } from "./grant-model";
import type { PolicyFile, PolicySource } from "./source";
import { foldCase } from "../policy/letter-case";

/**
 * The files of a folder, and of the folders in it, that are policies by their names: `.json` or `.policy`, in any letter
 * case. Sorted, as paths in the folder with `/`.
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
    throw new UnreadableStackError(folder, "cannot be read: no permission for the folder, or for one in it");
  }
}

/** The kind of a policy: only the statements of trust policies have principals. */
export function policyKindOf(json: unknown): PolicyKind {
  const statements = isJsonObject(json)
    ? [json["Statement"]].flatMap((one) => (isJsonObject(one) ? [one] : asList(one)))
    : [];
  const isTrust = statements.some(
    (one) => isJsonObject(one) && ["Principal", "NotPrincipal"].some((key) => key in one),
  );
  return isTrust ? "trust" : "identity";
}

/**
 * What policies grant to whoever has them, and whom the roles trust that have the trust policies: files do not say whom
 * they are attached to, nor of which role they are. Control policies grant nothing.
 *
 * @throws UnreadableStackError RAM501 with everything that RAM would refuse, and for names that differ in letter case only
 */
export function policyGrants({ name, isFolder, policies }: PolicySource): GrantModel {
  // One policy is compared with another whatever their files are called.
  const named = policies.map((file) => ({ file, name: isFolder ? nameOf(file.place) : "policy" }));
  checkNames(name, named);
  return {
    stack: name,
    ...(isFolder ? {} : { namedByFile: true }),
    principals: named.flatMap((one) => (one.file.kind === "trust" ? [roleOf(one)] : [])),
    serviceLinkedRoles: [],
    unattached: named.flatMap((one) => (one.file.kind === "identity" ? [policyOf(one)] : [])),
  };
}

interface NamedFile {
  readonly file: PolicyFile;
  readonly name: string;
}

/** A file without its extension; `.policy` stays, so that it can stand beside a `.json` of the same name. */
function nameOf(file: string): string {
  return file.replace(/\.json$/i, "");
}

/** Policies of one name would count as one. */
function checkNames(folder: string, named: readonly NamedFile[]): void {
  const places = new Map<string, string>();
  for (const { file, name } of named) {
    const other = places.get(foldCase(name));
    if (other !== undefined) {
      throw new UnreadableStackError(folder, `${other} and ${file.place} are policies of one name`);
    }
    places.set(foldCase(name), file.place);
  }
}

function policyOf({ file: { file, text }, name }: NamedFile): GrantedPolicy {
  const { typed, findings } = parse(protectTokens(text), "identity");
  if (typed !== undefined && typed.kind !== "trust") {
    return { name, type: "Custom", document: typed.policy, source: file, file };
  }
  throw new UnreadableStackError(file, restoreExpressions(findings.map(formatProblem).join(" ")));
}

function roleOf({ file: { file, text }, name }: NamedFile): PrincipalGrants {
  const { typed, findings } = parse(protectTokens(text), "trust");
  if (typed?.kind !== "trust")
    throw new UnreadableStackError(file, restoreExpressions(findings.map(formatProblem).join(" ")));
  const none = { account: [], resourceGroups: new Map(), groups: [] };
  return { principal: { kind: "role", name }, exists: true, trust: typed.policy, ...none };
}
