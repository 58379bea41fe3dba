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

/** A policy document in any form. JSON is kept exactly as it is. */
export type GivenDocument = PolicyDocument | PolicyDocumentJson | readonly PolicyStatement[];

/**
 * Reads the document of a user. For an invalid one, returns all problems and a document that denies everything, so that
 * nothing is granted if the failure of synth is ignored.
 */
export function givenDocument(given: GivenDocument): {
  readonly document: PolicyDocument;
  readonly problems: readonly Problem[];
} {
  return attempt(() => readDocument(given), refusingDocument, "document");
}

/** A document that denies everything, in place of an invalid one. */
export function refusingDocument(): PolicyDocument {
  return new PolicyDocument([PolicyStatement.deny({ actions: "*", resources: "*" })]);
}

/**
 * Reads the trust policy of a user. For an invalid one, returns all problems and the trust of a service that does not
 * exist. In JSON, a principal of an undocumented form is an error; from `TrustPolicy.fromJson`, it is a warning.
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

/** By shape, not by class, because the document may come from another copy of this library. */
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
  fix: 'set trust, e.g. TrustPolicy.forServices("fc.aliyuncs.com")',
};
