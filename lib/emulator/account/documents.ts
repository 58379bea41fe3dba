import { PolicyDocument, type PolicyKind, TrustPolicy, formatFinding, parse, policyProblemIds } from "../../policy";
import { ApiError } from "../api-error";
import type { ErrorCode } from "../error-codes";

/** The error codes for invalid documents. */
interface Refusals {
  readonly malformed: ErrorCode;
  readonly tooLong: ErrorCode;
}

const policyRefusals: Refusals = {
  malformed: "MalformedPolicyDocument",
  tooLong: "InvalidParameter.PolicyDocument.Length",
};

/** Rejects a document that RAM would reject. RAM checks syntax and length, but not whether actions or resources exist. */
export function checkDocument(text: string, kind: PolicyKind, refusals: Refusals = policyRefusals): void {
  const { findings } = parse(text, kind);
  const malformed = findings.filter(({ id }) => id !== policyProblemIds.documentTooLong);
  const [code, found] = malformed.length > 0 ? [refusals.malformed, malformed] : [refusals.tooLong, findings];
  if (found.length > 0) throw ApiError.of(code, found.map((finding) => formatFinding(finding)).join("\n"));
}

const documents = new Map<string, PolicyDocument>();
const maxDocuments = 1000;

/** Parses a document that `checkDocument` has accepted. Results are cached, because enforcement reads them at every call. */
export function readDocument(text: string): PolicyDocument {
  const known = documents.get(text);
  if (known !== undefined) return known;
  const document = PolicyDocument.fromJson(text);
  if (documents.size >= maxDocuments) documents.clear();
  documents.set(text, document);
  return document;
}

export function readTrust(text: string): TrustPolicy {
  return TrustPolicy.fromJson(text);
}
