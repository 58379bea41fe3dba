import { type PolicyDocument, type Problem, maxPolicyBytes, policyProblemIds, textSize } from "../../policy";
import { constructProblemIds } from "./problem-ids";

const shorten = "drop actions that a wildcard covers, or make several policies of it";
const expect = "nothing now; what comes next has to go into a policy of its own";

/** What is wrong, or nearly so, with the size of a document as RAM will receive it. */
export function checkDocumentSize(document: PolicyDocument): {
  readonly problems: readonly Problem[];
  readonly warnings: readonly Problem[];
} {
  const { known, reserved } = textSize(document.toText());
  if (known > maxPolicyBytes) {
    return { problems: [sizeProblem(policyProblemIds.documentTooLong, `${known} bytes`, shorten)], warnings: [] };
  }
  if (known + reserved < 0.9 * maxPolicyBytes) return { problems: [], warnings: [] };
  const found = `${known} bytes${reserved === 0 ? "" : ` and ${reserved} reserved for values known only at apply`}`;
  return { problems: [], warnings: [sizeProblem(constructProblemIds.documentNearLimit, found, expect)] };
}

function sizeProblem(id: string, size: string, fix: string): Problem {
  return {
    id,
    path: "document",
    found: `a policy document of ${size}`,
    allowed: `${maxPolicyBytes} bytes; RAM refuses a longer one at apply`,
    fix,
  };
}
