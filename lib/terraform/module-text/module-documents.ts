import { type PolicyDocument, PolicyError, maxPolicyBytes, policyProblemIds, split, textSize } from "../../policy";
import { templateOfTokens } from "../expressions";

/** A document of a module's policy. */
export interface ModuleDocument {
  /** From 1, with gaps, as in the name of the policy. */
  readonly number: number;
  /** As an argument of Terraform JSON. */
  readonly template: string;
}

/**
 * A document as one or more that RAM accepts, whatever callers give for its variables: each counts as 64 bytes, which is as
 * long as their values may be.
 *
 * @throws PolicyError RAM119 for one that is too long as `jsonencode` writes it, RAM120 and RAM121 for one that cannot be split
 */
export function moduleDocuments(document: PolicyDocument): readonly ModuleDocument[] {
  const longer = escapesIn(document.toText());
  const limit = Math.max(maxPolicyBytes - longer, maxPolicyBytes / 2);
  return split(document, { limit }).map(({ number, document: part }) => {
    const text = part.toText();
    checkSize(text);
    return { number, template: templateOfTokens(text) };
  });
}

/**
 * Bytes that `jsonencode` adds: it writes `<`, `>`, `&` and two line separators as escapes of six bytes.
 *
 * Source: https://developer.hashicorp.com/terraform/language/functions/jsonencode (read 2026-11-28)
 */
function escapesIn(json: string): number {
  return [...json.matchAll(/[<>&]/g)].length * 5 + [...json.matchAll(/[\u2028\u2029]/g)].length * 3;
}

function checkSize(text: string): void {
  const { known, reserved } = textSize(text);
  const bytes = known + reserved + escapesIn(text);
  if (bytes <= maxPolicyBytes) return;
  throw new PolicyError([
    {
      id: policyProblemIds.documentTooLong,
      path: "document",
      found: `a policy document of ${bytes} bytes: ${known} known, ${reserved} for the values of variables, ${escapesIn(text)} for <, > and &, which jsonencode writes as six bytes each`,
      allowed: `${maxPolicyBytes} bytes; RAM refuses a longer one at apply`,
      fix: "request less, or use several modules",
    },
  ]);
}
