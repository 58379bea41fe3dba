import { knownActions } from "../../catalog";
import { certainDocument } from "../../grants/certain-document";
import type { GrantedPolicy } from "../../grants/grant-model";
import { PolicyDocument, PolicyStatement } from "../../policy";
import { type NamedDocument, morePermissive } from "../../policy/compare";
import { namedDocument } from "./named-document";

/**
 * Whether a policy that is one of several candidates cannot allow more than the candidates before: every new candidate is
 * narrower than each candidate of before. If candidates were removed, each one that is left must be narrower than those,
 * because it may be in force in their place.
 */
export function hasNarrowerCandidates(before: readonly GrantedPolicy[], after: GrantedPolicy): boolean {
  const [was, is] = [candidates(before), candidates([after])];
  if (was === undefined || was.length === 0 || is === undefined) return false;
  const added = without(is, was);
  const removed = without(was, is);
  return (
    added.every((document) => was.every((old) => isNarrower(old, document))) &&
    (removed.length <= added.length || is.every((one) => removed.every((old) => isNarrower(old, one))))
  );
}

/** Whether every document that a policy may have is one that the policies before may have had. */
export function hasKnownCandidates(before: readonly GrantedPolicy[], after: GrantedPolicy): boolean {
  const [was, is] = [candidates(before), candidates([after])];
  return was !== undefined && is !== undefined && without(is, was).length === 0;
}

/** All documents that policies may have; `undefined` if one of them is not known. */
function candidates(policies: readonly GrantedPolicy[]): readonly PolicyDocument[] | undefined {
  const known = policies.map((policy) => {
    const document = certainDocument(policy);
    return document === undefined ? policy.oneOf?.documents : [document];
  });
  return known.some((documents) => documents === undefined) ? undefined : known.flatMap((documents) => documents ?? []);
}

function without(documents: readonly PolicyDocument[], others: readonly PolicyDocument[]): readonly PolicyDocument[] {
  const texts = new Set(others.map((one) => one.toText()));
  return documents.filter((one) => !texts.has(one.toText()));
}

/** Whether the second document allows nothing more than the first, also where other policies allow everything. */
function isNarrower(from: PolicyDocument, to: PolicyDocument): boolean {
  return [[], [allowsEverything]].every((others) => {
    const [before, after] = [from, to].map((document) => ({
      account: [...namedDocument({ name: "", document }), ...others],
      resourceGroup: [],
    }));
    return before !== undefined && after !== undefined && morePermissive(before, after, knownActions).length === 0;
  });
}

const allowsEverything: NamedDocument = {
  name: "another policy",
  document: new PolicyDocument([PolicyStatement.fromJson({ Effect: "Allow", Action: "*", Resource: "*" })]),
};
