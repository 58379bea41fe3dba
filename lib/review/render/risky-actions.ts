import { matchesPattern } from "../../policy";
import { foldCase } from "../../policy/letter-case";
import { risksOf as risksOfGrant } from "../compare/risks";
import type { PermissionRow, RiskMark } from "../report/review-report";
import { directionOf, risksOf } from "./row-facts";
import { type Style, listWords } from "./style";
import { riskWords } from "./wording";

/** Marks of single actions. All others are about a whole statement. */
const ofActions: ReadonlySet<RiskMark> = new Set<RiskMark>(["escalation", "secrets", "pass-role", "delete"]);

const known = new WeakMap<PermissionRow, Map<string, readonly RiskMark[]>>();

/** The marks of an action or pattern of a row by itself. */
export function marksOf(row: PermissionRow, action: string): readonly RiskMark[] {
  const found = known.get(row) ?? new Map<string, readonly RiskMark[]>();
  known.set(row, found);
  const marks = found.get(action) ?? marksOfAlone(row, action);
  found.set(action, marks);
  return marks;
}

function marksOfAlone(row: PermissionRow, action: string): readonly RiskMark[] {
  const marks = risksOf(row).filter((mark) => ofActions.has(mark));
  if (marks.length === 0) return marks;
  const knownActions = row.knownActions.filter((name) => matchesPattern(foldCase(action), foldCase(name)));
  const own = risksOfGrant({ ...row, actions: [action], actionElement: "Action", knownActions });
  return marks.filter((mark) => own.includes(mark));
}

/** The actions of a row, those with marks first. */
export function riskiestFirst(row: PermissionRow, actions: readonly string[]): readonly string[] {
  const marked = new Set(actions.filter((action) => marksOf(row, action).length > 0));
  return [...marked, ...actions.filter((action) => !marked.has(action))];
}

/** The marks of a row in words, each with the actions that have it: `deletes: agentrun:DeleteSandbox`. */
export function riskDetails(style: Style, row: PermissionRow, marks: readonly RiskMark[], most: number): string {
  const isOne = row.actions.length === 1 && row.knownActions.length <= 1;
  const named = row.actionElement === "NotAction" ? row.knownActions : [...row.actions, ...row.knownActions];
  return marks
    .map((mark) => {
      if (isOne || !ofActions.has(mark) || directionOf(row) !== "broader") return riskWords([mark]);
      // The actions that a pattern matches say more than the pattern.
      const having = named.filter((action) => !/[*?]/.test(action) && marksOf(row, action).includes(mark));
      const actions = [...new Set(having)];
      return actions.length === 0 ? riskWords([mark]) : `${riskWords([mark])}: ${listWords(style, actions, most)}`;
    })
    .join("; ");
}
