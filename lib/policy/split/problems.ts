import type { Problem } from "../problem";
import { policyProblemIds } from "../problem-ids";
import type { PolicyStatement } from "../statement";

/** RAM120, with the size of a part that cannot be divided further. */
export function statementTooLarge(
  index: number,
  { statement, bytes }: { readonly statement: PolicyStatement; readonly bytes: number },
  part: number,
  room: number,
): Problem {
  return {
    id: policyProblemIds.statementTooLarge,
    path: `Statement[${index}]`,
    found: `a statement of ${bytes} bytes, and a part of it of ${part} bytes that cannot be divided`,
    allowed: `${room} bytes, which a document has for its statements`,
    fix: wayToShorten(statement),
  };
}

function wayToShorten({ actionElement, resourceElement, conditions }: PolicyStatement): string {
  const whole = [actionElement, resourceElement].filter((name) => name.startsWith("Not"));
  const condition = conditions === undefined ? "" : ", and its conditions";
  if (whole.length === 0) return `shorten its actions and resources with wildcards${condition}`;
  return `shorten ${whole.join(" and ")} with wildcards (it cannot be divided, because each part would except less)${condition}`;
}

/** RAM121. */
export function tooManyDocuments(path: string, found: string, maxDocuments: number): Problem {
  return {
    id: policyProblemIds.tooManyDocuments,
    path,
    found,
    allowed: `${maxDocuments}; RAM attaches 10 custom policies to one principal, unless the quota was raised`,
    fix:
      "remove actions, resources and statements that a wildcard covers, distribute the statements over several groups, " +
      "or have the quota raised and pass it as maxDocuments",
  };
}

/** RAM122. */
export function splitLimit(path: string, value: number, least: number): Problem {
  return {
    id: policyProblemIds.splitLimit,
    path,
    found: String(value),
    allowed: `an integer of ${least} or more`,
    fix: "omit it for RAM's default, or pass a raised quota",
  };
}
