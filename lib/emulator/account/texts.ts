import { type NameKind, checkName, hasToken, policyProblemIds } from "../../policy";
import { ApiError } from "../api-error";
import type { ErrorCode } from "../error-codes";

const codes: Readonly<Record<NameKind, { readonly chars: ErrorCode; readonly length: ErrorCode }>> = {
  policy: { chars: "InvalidParameter.PolicyName.InvalidChars", length: "InvalidParameter.PolicyName.Length" },
  role: { chars: "InvalidParameter.RoleName.InvalidChars", length: "InvalidParameter.RoleName.Length" },
  user: { chars: "InvalidParameter.UserName.InvalidChars", length: "InvalidParameter.UserName.Length" },
  group: { chars: "InvalidParameter.GroupName.InvalidChars", length: "InvalidParameter.GroupName.Length" },
};

/** Rejects a name that RAM would reject, and a name that contains an unresolved token of CDK for Terraform. */
export function checkNewName(kind: NameKind, name: string): string {
  const { chars, length } = codes[kind];
  const [problem] = checkName(kind, name, `${kind} name`);
  if (hasToken(name)) throw ApiError.of(chars, `The name ${name} contains an unresolved token.`);
  if (problem === undefined) return name;
  const code = problem.id === policyProblemIds.nameLength ? length : chars;
  throw ApiError.of(code, `Found ${problem.found}; allowed are ${problem.allowed}.`);
}

/** Rejects a text with too few or too many characters. */
export function checkLength(text: string, [least, most]: readonly [number, number], code: ErrorCode): string {
  const length = Array.from(text).length;
  if (length >= least && length <= most) return text;
  throw ApiError.of(code, `Found a text of ${length} characters; allowed are ${least} to ${most}.`);
}

/** Minimum and maximum length of descriptions of policies and roles. RAM rejects an empty description. */
export const descriptionLength = [1, 1024] as const;

export function checkDescription(text: string): string {
  return checkLength(text, descriptionLength, "InvalidParameter.Description.Length");
}
