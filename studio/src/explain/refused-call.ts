import { type Denial, denialOfText } from "../../../lib/denied/denial-of-text";
import { InputProblem } from "../parts/input-problem";

/** The kinds of principals that the page accepts. */
export const principalKinds = ["user", "group", "role"] as const;

/** The refused call that a text is about. */
export interface RefusedCall {
  readonly denial: Denial;
  /** Actions of further refused calls in the text. */
  readonly others: readonly string[];
}

/** Thrown for an audit record. Only the command line reads them, because the code for it is too large for the page. */
export class AuditRecord extends InputProblem {
  public constructor() {
    super("an audit record", ({ auditRecord }) => auditRecord);
  }
}

/**
 * @param name what problems call the text
 * @throws AuditRecord
 * @throws PolicyError RAM521 for a text without a refused call
 */
export function refusedCallIn(text: string, name: string): RefusedCall {
  const actions = [...text.matchAll(/AuthAction\\*["']?\s*[:=]\s*\\*["']?([\w-]+:[\w/-]+)/gi)].map(
    ([, action = ""]) => action,
  );
  if (actions.length === 0 && isOfAudit(text)) throw new AuditRecord();
  const denial = denialOfText(text, name);
  return { denial, others: [...new Set(actions)].filter((action) => action !== denial.action) };
}

/** Whether a text looks like a record of ActionTrail, also as columns of a log store. */
function isOfAudit(text: string): boolean {
  return /\beventName\b/i.test(text) && /\b(?:userIdentity|serviceName|eventSource)\b/i.test(text);
}
