import {
  PolicyDocument,
  type PolicyDocumentJson,
  PolicyError,
  PolicyStatement,
  type Problem,
  TrustPolicy,
  type TrustPolicyJson,
} from "../../policy";
import { constructProblemIds } from "./problem-ids";

/** A policy document in any of the forms that a user may have it in. JSON is kept exactly as it is. */
export type GivenDocument = PolicyDocument | PolicyDocumentJson | readonly PolicyStatement[];

/**
 * The document that a user gave. Where it is wrong, all its problems, and a document that refuses everything: synth
 * fails, but nothing must widen if that is ignored.
 */
export function givenDocument(given: GivenDocument): {
  readonly document: PolicyDocument;
  readonly problems: readonly Problem[];
} {
  return attempt(() => readDocument(given), refusingDocument, "document");
}

/** A document that refuses everything: what stands where a right one cannot be made. */
export function refusingDocument(): PolicyDocument {
  return new PolicyDocument([PolicyStatement.deny({ actions: "*", resources: "*" })]);
}

/**
 * The trust policy that a user gave. Where it is wrong, all its problems, and the trust of a service that is none.
 * Principals of forms that no page shows are wrong in JSON; what `TrustPolicy.fromJson` has read is taken with a warning.
 */
export function givenTrust(given: TrustPolicy | TrustPolicyJson | undefined): {
  readonly trust: TrustPolicy;
  readonly problems: readonly Problem[];
} {
  const nobody = (): TrustPolicy => TrustPolicy.forServices("nobody.aliyuncs.com");
  if (given === undefined) return { trust: nobody(), problems: [missingTrust] };
  const { document, problems } = attempt(
    () => (isBuilt<TrustPolicy>(given) ? given : TrustPolicy.fromJson(given, "documented")),
    nobody,
    "trust",
  );
  return { trust: document, problems };
}

function readDocument(given: GivenDocument): PolicyDocument {
  if (isStatementList(given)) return new PolicyDocument(given);
  return isBuilt<PolicyDocument>(given) ? given : PolicyDocument.fromJson(given);
}

function isStatementList(given: GivenDocument): given is readonly PolicyStatement[] {
  return Array.isArray(given);
}

/** By shape, not by class: the document may come from another copy of this library. */
function isBuilt<Built extends { toText(): string }>(given: Built | object): given is Built {
  return "toText" in given && typeof given.toText === "function";
}

function attempt<T>(make: () => T, fallback: () => T, path: string) {
  try {
    return { document: make(), problems: [] };
  } catch (error) {
    if (!(error instanceof PolicyError)) throw error;
    const problems = error.problems.map((problem) => ({
      ...problem,
      path: problem.path === "" ? path : `${path}.${problem.path}`,
    }));
    return { document: fallback(), problems };
  }
}

const missingTrust: Problem = {
  id: constructProblemIds.missingOption,
  path: "trust",
  found: "a role without a trust policy",
  allowed: "who may assume the role",
  fix: 'give trust, e.g. TrustPolicy.forServices("fc.aliyuncs.com")',
};
