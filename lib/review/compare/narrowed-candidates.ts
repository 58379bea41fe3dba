import { knownActions } from "../../catalog";
import type { GrantedPolicy } from "../../grants/grant-model";
import { PolicyDocument, PolicyStatement } from "../../policy";
import { type NamedDocument, morePermissive, withPlaceholders } from "../../policy/compare";
import { tokenMeaning } from "../../terraform/expressions";
import { withOpenForms } from "./open-forms";

/**
 * Whether a policy that is one of several before and after cannot allow more than before, neither if the stack's own are meant
 * nor if any other is.
 */
export function hasNarrowerCandidates(before: GrantedPolicy, after: GrantedPolicy): boolean {
  const [was, is] = [before.oneOf?.documents, after.oneOf?.documents];
  if (was === undefined || is === undefined || (was.own.length === 0) !== (is.own.length === 0)) return false;
  return areNarrower(was.own, is.own) && areNarrower(was.all, is.all);
}

/**
 * Whether every candidate that is new is narrower than each one of before. Where fewer are left, each of them must be narrower
 * than those that went, because it may be in force in their place.
 */
function areNarrower(was: readonly PolicyDocument[], is: readonly PolicyDocument[]): boolean {
  const added = without(is, was);
  const removed = without(was, is);
  return (
    added.every((document) => was.every((old) => isNarrower(old, document))) &&
    (removed.length <= added.length || is.every((one) => removed.every((old) => isNarrower(old, one))))
  );
}

function without(documents: readonly PolicyDocument[], others: readonly PolicyDocument[]): readonly PolicyDocument[] {
  const texts = new Set(others.map((one) => one.toText()));
  return documents.filter((one) => !texts.has(one.toText()));
}

/** Whether the second document allows nothing more than the first, also where other policies allow everything. */
function isNarrower(from: PolicyDocument, to: PolicyDocument): boolean {
  return [[], [allowsEverything]].every((others) => {
    const [before, after] = [from, to].map((document) => ({
      account: [named(document), ...others],
      resourceGroup: [],
    }));
    return before !== undefined && after !== undefined && morePermissive(before, after, knownActions).length === 0;
  });
}

const allowsEverything: NamedDocument = {
  name: "another policy",
  document: new PolicyDocument([PolicyStatement.fromJson({ Effect: "Allow", Action: "*", Resource: "*" })]),
};

function named(document: PolicyDocument): NamedDocument {
  const known = withPlaceholders(withOpenForms(document), tokenMeaning);
  return known.toText() === document.toText()
    ? { name: "", document }
    : { name: "", document: known, original: document };
}
