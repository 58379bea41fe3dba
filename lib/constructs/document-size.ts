import {
  type PolicyDocument,
  type Problem,
  maxPolicyBytes,
  policyProblemIds,
  splitTokens,
  utf8Length,
} from "../policy";
import { constructProblemIds } from "./problem-ids";

/** Bytes set aside for each value that only Terraform will know: as many as RAM's longest user or role name. */
const bytesPerToken = 64;

const shorten = "drop actions that a wildcard covers, or make several policies of it";
const expect = "nothing now; what comes next has to go into a policy of its own";

/** What is wrong, or nearly so, with the size of a document as RAM will receive it. */
export function checkDocumentSize(document: PolicyDocument): {
  readonly problems: readonly Problem[];
  readonly warnings: readonly Problem[];
} {
  const parts = splitTokens(document.toText());
  const known = utf8Length(
    parts
      .filter(({ kind }) => kind === "literal")
      .map(({ text }) => text)
      .join(""),
  );
  const reserved = bytesPerToken * parts.filter(({ kind }) => kind === "token").length;
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
