import { foldCase } from "../letter-case";
import { isPattern } from "../patterns/wildcard";
import type { PolicyView } from "./policy-view";

/** What a policy must have for a rule to find anything in it. The rule is not asked about other policies. */
export interface RuleNeeds {
  /** A condition. */
  readonly condition?: true;
  /** An action of one of these RAM codes, which are in lower case, or a pattern that may cover one. */
  readonly services?: readonly string[];
}

/** Tells whether a policy has what a rule needs. The policy is read once for all rules. */
export function contentsOf({ statements }: PolicyView): (needs: RuleNeeds) => boolean {
  const hasCondition = statements.some(({ tests }) => tests.length > 0);
  let found: ReadonlySet<string> | undefined;
  return ({ condition, services }) => {
    if (condition === true && !hasCondition) return false;
    if (services === undefined) return true;
    const known = (found ??= new Set(statements.flatMap(({ actions }) => actions.map(({ text }) => serviceOf(text)))));
    return known.has(anyService) || services.some((service) => known.has(service));
  };
}

/** The RAM codes of actions, each once. */
export function servicesOf(actions: readonly { readonly action: string }[]): readonly string[] {
  return [...new Set(actions.map(({ action }) => serviceOf(action)))];
}

/** Stands for an action that may be of several services. */
const anyService = "*";

function serviceOf(action: string): string {
  const end = action.indexOf(":");
  const code = end === -1 ? anyService : action.slice(0, end);
  return isPattern(code) ? anyService : foldCase(code);
}
