import { type PolicyDocument, type Problem, maxPolicyBytes, policyProblemIds, textSize } from "../../policy";
import type { ConstructWarning } from "../checks/construct-warnings";
import { constructProblemIds } from "./problem-ids";

const shorten = "remove actions that a wildcard covers, or split it into several policies";
const expect = "nothing yet; put further statements into another policy";

/** Problems and warnings about the size of a document. */
export interface SizeCheck {
  readonly problems: readonly Problem[];
  readonly warnings: readonly ConstructWarning[];
}

/** The size with its problems and warnings. */
export interface MeasuredSize extends SizeCheck {
  /** With the bytes that are reserved for values that are known at apply. */
  readonly bytes: number;
}

/** Checks the size of a document in the form that RAM receives. */
export function checkDocumentSize(document: PolicyDocument): MeasuredSize {
  const { known, reserved } = textSize(document.toText());
  const bytes = known + reserved;
  if (known > maxPolicyBytes) {
    const id = policyProblemIds.documentTooLong;
    return { bytes, problems: [{ id, ...sizeTexts(`${known} bytes`), fix: shorten }], warnings: [] };
  }
  if (bytes < 0.9 * maxPolicyBytes) return { bytes, problems: [], warnings: [] };
  const found = `${known} bytes${reserved === 0 ? "" : ` and ${reserved} reserved for values that are known at apply`}`;
  const id = constructProblemIds.documentNearLimit;
  return { bytes, problems: [], warnings: [{ id, ...sizeTexts(found), fix: expect, subject: found }] };
}

function sizeTexts(size: string) {
  return {
    path: "document",
    found: `a policy document of ${size}`,
    allowed: `${maxPolicyBytes} bytes; RAM refuses a longer one at apply`,
  };
}
