import { type NameKind, checkName, hasToken, policyProblemIds } from "../../policy";
import { ApiError } from "../api-error";
import type { ErrorCode } from "../error-codes";

const codes: Readonly<Record<NameKind, { readonly chars: ErrorCode; readonly length: ErrorCode }>> = {
  policy: { chars: "InvalidParameter.PolicyName.InvalidChars", length: "InvalidParameter.PolicyName.Length" },
  role: { chars: "InvalidParameter.RoleName.InvalidChars", length: "InvalidParameter.RoleName.Length" },
  user: { chars: "InvalidParameter.UserName.InvalidChars", length: "InvalidParameter.UserName.Length" },
  group: { chars: "InvalidParameter.GroupName.InvalidChars", length: "InvalidParameter.GroupName.Length" },
};

/** Refuses a name that RAM would not take. What is a token to the library is a mistake here. */
export function checkNewName(kind: NameKind, name: string): string {
  const { chars, length } = codes[kind];
  const [problem] = checkName(kind, name, `${kind} name`);
  if (hasToken(name)) throw ApiError.of(chars, `The name ${name} holds text that was not replaced.`);
  if (problem === undefined) return name;
  const code = problem.id === policyProblemIds.nameLength ? length : chars;
  throw ApiError.of(code, `Found ${problem.found}; allowed are ${problem.allowed}.`);
}

/** Refuses a text by its length, in characters. A text that is left out is none. */
export function checkLength(text: string, [least, most]: readonly [number, number], code: ErrorCode): string {
  const length = Array.from(text).length;
  if (length >= least && length <= most) return text;
  throw ApiError.of(code, `A text of ${length} characters; allowed are ${least} to ${most}.`);
}

/** Longest descriptions of policies and roles; RAM takes no empty one. */
export const descriptionLength = [1, 1024] as const;

export function checkDescription(text: string): string {
  return checkLength(text, descriptionLength, "InvalidParameter.Description.Length");
}
