import { PolicyDocument, type PolicyKind, TrustPolicy, formatFinding, parse, policyProblemIds } from "../../policy";
import { ApiError } from "../api-error";
import type { ErrorCode } from "../error-codes";

/** What a document that RAM would not take is refused with. */
interface Refusals {
  readonly malformed: ErrorCode;
  readonly tooLong: ErrorCode;
}

const policyRefusals: Refusals = {
  malformed: "MalformedPolicyDocument",
  tooLong: "InvalidParameter.PolicyDocument.Length",
};

/** Refuses a document as RAM would: by its syntax and its length, never by what it means. */
export function checkDocument(text: string, kind: PolicyKind, refusals: Refusals = policyRefusals): void {
  const { findings } = parse(text, kind);
  const malformed = findings.filter(({ id }) => id !== policyProblemIds.documentTooLong);
  const [code, found] = malformed.length > 0 ? [refusals.malformed, malformed] : [refusals.tooLong, findings];
  if (found.length > 0) throw ApiError.of(code, found.map((finding) => formatFinding(finding)).join("\n"));
}

const documents = new Map<string, PolicyDocument>();
const maxDocuments = 1000;

/** A document that was checked when it came in. Read once: every call is decided by the same few. */
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
