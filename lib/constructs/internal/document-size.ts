import { type PolicyDocument, type Problem, maxPolicyBytes, policyProblemIds, textSize } from "../../policy";
import type { ConstructWarning } from "../checks/construct-warnings";
import { constructProblemIds } from "./problem-ids";

const shorten = "drop actions that a wildcard covers, or make several policies of it";
const expect = "nothing now; what comes next has to go into a policy of its own";

/** What is wrong with a document, and what nearly is. */
export interface SizeCheck {
  readonly problems: readonly Problem[];
  readonly warnings: readonly ConstructWarning[];
}

/** What is wrong, or nearly so, with the size of a document as RAM will receive it. */
export function checkDocumentSize(document: PolicyDocument): SizeCheck {
  const { known, reserved } = textSize(document.toText());
  if (known > maxPolicyBytes) {
    const id = policyProblemIds.documentTooLong;
    return { problems: [{ id, ...sizeTexts(`${known} bytes`), fix: shorten }], warnings: [] };
  }
  if (known + reserved < 0.9 * maxPolicyBytes) return { problems: [], warnings: [] };
  const found = `${known} bytes${reserved === 0 ? "" : ` and ${reserved} reserved for values known only at apply`}`;
  const id = constructProblemIds.documentNearLimit;
  return { problems: [], warnings: [{ id, ...sizeTexts(found), fix: expect, subject: found }] };
}

function sizeTexts(size: string) {
  return {
    path: "document",
    found: `a policy document of ${size}`,
    allowed: `${maxPolicyBytes} bytes; RAM refuses a longer one at apply`,
  };
}
