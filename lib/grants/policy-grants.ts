import { type PolicyKind, formatProblem, parse } from "../policy";
import { protectTokens, restoreExpressions } from "../terraform/expressions";
import { asList } from "../terraform/json-values";
import { isJsonObject } from "../policy/json-value";
import { UnreadableStackError } from "../terraform/unreadable-stack-error";
import type { GrantModel, GrantedPolicy, PrincipalGrants } from "./grant-model";
import type { PolicyFile, PolicySource } from "./source";
import { foldCase } from "../policy/letter-case";

/** Only the statements of trust policies have principals. */
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
 * The grants of policy files. Identity policies are attached to nobody, a trust policy belongs to a role with the name of
 * the file, and control policies grant nothing.
 *
 * @throws UnreadableStackError RAM501 with all that RAM would refuse, and for names that differ only in letter case
 */
export function policyGrants(source: PolicySource): GrantModel {
  const { name, isFolder, policies } = source;
  const named = policies.map((file) => ({ file, name: policyNameOf(source, file) }));
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

/** The name of the policy or role of a file. Single files have the same name, so that a review compares their policies. */
export function policyNameOf({ isFolder }: PolicySource, { place }: PolicyFile): string {
  return isFolder ? nameOf(place) : "policy";
}

/** Removes `.json`. Keeps `.policy`, so that `a.policy` and `a.json` have different names. */
function nameOf(file: string): string {
  return file.replace(/\.json$/i, "");
}

/** Policies with the same name would count as one. */
function checkNames(folder: string, named: readonly NamedFile[]): void {
  const places = new Map<string, string>();
  for (const { file, name } of named) {
    const other = places.get(foldCase(name));
    if (other !== undefined) {
      throw new UnreadableStackError(folder, `${other} and ${file.place} have the same policy name`);
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
